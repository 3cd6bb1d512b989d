"""The delivery ledger: every occasion of every person, and what became of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from db.among import among
from db.base import Session, columns_of
from db.ledger_answers import ANYBODY, Key, about_meetings, about_months
from db.ledger_calls import Phonings
from db.meetings import meetings_by_id
from db.outbox import Occasion, OutgoingEvent, OutgoingRow
from db.people import PersonRow
from db.prepared import lasting
from db.questions import Question, QuestionState
from db.windows import KNOCK
from domain.ids import MeetingId, OutgoingId, PersonId
from domain.ledger import SUBJECTS, Change, Entry, Fate
from domain.meetings import MeetingFacts, PersonName
from domain.messages import OutgoingState, Why

NO_OCCASION = ("answer", KNOCK)  # kinds of messages that nobody is owed
Rows = Select[*tuple[Any, ...]]


class Line(NamedTuple):
    """One message with one of its occasions; what it lacks, occasion or question, is None."""

    id: int
    key: str
    kind: str
    channel: str | None
    due_at: datetime
    state: str
    state_at: datetime
    reason: str | None
    attempts: int
    delivered_at: datetime | None
    seen_at: datetime | None
    person_id: int
    name: str
    occasion: str | None
    occasion_kind: str | None
    meeting_id: int | None
    asked: str | None
    closed_at: datetime | None


LINE = (
    *columns_of(OutgoingRow, Line._fields[:11]),
    PersonRow.id,
    PersonRow.name,
    Occasion.key,
    Occasion.kind,
    Occasion.meeting_id,
    Question.state,
    Question.closed_at,
)
# What lines can be asked for by; the value is given when the statement runs.
CONDITIONS = {
    "persons": among(OutgoingRow.person_id, bindparam("persons")),
    "meetings": among(Occasion.meeting_id, bindparam("meetings")),
    "since": OutgoingRow.due_at >= bindparam("since"),
    "until": OutgoingRow.due_at < bindparam("until"),
    "round": OutgoingRow.round_id == bindparam("round"),
    "state": OutgoingRow.state == bindparam("state"),
    "after": OutgoingRow.state_at > bindparam("after"),
}


async def entries(
    session: Session,
    *,
    persons: Collection[PersonId] | None = None,
    meetings: Collection[MeetingId] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> tuple[Entry, ...]:
    """Occasions of these people, about these meetings, due in `[since, until)`; earliest first."""
    return await _read(session, persons=persons, meetings=meetings, since=since, until=until)


async def of_round(session: Session, round_id: int) -> tuple[Entry, ...]:
    """Occasions of one mass send."""
    return await _read(session, round=round_id)


async def lapsed(session: Session, since: datetime | None) -> tuple[Entry, ...]:
    """Occasions that became too late to say after an instant, whether or not answered since."""
    return await _read(session, state=OutgoingState.LAPSED, after=since)


@cache
def _lines(by: frozenset[str]) -> Rows:
    found = (
        select(*LINE)
        .join(PersonRow, PersonRow.id == OutgoingRow.person_id)
        .outerjoin(Occasion, Occasion.outgoing_id == OutgoingRow.id)
        .outerjoin(Question, Question.id == OutgoingRow.question_id)
        .where(OutgoingRow.kind.not_in(NO_OCCASION), *(CONDITIONS[name] for name in sorted(by)))
        .order_by(OutgoingRow.due_at, OutgoingRow.id, Occasion.key)
    )
    return lasting(found)


async def _read(session: Session, **by: Any) -> tuple[Entry, ...]:
    given = {name: value for name, value in by.items() if value is not None}
    rows = [Line._make(row) for row in await session.execute(_lines(frozenset(given)), given)]
    about = {MeetingId(row.meeting_id) for row in rows if row.meeting_id}
    meetings = {m.id: m for m in await meetings_by_id(session, about)} if about else {}
    said = await about_meetings(session, about) if about else {}
    months = {_month(row.key) for row in rows if row.kind == "availability"}
    free = await about_months(session, months) if months else {}
    found = []
    for row in rows:
        at = _answered(row, said)
        if row.kind == "availability":
            at = at or free.get((_month(row.key), PersonId(row.person_id)))
        found.append(_entry(row, meetings.get(MeetingId(row.meeting_id or 0)), at))
    return await _with_calls(session, found)


def _month(key: str) -> str:
    """`availability:2026-12:...`"""
    return key.split(":")[1]


def _answered(row: Line, said: dict[Key, datetime]) -> datetime | None:
    """When the person answered: by a fact about the meeting, else by the question itself."""
    if row.occasion and row.occasion_kind and row.occasion_kind in SUBJECTS:
        _, meeting, version, person, *about = row.occasion.split(":")
        if about:
            return None
        keys = [
            (subject, int(meeting), int(version), who)
            for subject in SUBJECTS[row.occasion_kind]
            for who in (int(person), ANYBODY)
        ]
        return min((said[key] for key in keys if key in said), default=None)
    return row.closed_at if row.asked == QuestionState.ANSWERED else None


def _kind(row: Line) -> str:
    return row.occasion_kind if row.occasion_kind and row.occasion_kind in SUBJECTS else row.kind


def _entry(row: Line, meeting: MeetingFacts | None, answered_at: datetime | None) -> Entry:
    return Entry(
        key=row.key if row.occasion is None else row.occasion,
        kind=_kind(row),
        person=PersonName(PersonId(row.person_id), row.name),
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
