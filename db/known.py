"""What everybody is told of a period: a closed month as it was closed, all else as known now.

Only this decides between the two; chat, pages, papers and the command line ask it.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from db import closing, dated_tree, facts, period_papers
from db.base import Session
from db.closing import MonthAnnex, MonthClose
from domain.calendar import Month
from domain.closing import read_corrections
from domain.ids import UnitId
from domain.reports import closed as frozen
from domain.reports.closed import Annex, ClosedMonth
from domain.reports.facts import Figure, Figures, MeetingRow, PeriodFacts
from domain.reports.period_paper import PeriodPaper, narrowed, read_paper
from domain.reports.periods import Period, PeriodKind

Roots = Collection[UnitId]
MOST = 200  # exceptions listed at most


async def closed(session: Session, roots: Roots, period: Period) -> ClosedMonth | None:
    """The part of a closed month that is about the subtree of the roots; None while it is open."""
    found = await _whole(session, period)
    if found is None:
        return None
    tree = await dated_tree.dated_tree(session, roots, period.since, period.until)
    units = frozenset(stay.unit_id for stay in tree.stays)
    superior = await period_papers.superior(session, roots)
    part = narrowed(found.paper, units, tree.name, superior, Figures())
    return ClosedMonth(part, found.at, found.annexes)


async def _whole(session: Session, period: Period) -> ClosedMonth | None:
    if period.kind is not PeriodKind.MONTH:
        return None
    row, annexes = await closing.frozen(session, str(period))
    if row is None:
        return None
    return ClosedMonth(
        read_paper(row.facts),
        row.closed_at,
        tuple(map(_annex, annexes)),
    )


def _annex(row: MonthAnnex) -> Annex:
    found = read_corrections(row.content)
    return Annex(row.number, row.made_at, tuple(one.code for one in found))


async def two_periods(
    session: Session, roots: Roots, period: Period, now: datetime
) -> tuple[PeriodFacts, PeriodFacts]:
    """A period and the one before it, each as it is told."""
    this = await closed(session, roots, period)
    last = await closed(session, roots, period.previous)
    if this is None and last is None:
        pair = await facts.two_periods(session, roots, period, now)
        return await _noting(session, pair[0]), pair[1]
    return (
        await _facts(session, roots, period, now, this),
        await _facts(session, roots, period.previous, now, last),
    )


async def period_facts(
    session: Session, roots: Roots, period: Period, now: datetime
) -> PeriodFacts:
    """Everything a summary says of a period."""
    return await _facts(session, roots, period, now, await closed(session, roots, period))


async def _facts(
    session: Session, roots: Roots, period: Period, now: datetime, month: ClosedMonth | None
) -> PeriodFacts:
    if month is not None:
        return frozen.facts(month, facts.EXCEPTIONS, MOST)
    return await _noting(session, await facts.period_facts(session, roots, period, now))


async def _noting(session: Session, found: PeriodFacts) -> PeriodFacts:
    """Which months of a longer period are closed: its figures are of today all the same."""
    if found.period.kind not in (PeriodKind.QUARTER, PeriodKind.YEAR):
        return found
    first, last = Month.of(found.period.first), Month.of(found.period.last)
    months = await session.scalars(
        select(MonthClose.month)
        .where(MonthClose.month.between(str(first), str(last)))
        .order_by(MonthClose.month)
    )
    return replace(found, closed_months=tuple(Month.parse(month) for month in months))


async def meetings(
    session: Session, roots: Roots, period: Period, figures: Collection[Figure]
) -> tuple[ClosedMonth | None, tuple[MeetingRow, ...] | None]:
    """The closed month, and its meetings that any of the figures counts.

    None in place of them: they stand in the tables, or the figures are not of meetings.
    """
    month = await closed(session, roots, period)
    if month is None or not (figures and all(one.of_meetings for one in figures)):
        return month, None
    return month, frozen.rows(month.paper, figures)


async def paper(session: Session, roots: Roots, period: Period, now: datetime) -> PeriodPaper:
    """The paper of the subtree of the roots."""
    month = await closed(session, roots, period)
    if month is None:
        return await period_papers.paper(session, roots, period, now)
    before = await _figures(session, roots, period.previous, now)
    return replace(month.paper, before=before)


async def _figures(session: Session, roots: Roots, period: Period, now: datetime) -> Figures:
    month = await closed(session, roots, period)
    if month is None:
        return await period_papers.figures(session, roots, period, now)
    return month.paper.figures
