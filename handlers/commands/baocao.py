"""/baocao: the result of a meeting, with or without its six numbers."""

from domain import asks
from domain.asks import AskKind
from domain.people import FOR_BRANCH, OFFICE
from handlers.base import Command, Reply, Request
from handlers.meeting_words import branch_in, meeting_of
from handlers.questions import result
from texts import help as help_words
from texts import meetings as words


async def run(request: Request) -> Reply:
    """What follows the command is read as a report; alone, the command asks."""
    branch, rest = await branch_in(request)
    meeting = await meeting_of(request, branch, past=True)
    if rest:
        reported = await result.read_about(request.saying(rest), meeting)
        if reported is not None:
            return reported
    asked = asks.meeting(AskKind.RESULT, words.result_asked(meeting), meeting.id)
    return asks.again(asked)


COMMAND = Command(
    ("baocao", "report"),
    frozenset({*FOR_BRANCH, *OFFICE}),
    help_words.baocao,
    run,
    takes_words=True,
    order=20,
)
