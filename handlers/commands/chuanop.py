"""/chuanop: who is silent, which reports are missing, and whom to phone."""

from dataclasses import replace
from datetime import timedelta

from db import meetings as meetings_db
from db import untold as untold_db
from db import visible, visits
from db.calls import CallReason
from domain import timing
from domain.fold import fold
from domain.ids import BranchId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Words
from domain.people import OFFICE
from domain.witnesses import difference
from handlers import call_list, pause_lists
from handlers.answering_for import everybody
from handlers.base import Command, Reply, Request, told
from handlers.pending import AHEAD
from handlers.reconciling import records_seen
from handlers.report_window import REPORT_DAYS
from texts import help as help_words
from texts import office as words

ALL = ("du", "het", "tat ca", "all")  # the whole lists instead of their beginnings and the calls


async def run(request: Request) -> Reply:
    """Only what the coordinator sees: who is silent, then the call list with its entries."""
    session, now = request.session, request.now
    seen = await visible.visible_branches(session, request.person, request.today)
    branch_ids = [b.id for b in seen]
    ahead = await meetings_db.meetings_of_branches(session, branch_ids, now, now + AHEAD)
    planned = [m for m in ahead if m.state is MeetingState.PLANNED]
    duties = await visits.visits_of_meetings(session, [m.id for m in planned])
    confirmed = await meetings_db.confirmed(session, planned)
    soon = now + timedelta(days=14)
    silent = [v for v in duties if not v.answered]
    unconfirmed = [m for m in planned if m.id not in confirmed and m.starts_at < soon]
    unreported = await _unreported(request, [b.id for b in seen])
    differ = sum(difference(r) is not None for r in await records_seen(request))
    known = {*await visible.visible_people(session, request.person, request.today)}
    tasks = await call_list.listed(request)
    elsewhere = known | {*await everybody(request)}
    whole = fold(request.text) in ALL
    page = None if whole else await call_list.page(request, tasks)
    if page is not None:  # which names them with the reason
        elsewhere -= {task.person.id for task in tasks if task.reason is CallReason.UNREACHABLE}
    untold = await untold_db.untold(session, elsewhere, now - untold_db.RECENT)
    if not (silent or unconfirmed or unreported or untold or page or differ):
        return told(await pause_lists.above(request, words.all_answered()))
    await request.looked_at([v.cadre.id for v in silent], COMMAND.name)
    found = words.open_matters(
        visits=silent,
        unconfirmed=unconfirmed,
        unreported_meetings=unreported,
        untold=[(u.name, u.code, u.count, u.why) for u in untold],
        differences=differ,
        most=100 if whole else 10,
    )
    if page is None:
        return told(await pause_lists.above(request, found))
    text = "\n\n".join(part for part in (found, page.words.text) if part)
    return replace(page, words=Words(await pause_lists.above(request, text), page.words.options))


async def _unreported(request: Request, branch_ids: list[BranchId]) -> list[MeetingFacts]:
    past = await meetings_db.meetings_of_branches(
        request.session, branch_ids, request.now - REPORT_DAYS * 4, request.now
    )
    return [
        m
        for m in past
        if m.state is MeetingState.PLANNED and timing.result_asked(m.starts_at) <= request.now
    ]


COMMAND = Command(
    ("chuanop", "silent"), OFFICE, help_words.chuanop, run, takes_words=True, order=15
)
