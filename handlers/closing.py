"""Closing a month: freeze its facts and files once, list later corrections, make annexes of them.

The chat and the command line both come here, inside a transaction of theirs.
"""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime

from db import audit, closing, evidence, period_papers
from db.base import Session
from db.closing import Closed, MonthAnnex
from domain.calendar import Month, at_midnight, local_date
from domain.closing import (
    Correction,
    Unexplained,
    annex,
    canonical,
    compared,
    manifest,
    read_corrections,
)
from domain.errors import NothingToDo
from domain.ids import PersonId
from domain.reports.period_paper import PeriodPaper, read_paper, written
from domain.reports.periods import Period
from handlers.base import Packing
from texts import closing as words


@dataclass(frozen=True, slots=True)
class Closer:
    """Who closes; `id` None on the command line."""

    id: PersonId | None
    code: str


async def require_open(session: Session, month: Month, now: datetime) -> None:
    """The month is over, not closed, and next in the chain. Raises NothingToDo."""
    if now < month.until:
        raise NothingToDo(words.not_over(month))
    if await closing.closed(session, str(month)) is not None:
        raise NothingToDo(words.already(month))
    last = await closing.newest(session)
    if last is not None and last.month > str(month):
        raise NothingToDo(words.out_of_order(month, Month.parse(last.month)))
    earlier = await closing.first_open(session, at_midnight(month.first))
    if earlier is not None:  # once this one is closed, that one never could be
        raise NothingToDo(words.earlier_first(Month.of(local_date(earlier))))


async def whole_paper(session: Session, month: Month, known_at: datetime) -> PeriodPaper:
    """The paper of the whole tree as known at an instant."""
    roots = await period_papers.tops(session, month.last)
    return await period_papers.paper(session, roots, Period.of_month(month), known_at)


async def close(
    session: Session, month: Month, by: Closer, now: datetime, packing: Packing
) -> Closed:
    """Freeze the month as known now. Raises NothingToDo."""
    await require_open(session, month, now)
    paper = await whole_paper(session, month, now)
    if not paper.lines:
        raise NothingToDo(words.nothing_in(month))
    files = tuple(await asyncio.to_thread(packing.make, paper))
    meetings = [line.meeting for line in paper.lines]
    traces = await evidence.digests(session, meetings, now)
    facts = written(paper)
    before = await closing.newest(session)
    text = manifest(month, now, by.code, before, facts, traces, files, packing.programs())
    await closing.store(
        session,
        str(month),
        at=now,
        by=by.id,
        facts=facts,
        evidence=canonical(traces),
        manifest=text,
        files=files,
    )
    await audit.note(session, now, by.id, "month.close", month=str(month), branches=len(meetings))
    found = await closing.closed(session, str(month))
    assert found is not None
    return found


async def differences(
    session: Session, done: Closed
) -> tuple[tuple[Correction, ...], tuple[Unexplained, ...]]:
    """Every figure that is no longer what was closed: with a reason recorded since, and without."""
    month, at = Month.parse(done.row.month), done.row.closed_at
    frozen = read_paper(done.row.facts).lines
    roots = await period_papers.tops(session, month.last)
    present = await period_papers.lines(session, roots, Period.of_month(month), at)
    meetings = {line.meeting for line in (*frozen, *present)}
    return compared(frozen, present, await evidence.since(session, meetings, at))


async def pending(session: Session, done: Closed) -> tuple[Correction, ...]:
    """Corrections that no annex lists yet."""
    found, _ = await differences(session, done)
    listed = {_what(one) for row in done.annexes for one in read_corrections(row.content)}
    return tuple(one for one in found if _what(one) not in listed)


def _what(one: Correction) -> tuple[str, str, str]:
    """Which figure became what; when and by whom it was said again does not matter."""
    return one.code, one.field, one.new


async def add_annex(
    session: Session, done: Closed, by: Closer, now: datetime
) -> tuple[MonthAnnex, int] | None:
    """An annex of all corrections that wait, and how many; None when there are none."""
    found = await pending(session, done)
    if not found:
        return None
    month = Month.parse(done.row.month)
    text = annex(month, len(done.annexes) + 1, now, done.tip, found)
    row = await closing.add_annex(session, done, text, at=now, by=by.id)
    await audit.note(session, now, by.id, "month.annex", month=str(month), number=row.number)
    return row, len(found)


def traces(done: Closed) -> dict[str, str]:
    """The digests kept for each meeting."""
    return dict(json.loads(done.row.evidence))
