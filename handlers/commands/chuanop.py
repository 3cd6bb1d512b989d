"""/chuanop: who is silent, which reports are missing, and whom to phone."""

from dataclasses import replace
from datetime import datetime, timedelta

from db import meetings as meetings_db
from db import untold as untold_db
from db import visible, visit_lists
from db.calls import CallReason
from domain import timing
from domain.fold import fold
from domain.ids import BranchId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Words
from domain.people import OFFICE
from handlers import call_list, pause_lists
from handlers.answering_for import everybody
from handlers.base import Command, Reply, Request, told
from handlers.pending import AHEAD
from handlers.reconciling import records_seen
from handlers.report_window import REPORT_DAYS
from texts import help as help_words
from texts import office as words

SOON = timedelta(days=14)  # a meeting further ahead may still be confirmed in time
ALL = ("du", "het", "tat ca", "all")  # the whole lists instead of their beginnings and the calls


async def run(request: Request) -> Reply:
    """Only what the coordinator sees: who is silent, then the call list with its entries."""
    session, now = request.session, request.now
    seen = await visible.visible_branches(session, request.person, request.today)
    branch_ids = [b.id for b in seen]
    silent = await visit_lists.unanswered_visits(session, branch_ids, now, now + AHEAD)
    soon = await _planned(request, branch_ids, now, now + SOON)
    confirmed = await meetings_db.confirmed(session, soon)
    unconfirmed = [m for m in soon if m.id not in confirmed]
    begun = await _planned(request, branch_ids, now - REPORT_DAYS * 4, now)
    unreported = [m for m in begun if timing.result_asked(m.starts_at) <= now]
    differ = len(await records_seen(request, disputed=True))
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


async def _planned(
    request: Request, branch_ids: list[BranchId], since: datetime, until: datetime
) -> tuple[MeetingFacts, ...]:
    return await meetings_db.meetings_of_branches(
        request.session, branch_ids, since, until, states=(MeetingState.PLANNED,)
    )


COMMAND = Command(
    ("chuanop", "silent"), OFFICE, help_words.chuanop, run, takes_words=True, order=15
)
