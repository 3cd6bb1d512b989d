"""Searches for somebody to stand in: the gap, who was asked until when, what they answered."""

from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Select, String, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.prepared import Bind, lasting, prepared
from domain.ids import MeetingId, PersonId, VisitId
from domain.messages import Source
from domain.substitution import (
    LIVING,
    AskAnswer,
    AskEnd,
    SubstitutionEnd,
    SubstitutionKind,
    SubstitutionState,
    Tie,
)


class Substitution(Base):
    """One search. `person_id` is who is to be replaced, or who proposes a trade of weeks.

    A search of one visit names it with its meeting's version; a trade names only the month.
    """

    __tablename__ = "substitutions"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    month: Mapped[str] = mapped_column(String(7))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visits.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    version: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20), index=True)
    opened_at: Mapped[datetime]
    looked_at: Mapped[datetime]  # when the search was last moved on
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(20))
    filled_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)


class SubstitutionAsk(Base):
    """One person asked to stand in: why they were next, and until when they may answer."""

    __tablename__ = "substitution_asks"

    id: Mapped[int] = mapped_column(primary_key=True)
    substitution_id: Mapped[int] = mapped_column(ForeignKey("substitutions.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    rank: Mapped[int]  # 1 for whoever was asked first
    tie: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int]  # on the road
    turns: Mapped[int]  # stood in before, over six months
    asked_at: Mapped[datetime]
    deadline: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(20))


class SubstitutionAnswer(Base):
    """One answer to an ask, of the person asked or of the office; append-only, the latest holds."""

    __tablename__ = "substitution_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    ask_id: Mapped[int] = mapped_column(ForeignKey("substitution_asks.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]


async def open_search(
    session: Session,
    kind: SubstitutionKind,
    person_id: PersonId,
    month: str,
    now: datetime,
    *,
    visit_id: VisitId | None = None,
    meeting_id: MeetingId | None = None,
    version: int | None = None,
) -> Substitution:
    """Begin a search; nobody is asked yet."""
    row = Substitution(
        kind=kind,
        person_id=person_id,
        month=month,
        visit_id=visit_id,
        meeting_id=meeting_id,
        version=version,
        state=SubstitutionState.OPEN,
        opened_at=now,
        looked_at=now,
    )
    session.add(row)
    await session.flush()
    return row


async def ask(
    session: Session,
    search: Substitution,
    person_id: PersonId,
    *,
    tie: Tie,
    minutes: int,
    turns: int,
    now: datetime,
    deadline: datetime,
) -> SubstitutionAsk:
    """Note that somebody is asked; the search waits for them."""
    row = SubstitutionAsk(
        substitution_id=search.id,
        person_id=person_id,
        rank=len(await asks_of(session, search)) + 1,
        tie=tie,
        minutes=minutes,
        turns=turns,
        asked_at=now,
        deadline=deadline,
    )
    session.add(row)
    search.state = SubstitutionState.ASKING
    search.looked_at = now
    await session.flush()
    return row


def answer(
    session: Session,
    asked: SubstitutionAsk,
    said: AskAnswer,
    *,
    actor: PersonId,
    source: Source,
    now: datetime,
) -> None:
    """Add an answer; earlier ones stay as history."""
    session.add(
        SubstitutionAnswer(ask_id=asked.id, actor_id=actor, answer=said, source=source, at=now)
    )


def end_ask(asked: SubstitutionAsk, now: datetime, by: AskEnd) -> None:
    """The person need not answer any more."""
    asked.ended_at, asked.ended_by = now, by


def end_search(
    search: Substitution, now: datetime, state: SubstitutionState, by: SubstitutionEnd
) -> None:
    """The search is over."""
    search.state, search.ended_at, search.ended_by, search.looked_at = state, now, by, now


async def asks_of(session: Session, search: Substitution) -> tuple[SubstitutionAsk, ...]:
    """Everybody asked in a search, in order."""
    return tuple(await session.scalars(_asks_in(), {"search": search.id}))


@prepared
def _asks_in(search: Bind) -> Select[SubstitutionAsk]:
    of_search = SubstitutionAsk.substitution_id == search
    return select(SubstitutionAsk).where(of_search).order_by(SubstitutionAsk.id)


async def search_of_ask(session: Session, ask_id: int) -> tuple[Substitution, SubstitutionAsk]:
    """An ask with its search, locked until the end of the transaction where the database can."""
    asked = await session.get_one(SubstitutionAsk, ask_id)
    return await locked(session, asked.substitution_id), asked


