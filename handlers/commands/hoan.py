"""/hoan: postpone the branch's next meeting; the new date is asked or comes later."""

from domain.attendance import MeetingOutcome
from domain.errors import NothingToDo
from domain.meetings import BranchFacts, MeetingFacts, MeetingState
from domain.people import FOR_BRANCH, OFFICE
from domain.replies import understand
from handlers import reporting
from handlers.base import Command, Reply, Request
from handlers.meeting_words import branch_in, meeting_of
from texts import help as help_words


async def run(request: Request) -> Reply:
    """The reason may follow in words ("hoan mưa lũ")."""
    branch, rest = await branch_in(request)
    meeting = await _meant(request, branch)
    reason = understand(rest).reason
    return await reporting.outcome(request, meeting, MeetingOutcome.POSTPONED, reason=reason)


async def _meant(request: Request, branch: BranchFacts) -> MeetingFacts:
    """The next meeting; where none is ahead, the one that should have begun and is not reported."""
    try:
        return await meeting_of(request, branch)
    except NothingToDo:
        begun = await meeting_of(request, branch, past=True)
        if begun.state is not MeetingState.PLANNED:
            raise
        return begun


COMMAND = Command(
    ("hoan", "postpone"),
    frozenset({*FOR_BRANCH, *OFFICE}),
    help_words.hoan,
    run,
    takes_words=True,
    order=35,
)
