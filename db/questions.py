"""Questions we asked: at most one open for a person; a newer one closes the older."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    Update,
    cast,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session, columns_of, insert_row
from db.indexes import index_of_some
from db.prepared import Bind, prepared
from domain.asks import AskKind
from domain.ids import PersonId, QuestionId, VisitId
from domain.messages import Ask, Option

CALL_LISTS = f"kind = '{AskKind.CALL_LIST}'"


class QuestionState(StrEnum):
    """A question waits with its message, opens when that is sent, and is answered or closed."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Question(Base):
    """One question: which handler reads the answer, about what, with which options."""

    __tablename__ = "questions"
    __table_args__ = (
        Index(None, "person_id", "state"),
        index_of_some("ix_questions_call_lists", "asked_at", rows=CALL_LISTS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)  # what was asked, without the options
    payload: Mapped[dict[str, Any]]
    options: Mapped[list[Any]]  # [[value, label], ...]
    state: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Remembered(NamedTuple):
    """A question as it was asked: what reading its answer takes."""

    id: int
    person_id: int
    kind: str
    text: str
    payload: dict[str, Any]
    options: list[Any]
    asked_at: datetime

    def choices(self) -> tuple[Option, ...]:
        """The numbered options as they were shown."""
        return tuple(Option(value, label) for value, label in self.options)


Questions = Select[*tuple[Any, ...]]


def _asked() -> Questions:
    return select(*columns_of(Question, Remembered._fields))


async def add(session: Session, person_id: PersonId, ask: Ask, now: datetime) -> QuestionId:
    """Remember a question that goes out with a message; it opens when that is sent."""
    number = await insert_row(
        session,
        Question,
        person_id=person_id,
        kind=ask.kind,
        text=ask.words.text if ask.again is None else ask.again,
        payload=ask.payload,
        options=[[option.value, option.label] for option in ask.words.options],
        state=QuestionState.WAITING,
        asked_at=now,
    )
    return QuestionId(number)


async def open_question(session: Session, person_id: PersonId) -> Remembered | None:
    """The one question the person may answer now."""
    return await _first(session, _open_of(), person_id)


async def _first(session: Session, query: Questions, person_id: PersonId) -> Remembered | None:
    row = (await session.execute(query, {"person": person_id})).first()
    return None if row is None else Remembered._make(row)


@prepared
def _open_of(person: Bind) -> Questions:
    return (
        _asked()
        .where(Question.person_id == person, Question.state == QuestionState.OPEN)
        .order_by(Question.id.desc())
        .limit(1)
    )


async def all_open(session: Session) -> tuple[Remembered, ...]:
    """Every question somebody may answer now, oldest first."""
    standing = _asked().where(Question.state == QuestionState.OPEN).order_by(Question.id)
    return tuple(map(Remembered._make, await session.execute(standing)))


REOPENABLE = (
    AskKind.VISITS,
    AskKind.CONFIRM,
    AskKind.RESULT,
    AskKind.PRESENCE,
    AskKind.GUESTS,
    AskKind.ON_BEHALF,
)


async def last_reopenable(session: Session, person_id: PersonId) -> Remembered | None:
    """The question the person answered last that can be answered anew: for `/sua`."""
    return await _first(session, _answered_last(), person_id)


@prepared
def _answered_last(person: Bind) -> Questions:
    return (
        _asked()
        .where(
            Question.person_id == person,
            Question.state == QuestionState.ANSWERED,
            Question.kind.in_(REOPENABLE),
        )
        .order_by(Question.closed_at.desc(), Question.id.desc())
        .limit(1)
    )


async def opened(session: Session, asked: Sequence[QuestionId], now: datetime) -> None:
    """The messages of questions are on their way, in this order: each opens, and closes what the
    person was asked before.
    """
    found = await session.execute(_waiting(), {"ids": list(asked)})
    whose = {QuestionId(number): person for number, person in found}
    waiting = [question for question in asked if question in whose]
    newest = {whose[question]: question for question in waiting}
    if not waiting:
        return
    await session.execute(_close_open(), {"people": list(newest), "now": now})
    await session.execute(_open(), {"ids": list(newest.values())})
    if older := [question for question in waiting if question not in newest.values()]:
        await close(session, older, now)


_QUESTIONS = Base.metadata.tables[Question.__tablename__]


@prepared
def _waiting(ids: Bind) -> Select[int, int]:
    """The questions among these that wait with their message, and who is asked."""
    waits = Question.state == QuestionState.WAITING
    return select(Question.id, Question.person_id).where(among(Question.id, ids), waits)


@prepared
def _close_open(people: Bind, now: Bind) -> Update:
    standing = _QUESTIONS.c.state == QuestionState.OPEN
    whose = among(_QUESTIONS.c.person_id, people)
    return update(_QUESTIONS).where(whose, standing).values(_closed(now))


@prepared
def _open(ids: Bind) -> Update:
    these = among(_QUESTIONS.c.id, ids)
    return update(_QUESTIONS).where(these).values(state=QuestionState.OPEN)


@prepared
def _close(ids: Bind, now: Bind) -> Update:
    return update(_QUESTIONS).where(among(_QUESTIONS.c.id, ids)).values(_closed(now))


def _closed(now: Bind) -> dict[str, Any]:
    return {"state": QuestionState.CLOSED, "closed_at": now}


async def settle(session: Session, question: int, now: datetime) -> None:
    """The question has its answer."""
    await session.execute(_settle(), {"question": question, "now": now})


@prepared
def _settle(question: Bind, now: Bind) -> Update:
    answered = {"state": QuestionState.ANSWERED, "closed_at": now}
    return update(_QUESTIONS).where(_QUESTIONS.c.id == question).values(answered)


async def close(session: Session, asked: Collection[int], now: datetime) -> None:
    """The questions no longer matter."""
    if asked:
        await session.execute(_close(), {"ids": asked, "now": now})


async def close_about_visit(
    session: Session, person_id: PersonId, visit_id: VisitId, now: datetime
) -> None:
    """Questions about a visit that has its answer: they can no longer be answered by mistake."""
    about = (AskKind.VISITS, AskKind.REASON)
    standing = await session.execute(_unanswered(), {"person": person_id})
    found = [q for q, kind, payload in standing if kind in about and visit_id in payload["visits"]]
    await close(session, found, now)


@prepared
def _unanswered(person: Bind) -> Select[int, str, dict[str, Any]]:
    states = (QuestionState.WAITING, QuestionState.OPEN)
    found = select(Question.id, Question.kind, Question.payload)
    return found.where(Question.person_id == person, Question.state.in_(states))


async def close_about(
    session: Session, person_id: PersonId, payload: Mapping[str, Any], now: datetime
) -> None:
    """Open questions of a person about the same visits or meeting: answered another way."""
    standing = await session.execute(_unanswered(), {"person": person_id})
    found = [question for question, _, other in standing if _about(other) & _about(payload)]
    await close(session, found, now)


def _about(payload: Mapping[str, Any]) -> set[tuple[str, int]]:
    visits = [*payload.get("visits", ()), *([payload["visit"]] if "visit" in payload else ())]
    meetings = [payload["meeting"]] if "meeting" in payload else []
    return {*(("visit", v) for v in visits), *(("meeting", m) for m in meetings)}


async def forget_words(session: Session, before: datetime) -> None:
    """Forget what the office typed of somebody's words beside a name, asked before then."""
    await session.execute(_forget(), {"before": before})


@prepared
def _forget(before: Bind) -> Update:
    said = cast(_QUESTIONS.c.payload, String) != "{}"
    listed = text(CALL_LISTS), _QUESTIONS.c.asked_at < before, said
    return update(_QUESTIONS).where(*listed).values(payload={})
