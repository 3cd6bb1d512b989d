"""Beginning an entry for somebody: from a task of the call list, or from a name and their words."""

from db import visits
from db.calls import CallFacts, CallReason
from domain import asks
from domain.asks import AskKind
from domain.ids import PersonId
from domain.meetings import MeetingFacts, MeetingState
from domain.messages import Ask
from handlers import moving, reporting
from handlers.answering_for import Entry, as_person, enter, open_entry, owed_by, talked
from handlers.base import Asked, Reply, Request, before
from handlers.pending import guests, next_ask
from texts import meetings as meeting_words
from texts import on_behalf as words
from texts import visits as visit_words

__all__ = ["enter_for", "from_call", "talked"]


async def enter_for(request: Request, person_id: PersonId, said: str) -> Reply:
    """Read the person's words as if they had written them; without words, or unclear: ask."""
    entry = Entry(person_id)
    reply = await _read(request, entry, said) if said else None
    if reply is not None or not said:
        return reply or await open_entry(request, entry)
    name = (await as_person(request, person_id)).person.name
    return before(words.unread(name), await open_entry(request, entry))


async def _read(request: Request, entry: Entry, said: str) -> Reply | None:
    """As an answer to what the person owes; else as words nobody asked for."""
    owed = await owed_by(await as_person(request, entry.person))
    reading = request.readers[owed.kind].read if owed is not None else None
    if owed is not None and reading is not None:
        asked = Asked(owed.kind, {**owed.payload, "text": owed.words.text}, owed.words.options)
        reply = await enter(
            request, entry, asked, lambda t: reading(t.saying(said), asked), words_said=said
        )
        if reply is not None:
            return reply
    take = request.spontaneous
    if take is None:
        return None
    return await enter(
        request, entry, None, lambda theirs: take(theirs.saying(said)), words_said=said
    )


async def from_call(request: Request, call: CallFacts) -> Reply | None:
    """The question a task of the list is about, or what the person owes; None without either."""
    theirs = await as_person(request, call.person.id)
    wanted = None if call.meeting is None else await _matter(theirs, call, call.meeting)
    wanted = wanted or await next_ask(theirs)
    if wanted is None:
        return None
    return await open_entry(request, Entry(call.person.id, call=call.id), wanted)


async def _matter(theirs: Request, call: CallFacts, meeting: MeetingFacts) -> Ask | None:
    if call.reason in (CallReason.SILENT, CallReason.DECLINED):
        found = await visits.visits_of_meetings(theirs.session, [meeting.id])
        own = [v for v in found if v.cadre.id == call.person.id]
        return asks.visits(visit_words.asked(own), own) if own else None
    if call.reason is CallReason.UNCONFIRMED:
        text = meeting_words.confirm_asked(meeting, await guests(theirs.session, meeting))
        return asks.meeting(AskKind.CONFIRM, text, meeting.id)
    if call.reason is CallReason.NOT_REPORTED and meeting.state is MeetingState.HELD:
        return reporting.ask_numbers(meeting)
    if call.reason is CallReason.NOT_REPORTED:
        return asks.meeting(AskKind.RESULT, meeting_words.result_asked(meeting), meeting.id)
    if call.reason is CallReason.NEW_DATE:
        return await moving.ask_date(theirs, meeting)
    return None
