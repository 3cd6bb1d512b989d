"""Questions we asked: at most one open for a person; a newer one closes the older."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.among import among
from db.base import Base, Session
from db.prepared import Bind, prepared
from domain.asks import AskKind
from domain.ids import PersonId, QuestionId, VisitId
from domain.messages import Ask, Option


class QuestionState(StrEnum):
    """A question waits with its message, opens when that is sent, and is answered or closed."""

    WAITING = "waiting"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Question(Base):
    """One question: which handler reads the answer, about what, with which options."""

    __tablename__ = "questions"
    __table_args__ = (Index(None, "person_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)  # what was asked, without the options
    payload: Mapped[dict[str, Any]]
    options: Mapped[list[Any]]  # [[value, label], ...]
    state: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    def choices(self) -> tuple[Option, ...]:
        """The numbered options as they were shown."""
        return tuple(Option(value, label) for value, label in self.options)


async def add(session: Session, person_id: PersonId, ask: Ask, now: datetime) -> QuestionId:
    """Remember a question that goes out with a message; it opens when that is sent."""
    question = Question(
        person_id=person_id,
        kind=ask.kind,
        text=ask.words.text,
        payload=ask.payload,
        options=[[option.value, option.label] for option in ask.words.options],
        state=QuestionState.WAITING,
        asked_at=now,
    )
    session.add(question)
    await session.flush()
    return QuestionId(question.id)


async def open_question(session: Session, person_id: PersonId) -> Question | None:
    """The one question the person may answer now."""
    return (await session.scalars(_open_of(), {"person": person_id})).first()


@prepared
def _open_of(person: Bind) -> Select[Question]:
    return (
        select(Question)
        .where(Question.person_id == person, Question.state == QuestionState.OPEN)
        .order_by(Question.id.desc())
        .limit(1)
    )


async def all_open(session: Session) -> tuple[Question, ...]:
    """Every question somebody may answer now, oldest first."""
    rows = await session.scalars(
        select(Question).where(Question.state == QuestionState.OPEN).order_by(Question.id)
    )
    return tuple(rows)


REOPENABLE = (
    AskKind.VISITS,
    AskKind.CONFIRM,
    AskKind.RESULT,
    AskKind.PRESENCE,
    AskKind.GUESTS,
    AskKind.ON_BEHALF,
)


async def last_reopenable(session: Session, person_id: PersonId) -> Question | None:
    """The question the person answered last that can be answered anew: for `/sua`."""
    rows = await session.scalars(
        select(Question)
        .where(
            Question.person_id == person_id,
            Question.state == QuestionState.ANSWERED,
            Question.kind.in_(REOPENABLE),
        )
        .order_by(Question.closed_at.desc(), Question.id.desc())
        .limit(1)
    )
    return rows.first()


async def opened(session: Session, asked: Sequence[QuestionId], now: datetime) -> None:
    """The messages of questions are on their way, in this order: each opens, and closes what the
    person was asked before.
    """
    found = {row.id: row for row in await session.scalars(_some(), {"ids": list(asked)})}
    waiting = [found[i] for i in asked if found[i].state == QuestionState.WAITING]
    who = {question.person_id for question in waiting}
    for older in await session.scalars(_open_of_all(), {"people": list(who)}) if who else ():
        close(older, now)
    newest = {question.person_id: question for question in waiting}
    for question in waiting:
        if question is newest[question.person_id]:
            question.state = QuestionState.OPEN
        else:
            close(question, now)


@prepared
def _some(ids: Bind) -> Select[Question]:
    return select(Question).where(among(Question.id, ids))


@prepared
def _open_of_all(people: Bind) -> Select[Question]:
    return select(Question).where(
        among(Question.person_id, people), Question.state == QuestionState.OPEN
    )


def settle(question: Question, now: datetime) -> None:
    """The question has its answer."""
    question.state = QuestionState.ANSWERED
    question.closed_at = now


def close(question: Question, now: datetime) -> None:
    """The question no longer matters."""
    question.state = QuestionState.CLOSED
    question.closed_at = now


async def close_about_visit(
    session: Session, person_id: PersonId, visit_id: VisitId, now: datetime
) -> None:
    """Questions about a visit that has its answer: they can no longer be answered by mistake."""
    rows = await session.scalars(
        select(Question).where(
            Question.person_id == person_id,
            Question.kind.in_((AskKind.VISITS, AskKind.REASON)),
            Question.state.in_((QuestionState.WAITING, QuestionState.OPEN)),
        )
    )
    for question in rows:
        if visit_id in question.payload["visits"]:
            close(question, now)


async def close_about(
    session: Session, person_id: PersonId, payload: Mapping[str, Any], now: datetime
) -> None:
    """Open questions of a person about the same visits or meeting: answered another way."""
    rows = await session.scalars(
        select(Question).where(
            Question.person_id == person_id,
            Question.state.in_((QuestionState.WAITING, QuestionState.OPEN)),
        )
    )
    for question in rows:
        if _about(question.payload) & _about(payload):
            close(question, now)


def _about(payload: Mapping[str, Any]) -> set[tuple[str, int]]:
    visits = [*payload.get("visits", ()), *([payload["visit"]] if "visit" in payload else ())]
    meetings = [payload["meeting"]] if "meeting" in payload else []
    return {*(("visit", v) for v in visits), *(("meeting", m) for m in meetings)}


async def forget_words(session: Session, before: datetime) -> None:
    """Forget what the office typed of somebody's words beside a name, asked before then."""
    await session.execute(
        update(Question)
        .where(Question.kind == AskKind.CALL_LIST, Question.asked_at < before)
        .values(payload={})
    )
