"""The paper of a period: its figures, and a line for each meeting, as known at an instant."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from db import facts
from db.base import Session
from db.report_scope import Scope
from db.units import Unit, holds_on
from domain.ids import UnitId
from domain.reports.facts import Figure, Figures, whole
from domain.reports.ledger import Line, distinct, ledger
from domain.reports.period_paper import PeriodPaper, period_paper
from domain.reports.periods import Period


async def paper(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime
) -> PeriodPaper:
    """The period of the subtree of some roots, as the tree was then and as known now."""
    about = await facts.scope(session, roots, period.since, period.until, now)
    return period_paper(
        await facts.period_facts(session, roots, period, now),
        await figures(session, roots, period.previous, now),
        await superior(session, roots),
        await _lines(session, about),
        _names(about),
    )


async def figures(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime
) -> Figures:
    """The figures of the whole subtree."""
    about = await facts.scope(session, roots, period.since, period.until, now)
    return whole((await facts.figures(session, about)).values())


async def lines(
    session: Session, roots: Collection[UnitId], period: Period, now: datetime
) -> tuple[Line, ...]:
    """A line for each meeting of the period in the subtree."""
    return await _lines(session, await facts.scope(session, roots, period.since, period.until, now))


async def _lines(session: Session, about: Scope) -> tuple[Line, ...]:
    return ledger(
        await facts.meeting_rows(session, about, Figure.MEETINGS),
        await facts.visit_rows(session, about, Figure.VISITS),
        _names(about),
    )


def _names(about: Scope) -> dict[UnitId, str]:
    """What each unit of the subtree is called when branches are counted."""
    units = {stay.unit_id for stay in about.tree.stays}
    return distinct({unit: about.tree.name_at(unit, about.as_of) for unit in sorted(units)})


async def tops(session: Session, day: date) -> tuple[UnitId, ...]:
    """Units with nothing above them on the day: together they are the whole tree."""
    rows = await session.scalars(
        select(Unit.id)
        .where(Unit.parent_id.is_(None), holds_on(day, Unit.valid_from, Unit.valid_to))
        .order_by(Unit.id)
    )
    return tuple(UnitId(row) for row in rows)


async def superior(session: Session, roots: Collection[UnitId]) -> str:
    """The unit above, when all roots have the same; else nothing."""
    parents = set(await session.scalars(select(Unit.parent_id).where(Unit.id.in_(roots))))
    if len(parents) != 1:
        return ""
    return await session.scalar(select(Unit.name).where(Unit.id.in_(parents))) or ""
