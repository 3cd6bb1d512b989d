"""/baocao: the result of a meeting, with or without its six numbers; a cadre's own presence."""

from db import visits
from domain import asks
from domain.asks import AskKind
from domain.errors import NothingToDo
from domain.meetings import MeetingState
from domain.people import FOR_BRANCH, OFFICE, Role
from handlers.base import Command, Reply, Request
from handlers.meeting_words import BEHIND, branch_in, meeting_of
from handlers.questions import result
from texts import help as help_words
from texts import meetings as words
from texts import visits as visit_words


async def run(request: Request) -> Reply:
    """What follows the command is read as a report; alone, the command asks."""
    if not request.person.holds(*FOR_BRANCH, *OFFICE):
        return await _presence(request)
    branch, rest = await branch_in(request)
    meeting = await meeting_of(request, branch, past=True)
    if rest:
        reported = await result.read_about(request.saying(rest), meeting)
        if reported is not None:
            return reported
    asked = asks.meeting(AskKind.RESULT, words.result_asked(meeting), meeting.id)
    return asks.again(asked)


async def _presence(request: Request) -> Reply:
    """The cadre's last meeting, whatever was promised: somebody who declined may have come."""
    past = await visits.visits_of_person(
        request.session,
        request.person.id,
        request.now - BEHIND,
        request.now,
        states=tuple(MeetingState),
    )
    if not past:
        raise NothingToDo(visit_words.nothing_behind())
    return asks.presence(visit_words.presence_asked(past[-1]), past[-1])


COMMAND = Command(
    ("baocao", "report"),
    frozenset({*FOR_BRANCH, *OFFICE, Role.CADRE}),
    help_words.baocao,
    run,
    takes_words=True,
    order=20,
)