async def locked(session: Session, search_id: int) -> Substitution:
    """One search, locked until the end of the transaction where the database can."""
    rows = await session.scalars(
        select(Substitution).where(Substitution.id == search_id).with_for_update()
    )
    return rows.one()


async def living(
    session: Session,
    *,
    visit_id: VisitId | None = None,
    meeting_id: MeetingId | None = None,
    person_id: PersonId | None = None,
) -> tuple[Substitution, ...]:
    """Searches that still go on, oldest first: all, or those of a visit, a meeting, a person."""
    about = {"visit_id": visit_id, "meeting_id": meeting_id, "person_id": person_id}
    given = {name: value for name, value in about.items() if value is not None}
    return tuple(await session.scalars(_living(frozenset(given)), given))


@cache
def _living(about: frozenset[str]) -> Select[Substitution]:
    of = (getattr(Substitution, name) == bindparam(name) for name in sorted(about))
    going_on = select(Substitution).where(Substitution.state.in_(LIVING), *of)
    return lasting(going_on.order_by(Substitution.id))


async def open_asks(
    session: Session, person_id: PersonId | None = None
) -> tuple[tuple[Substitution, SubstitutionAsk], ...]:
    """Asks that hold somebody's time: asked and not ended, or agreed and not yet approved."""
    found = []
    for search, asked in await session.execute(*_living_asks(person_id)):
        agreed = search.state == SubstitutionState.APPROVING and asked.ended_by == AskEnd.ANSWERED
        if asked.ended_at is None or (agreed and asked == await accepted(session, search)):
            found.append((search, asked))
    return tuple(found)


Asks = Select[Substitution, SubstitutionAsk]


def _living_asks(person_id: PersonId | None) -> tuple[Asks, dict[str, PersonId]]:
    return (_asks(), {}) if person_id is None else (_asks_of(), {"person": person_id})


@prepared
def _asks() -> Asks:
    return (
        select(Substitution, SubstitutionAsk)
        .join(SubstitutionAsk, SubstitutionAsk.substitution_id == Substitution.id)
        .where(Substitution.state.in_(LIVING))
        .order_by(SubstitutionAsk.deadline, SubstitutionAsk.id)
    )


@prepared
def _asks_of(person: Bind) -> Asks:
    return _asks().where(SubstitutionAsk.person_id == person)


async def accepted(session: Session, search: Substitution) -> SubstitutionAsk | None:
    """The ask whose latest answer is a yes."""
    return (await session.scalars(_accepted(), {"search": search.id})).first()


@prepared
def _accepted(search: Bind) -> Select[SubstitutionAsk]:
    newest = (
        select(func.max(SubstitutionAnswer.id))
        .join(SubstitutionAsk, SubstitutionAnswer.ask_id == SubstitutionAsk.id)
        .where(SubstitutionAsk.substitution_id == search)
        .group_by(SubstitutionAnswer.ask_id)
    )
    return (
        select(SubstitutionAsk)
        .join(SubstitutionAnswer, SubstitutionAnswer.ask_id == SubstitutionAsk.id)
        .where(
            SubstitutionAnswer.id.in_(newest),
            SubstitutionAnswer.answer.in_((AskAnswer.YES, AskAnswer.APPROVED)),
        )
        .order_by(SubstitutionAsk.id.desc())
    )


async def refused(session: Session, search: Substitution) -> frozenset[PersonId]:
    """Who said no in a search, or was refused by the office."""
    rows = await session.scalars(_refused(), {"search": search.id})
    return frozenset(PersonId(row) for row in rows)


@prepared
def _refused(search: Bind) -> Select[int]:
    return (
        select(SubstitutionAsk.person_id)
        .join(SubstitutionAnswer, SubstitutionAnswer.ask_id == SubstitutionAsk.id)
        .where(
            SubstitutionAsk.substitution_id == search,
            SubstitutionAnswer.answer.in_((AskAnswer.NO, AskAnswer.REFUSED)),
        )
    )


async def consent_of(session: Session, asked: SubstitutionAsk) -> SubstitutionAnswer:
    """The latest yes of the person asked."""
    found = await session.scalars(
        select(SubstitutionAnswer)
        .where(SubstitutionAnswer.ask_id == asked.id, SubstitutionAnswer.answer == AskAnswer.YES)
        .order_by(SubstitutionAnswer.id.desc())
        .limit(1)
    )
    return found.one()
