"""/hoan: postpone the branch's next meeting; the new date is asked or comes later."""

from domain.attendance import MeetingOutcome
from domain.people import FOR_BRANCH, OFFICE
from domain.replies import understand
from handlers import reporting
from handlers.base import Command, Reply, Request
from handlers.meeting_words import branch_in, meeting_of
from texts import help as help_words


async def run(request: Request) -> Reply:
    """The reason may follow in words ("hoan mưa lũ")."""
    branch, rest = await branch_in(request)
    meeting = await meeting_of(request, branch)
    reason = understand(rest).reason
    return await reporting.outcome(request, meeting, MeetingOutcome.POSTPONED, reason=reason)


COMMAND = Command(
    ("hoan", "postpone"),
    frozenset({*FOR_BRANCH, *OFFICE}),
    help_words.hoan,
    run,
    takes_words=True,
    order=35,
)
