"""The delivery ledger: every occasion of every person, and what became of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Select, select

from db.base import Session
from db.ledger_answers import ANYBODY, Key, about_meetings, about_months
from db.ledger_calls import Phonings
from db.meetings import meetings_by_id
from db.outbox import Occasion, OutgoingEvent, OutgoingRow
from db.people import PersonRow
from db.questions import Question, QuestionState
from db.windows import KNOCK
from domain.ids import MeetingId, OutgoingId, PersonId
from domain.ledger import SUBJECTS, Change, Entry, Fate
from domain.meetings import MeetingFacts, PersonName
from domain.messages import OutgoingState, Why

NO_OCCASION = ("answer", KNOCK)  # kinds of messages that nobody is owed
Query = Select[OutgoingRow, Occasion, PersonRow, Question]


async def entries(
    session: Session,
    *,
    persons: Collection[PersonId] | None = None,
    meetings: Collection[MeetingId] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[Entry, ...]:
    """Occasions of these people, about these meetings, due in `[since, until)`; earliest first."""
    query = _query()
    if persons is not None:
        query = query.where(OutgoingRow.person_id.in_(persons))
    if meetings is not None:
        query = query.where(Occasion.meeting_id.in_(meetings))
    if since is not None:
        query = query.where(OutgoingRow.due_at >= since)
    if until is not None:
        query = query.where(OutgoingRow.due_at < until)
    return await _read(session, query)


async def of_round(session: Session, round_id: int) -> tuple[Entry, ...]:
    """Occasions of one mass send."""
    return await _read(session, _query().where(OutgoingRow.round_id == round_id))


async def lapsed(session: Session, since: datetime | None) -> tuple[Entry, ...]:
    """Occasions that became too late to say after an instant, whether or not answered since."""
    query = _query().where(OutgoingRow.state == OutgoingState.LAPSED)
    return await _read(
        session, query if since is None else query.where(OutgoingRow.state_at > since)
    )


def _query() -> Query:
    return (
        select(OutgoingRow, Occasion, PersonRow, Question)
        .join(PersonRow, PersonRow.id == OutgoingRow.person_id)
        .outerjoin(Occasion, Occasion.outgoing_id == OutgoingRow.id)
        .outerjoin(Question, Question.id == OutgoingRow.question_id)
        .where(OutgoingRow.kind.not_in(NO_OCCASION))
        .order_by(OutgoingRow.due_at, OutgoingRow.id, Occasion.key)
    )


async def _read(session: Session, query: Query) -> tuple[Entry, ...]:
    # an occasion or a question may be missing: both are outer-joined
    rows: Sequence[tuple[OutgoingRow, Occasion | None, PersonRow, Question | None]]
    rows = [(row, o, person, q) for row, o, person, q in await session.execute(query)]
    about = {MeetingId(o.meeting_id) for _, o, *_ in rows if o is not None and o.meeting_id}
    meetings = {m.id: m for m in await meetings_by_id(session, about)} if about else {}
    said = await about_meetings(session, about) if about else {}
    months = {_month(row.key) for row, *_ in rows if row.kind == "availability"}
    free = await about_months(session, months) if months else {}
    found = []
    for row, occasion, person, question in rows:
        at = _answered(occasion, question, said)
        if row.kind == "availability":
            at = at or free.get((_month(row.key), PersonId(person.id)))
        meeting = meetings.get(MeetingId(occasion.meeting_id or 0)) if occasion else None
        found.append(_entry(row, occasion, person, meeting, at))
    return await _with_calls(session, found)


def _month(key: str) -> str:
    """`availability:2026-12:...`"""
    return key.split(":")[1]


def _answered(
    occasion: Occasion | None, question: Question | None, said: dict[Key, datetime]
) -> datetime | None:
    """When the person answered: by a fact about the meeting, else by the question itself."""
    if occasion is not None and occasion.kind in SUBJECTS:
        _, meeting, version, person, *about = occasion.key.split(":")
        if about:
            return None
        keys = [
            (subject, int(meeting), int(version), who)
            for subject in SUBJECTS[occasion.kind]
            for who in (int(person), ANYBODY)
        ]
        return min((said[key] for key in keys if key in said), default=None)
    if question is not None and question.state == QuestionState.ANSWERED:
        return question.closed_at
    return None


def _entry(
    row: OutgoingRow,
    occasion: Occasion | None,
    person: PersonRow,
    meeting: MeetingFacts | None,
    answered_at: datetime | None,
) -> Entry:
    return Entry(
        key=occasion.key if occasion is not None else row.key,
        kind=occasion.kind if occasion is not None and occasion.kind in SUBJECTS else row.kind,
        person=PersonName(PersonId(person.id), person.name),
        meeting=meeting,
        outgoing_id=OutgoingId(row.id),
        channel=row.channel,
        due_at=row.due_at,
        state=OutgoingState(row.state),
        reason=None if row.reason is None else Why(row.reason),
        state_at=row.state_at,
        attempts=row.attempts,
        delivered_at=row.delivered_at,
        seen_at=row.seen_at,
        answered_at=answered_at,
    )


async def _with_calls(session: Session, found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Whatever did not reach its person, with who was asked to phone."""
    known = tuple(found)
    lost = {entry.person.id for entry in known if entry.fate is Fate.TO_PHONE}
    if not lost:
        return known
    phonings = await Phonings.of(session, lost)
    return tuple(
        [
            replace(
                entry, phoning=await phonings.for_loss(session, entry.person.id, entry.state_at)
            )
            if entry.fate is Fate.TO_PHONE
            else entry
            for entry in known
        ]
    )


async def changes(session: Session, outgoing_id: OutgoingId) -> tuple[Change, ...]:
    """Every state one message has been in, with its reason and attempt, oldest first."""
    rows = await session.scalars(
        select(OutgoingEvent)
        .where(OutgoingEvent.outgoing_id == outgoing_id)
        .order_by(OutgoingEvent.id)
    )
    return tuple(
        Change(
            OutgoingState(row.state),
            None if row.reason is None else Why(row.reason),
            row.attempt,
            row.at,
        )
        for row in rows
    )
