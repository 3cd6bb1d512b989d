"""/lechnhau: where two witnesses differ, what went otherwise than promised; a meeting's facts."""

from db import meetings as meetings_db
from db import stood_in, witnesses
from domain.meetings import BranchFacts, MeetingFacts
from domain.people import OFFICE
from domain.witnesses import difference, surprise
from handlers.base import Command, Reply, Request, told
from handlers.meeting_words import branch_in, meeting_of
from handlers.reconciling import BACK, records_seen
from texts import help as help_words
from texts import witness_lists as words


async def run(request: Request) -> Reply:
    """Alone: the list of the last month; with a branch: everything known of its last meeting."""
    if request.text:
        return await _meeting(request)
    records = await records_seen(request)
    shown = [r for r in records if difference(r) is not None or surprise(r) is not None]
    await request.looked_at([r.visit.cadre.id for r in shown], COMMAND.name)
    return told(
        words.listed(
            [r for r in records if difference(r) is not None],
            [r for r in records if surprise(r) is not None],
        )
    )


async def _meeting(request: Request) -> Reply:
    branch, _ = await branch_in(request)
    meeting = await _last(request, branch)
    report, numbers = await witnesses.branch_report(request.session, meeting)
    records = await witnesses.records_of_meetings(request.session, [meeting.id])
    said = report is not None or any(r.cadre is not None for r in records)
    if meeting.starts_at > request.now and not said:
        return told(words.not_met_yet(meeting))
    await request.looked_at([r.visit.cadre.id for r in records], COMMAND.name)
    replaced = await stood_in.replaced(request.session, meeting.id)
    return told(words.meeting_view(meeting, report, numbers, records, replaced))


async def _last(request: Request, branch: BranchFacts) -> MeetingFacts:
    """The last meeting that has begun; else the one ahead, which may have been moved there."""
    begun = await meetings_db.meetings_of_branches(
        request.session, [branch.id], request.now - BACK, request.now
    )
    return begun[-1] if begun else await meeting_of(request, branch)


COMMAND = Command(
    ("lechnhau", "doichieu", "differences"),
    OFFICE,
    help_words.lechnhau,
    run,
    bare=False,
    takes_words=True,
    order=17,
)
