"""Closed months: their facts, files and manifest, and the annexes that came later."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session
from db.meetings import Meeting
from domain.calendar import Month
from domain.closing import Before, PackFile, digest
from domain.ids import PersonId


class MonthClose(Base):
    """A closed month. `facts` is the paper as JSON, `evidence` a digest for each meeting."""

    __tablename__ = "month_closes"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), unique=True)
    closed_at: Mapped[datetime]
    closed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # None: command line
    facts: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text)
    manifest: Mapped[str] = mapped_column(Text)
    manifest_sha256: Mapped[str] = mapped_column(String(64))


class MonthFile(Base):
    """A file of the pack, as it was made."""

    __tablename__ = "month_files"
    __table_args__ = (UniqueConstraint("close_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    close_id: Mapped[int] = mapped_column(ForeignKey("month_closes.id"))
    name: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class MonthAnnex(Base):
    """Corrections recorded after the close, numbered from 1 and chained."""

    __tablename__ = "month_annexes"
    __table_args__ = (UniqueConstraint("close_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    close_id: Mapped[int] = mapped_column(ForeignKey("month_closes.id"))
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Closed:
    """Everything kept of one closed month."""

    row: MonthClose
    files: tuple[PackFile, ...]
    annexes: tuple[MonthAnnex, ...]

    @property
    def tip(self) -> str:
        """What the next annex hangs on."""
        return self.annexes[-1].sha256 if self.annexes else self.row.manifest_sha256


async def closed(session: Session, month: str) -> Closed | None:
    """A closed month with its files by name and its annexes in order."""
    row, annexes = await frozen(session, month)
    if row is None:
        return None
    files = await session.scalars(
        select(MonthFile).where(MonthFile.close_id == row.id).order_by(MonthFile.name)
    )
    return Closed(row, tuple(PackFile(f.name, f.content) for f in files), annexes)


async def frozen(session: Session, month: str) -> tuple[MonthClose | None, tuple[MonthAnnex, ...]]:
    """A closed month without its files, and its annexes in order."""
    row = await session.scalar(select(MonthClose).where(MonthClose.month == month))
    if row is None:
        return None, ()
    annexes = await session.scalars(
        select(MonthAnnex).where(MonthAnnex.close_id == row.id).order_by(MonthAnnex.number)
    )
    return row, tuple(annexes)


async def chain(session: Session, until: str) -> tuple[MonthClose, ...]:
    """Every closed month up to this one, oldest first."""
    rows = await session.scalars(
        select(MonthClose).where(MonthClose.month <= until).order_by(MonthClose.month)
    )
    return tuple(rows)


async def newest(session: Session) -> Before | None:
    """The month closed last; the next one hangs on it."""
    rows = await session.scalars(select(MonthClose).order_by(MonthClose.month.desc()).limit(1))
    row = rows.first()
    return None if row is None else Before(row.month, row.manifest_sha256)


async def first_open(session: Session, before: datetime) -> datetime | None:
    """When the first meeting after the month closed last begins, if that is before an instant."""
    last = await newest(session)
    since = Month.parse(last.month).until if last else datetime.min.replace(tzinfo=UTC)
    first: datetime | None = await session.scalar(
        select(func.min(Meeting.starts_at)).where(
            Meeting.starts_at >= since, Meeting.starts_at < before
        )
    )
    return first


async def store(
    session: Session,
    month: str,
    *,
    at: datetime,
    by: PersonId | None,
    facts: str,
    evidence: str,
    manifest: str,
    files: tuple[PackFile, ...],
) -> None:
    """Keep a month that is being closed; the month is taken once and for all."""
    row = MonthClose(
        month=month,
        closed_at=at,
        closed_by=by,
        facts=facts,
        evidence=evidence,
        manifest=manifest,
        manifest_sha256=digest(manifest),
    )
    session.add(row)
    await session.flush()
    session.add_all(MonthFile(close_id=row.id, name=f.name, content=f.content) for f in files)


async def add_annex(
    session: Session, to: Closed, content: str, *, at: datetime, by: PersonId | None
) -> MonthAnnex:
    """Number the annex and hang it on the one before."""
    row = MonthAnnex(
        close_id=to.row.id,
        number=len(to.annexes) + 1,
        made_at=at,
        made_by=by,
        content=content,
        sha256=digest(content),
    )
    session.add(row)
    await session.flush()
    return row
