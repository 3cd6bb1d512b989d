"""Reports in chat: a summary that opens to lists, lists in pages, comparisons.

Every answer is found again from the person's rights: what a question stores is only which period,
unit and list were shown.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from db import audit, facts, known, visible
from db.report_scope import Scope
from domain import asks
from domain.ids import PersonId, UnitId
from domain.messages import Option, Words
from domain.reports.facts import (
    BranchRow,
    CadreRow,
    Figure,
    MeetingRow,
    VisitRow,
)
from domain.reports.listings import FIGURES, Listing, Look
from domain.reports.periods import Period
from domain.reports.summary import Summary, summary
from handlers.base import Reply, Request
from texts.reports import compare as compare_words
from texts.reports import listings as words
from texts.reports import opening

PAGE = 60  # rows read at most for one page; how many fit is the words' business


async def summed_up(request: Request, look: Look) -> Reply:
    """The summary of a period beside the one before; its numbers open by digit."""
    return asks.report(opening.opening(await _summary(request, look)), look)


async def _summary(request: Request, look: Look) -> Summary:
    roots = _roots(request, look)
    return summary(*await known.two_periods(request.session, roots, look.period, request.now))


def _roots(request: Request, look: Look) -> tuple[UnitId, ...]:
    return facts.roots_for(request.person) if look.unit_id is None else (look.unit_id,)


async def compared(request: Request, look: Look) -> Reply:
    """Two periods side by side, whole and by commune."""
    roots = _roots(request, look)
    this = await known.period_facts(request.session, roots, look.period, request.now)
    last = await known.period_facts(request.session, roots, look.period.previous, request.now)
    return Words(compare_words.compare(this, last))


async def listed(request: Request, look: Look, listing: Listing) -> Reply:
    """One page of a list, with the filter it shows."""
    about = await _scope(request, look)
    month, closed = await known.meetings(
        request.session, _roots(request, look), look.period, FIGURES[listing]
    )
    rows = await _rows(request, about, look, listing) if closed is None else closed[look.offset :]
    await _keep_look(request, rows)
    note = "" if month is None else words.closed(month.at, as_closed=closed is not None)
    page = words.page(listing, look.period, about.name, rows[:PAGE], look.offset, note=note)
    options = []
    if page.more:
        options.append(Option(f"more:{listing}:{look.offset + page.shown}", words.MORE))
    options.append(Option("back", words.BACK))
    return asks.report(Words(page.text, tuple(options)), look)


async def _scope(request: Request, look: Look) -> Scope:
    period = look.period
    return await facts.scope(
        request.session, _roots(request, look), period.since, period.until, request.now
    )


async def _rows(
    request: Request, about: Scope, look: Look, listing: Listing
) -> Sequence[MeetingRow | VisitRow | BranchRow | CadreRow]:
    session = request.session
    if listing is Listing.NEVER:
        every = await facts.cadre_rows(session, about)
        never = [r for r in every if r.figures[Figure.DUE] and not r.figures[Figure.PRESENT]]
        return never[look.offset : look.offset + PAGE]
    wanted = FIGURES[listing]
    if wanted[0].of_branches:
        return await facts.branch_rows(session, about, wanted[0], limit=PAGE, offset=look.offset)
    if wanted[0].of_visits:
        return await facts.visit_rows(session, about, *wanted, limit=PAGE, offset=look.offset)
    return await facts.meeting_rows(session, about, *wanted, limit=PAGE, offset=look.offset)


async def _keep_look(
    request: Request, rows: Sequence[MeetingRow | VisitRow | BranchRow | CadreRow]
) -> None:
    """What cadres did was looked at: kept in the audit log."""
    people: list[PersonId] = [row.visit.cadre.id for row in rows if isinstance(row, VisitRow)]
    people += [row.cadre.id for row in rows if isinstance(row, CadreRow)]
    await audit.looked(request.session, request.now, request.actor_id, people, "report")


async def look_of(request: Request, payload: dict[str, Any]) -> Look | None:
    """What a question of ours was about; None when its unit is no longer the person's to see."""
    unit = payload["unit"]
    seen = await visible.visible_units(request.session, request.person, request.today)
    return Look(Period.parse(payload["period"]), unit) if unit is None or unit in seen else None


async def opened(request: Request, look: Look, value: str) -> Reply:
    """A digit: a list, its next page, or back to the summary."""
    kind, _, rest = value.partition(":")
    if kind == "back":
        return await summed_up(request, look)
    if kind == "rest":
        return asks.report(opening.rest(await _summary(request, look)), look)
    if kind == "more":
        listing, _, offset = rest.partition(":")
        return await listed(request, replace(look, offset=int(offset)), Listing(listing))
    return await listed(request, look, Listing(kind))
