"""Leases: who may do what only one process may, until when, and under which number.

The number grows with every holder. Whatever a holder writes is done in a transaction that first
makes sure of its number (`still_held`), so that a process which was paused, and whose lease went to
another meanwhile, changes nothing. Instants are the database's own: clocks of machines differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import String, func, inspect, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Database, Session, dialect_of, insert_new


class LeaseRow(Base):
    """One lease: its latest holder and when that ends."""

    __tablename__ = "leases"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    number: Mapped[int]
    host: Mapped[str] = mapped_column(String(120))
    machine: Mapped[str] = mapped_column(String(120))
    pid: Mapped[int]
    born: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime]
    until: Mapped[datetime]
    rests_until: Mapped[datetime | None]  # nothing is to be done under it before


@dataclass(frozen=True, slots=True)
class Process:
    """One process: `machine` names this boot of one machine, `born` tells equal pids apart."""

    host: str
    machine: str
    pid: int
    born: str


@dataclass(frozen=True, slots=True)
class Lease:
    """What somebody holds, or held."""

    name: str
    number: int
    holder: Process
    since: datetime
    until: datetime
    rests_until: datetime | None = None
    orderly: bool = True  # whether the holder before gave it back

    @property
    def given_back(self) -> bool:
        """Whether its holder let go of it."""
        return self.until <= self.since


async def known(database: Database) -> bool:
    """Whether the database has this table yet."""
    return await database.run(lambda it: inspect(it).has_table(LeaseRow.__tablename__))


async def instant(session: Session) -> datetime:
    """What time it is for the database."""
    if dialect_of(session) == "sqlite":
        text = await session.scalar(select(func.strftime("%Y-%m-%d %H:%M:%f", "now")))
        return datetime.fromisoformat(str(text)).replace(tzinfo=UTC)
    found: datetime = (await session.scalars(select(func.clock_timestamp()))).one()
    return found.astimezone(UTC)


async def take(
    session: Session,
    name: str,
    me: Process,
    lasts: timedelta,
    over: Callable[[Lease, datetime], bool],
) -> tuple[Lease, bool]:
    """The lease as it is now, and whether it is ours because the last one was over.

    Taking waits for the transactions that the last holder has begun under its number.
    """
    start = await instant(session)
    values = {"host": me.host, "machine": me.machine, "pid": me.pid, "born": me.born}
    nobody = values | {"number": 0, "since": start, "until": start}
    await insert_new(session, LeaseRow, ("name",), name=name, **nobody)
    found = select(LeaseRow).where(LeaseRow.name == name).with_for_update()
    row = (await session.scalars(found)).one()
    now = await instant(session)
    last = _lease(row)
    if not last.given_back and not over(last, now):
        return last, False
    for column, value in (values | {"since": now, "until": now + lasts}).items():
        setattr(row, column, value)
    row.number += 1
    return replace(_lease(row), orderly=last.given_back), True


def _lease(row: LeaseRow) -> Lease:
    holder = Process(row.host, row.machine, row.pid, row.born)
    return Lease(row.name, row.number, holder, row.since, row.until, row.rests_until)


async def prolong(session: Session, lease: Lease, lasts: timedelta) -> bool:
    """Hold it longer; False when another has taken it."""
    ours = (LeaseRow.name == lease.name, LeaseRow.number == lease.number)
    until = await instant(session) + lasts
    found = await session.scalars(
        update(LeaseRow).where(*ours).values(until=until).returning(LeaseRow.id)
    )
    return found.first() is not None


async def rest(session: Session, lease: Lease, seconds: float) -> None:
    """Let nobody do anything under it for a while, whoever holds it then."""
    until = await instant(session) + timedelta(seconds=seconds)
    ours = (LeaseRow.name == lease.name, LeaseRow.number == lease.number)
    await session.execute(update(LeaseRow).where(*ours).values(rests_until=until))


async def give_back(session: Session, lease: Lease) -> None:
    """Let the next one take it at once."""
    ours = (LeaseRow.name == lease.name, LeaseRow.number == lease.number)
    await session.execute(update(LeaseRow).where(*ours).values(until=LeaseRow.since))


async def still_held(session: Session, lease: Lease) -> bool:
    """Whether nobody has taken it, and nobody can until this transaction ends."""
    ours = select(LeaseRow.id).where(LeaseRow.name == lease.name, LeaseRow.number == lease.number)
    # Together with the FOR UPDATE of `take`; prolonging, which is no new holder, is not held up.
    return await session.scalar(ours.with_for_update(read=True, key_share=True)) is not None


async def held(session: Session, beginning: str) -> list[Lease]:
    """Leases that have not ended, of names with this beginning."""
    named = select(LeaseRow).where(
        LeaseRow.name.startswith(beginning, autoescape=True),
        LeaseRow.until > await instant(session),
    )
    return [_lease(row) for row in await session.scalars(named.order_by(LeaseRow.name))]
