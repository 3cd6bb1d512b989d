"""/baocao: the result of a meeting, with or without its six numbers; a cadre's own presence."""

from db import visits
from domain import asks
from domain.asks import AskKind
from domain.errors import NothingToDo
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState
from domain.people import FOR_BRANCH, OFFICE, Role
from handlers.answering_for import Entry, enter, open_entry
from handlers.base import Asked, Command, Reply, Request
from handlers.meeting_words import BEHIND, branch_in, meeting_of
from handlers.pending import secretary_of
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
    host = await secretary_of(request, meeting)
    if meeting.branch.id not in request.person.branch_ids and host is not None:
        return await _for_host(request, host, meeting, rest)
    if rest:
        reported = await result.read_about(request.saying(rest), meeting)
        if reported is not None:
            return reported
    asked = asks.meeting(AskKind.RESULT, words.result_asked(meeting), meeting.id)
    return asks.again(asked)


async def _for_host(request: Request, host: PersonId, meeting: MeetingFacts, said: str) -> Reply:
    """The office reports on behalf of whoever answers for the branch."""
    ask = asks.again(asks.meeting(AskKind.RESULT, words.result_asked(meeting), meeting.id))
    asked = Asked(ask.kind, {**ask.payload, "text": ask.words.text}, ask.words.options)
    entry = Entry(host)
    reply = None
    if said:
        reply = await enter(
            request,
            entry,
            asked,
            lambda theirs: result.read_about(theirs.saying(said), meeting),
            words_said=said,
        )
    return reply or await open_entry(request, entry, ask)


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
