"""The tokens of a Zalo Official Account: one pair, and who is renewing it."""

from datetime import datetime

from sqlalchemy import String, Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Session, insert_new


class OaToken(Base):
    """The pair of one account. `leased_at`: its renewal began; it ends only with another pair."""

    __tablename__ = "oa_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    oa: Mapped[str] = mapped_column(String(40), unique=True)
    access: Mapped[str] = mapped_column(Text)
    refresh: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime]
    stored_at: Mapped[datetime]
    leased_at: Mapped[datetime | None]


async def pair(session: Session, oa: str) -> OaToken | None:
    """The pair of an account; None before the first consent."""
    rows = await session.scalars(select(OaToken).where(OaToken.oa == oa))
    return rows.first()


async def lease(session: Session, oa: str, refresh: str, now: datetime) -> bool:
    """Take the right to renew exactly this pair; False when somebody has it, or it is replaced."""
    taken = await session.scalar(
        update(OaToken)
        .where(OaToken.oa == oa, OaToken.refresh == refresh, OaToken.leased_at.is_(None))
        .values(leased_at=now)
        .returning(OaToken.id)
    )
    return taken is not None


async def give_back(session: Session, oa: str, refresh: str) -> None:
    """The renewal surely did not happen."""
    await session.execute(
        update(OaToken).where(OaToken.oa == oa, OaToken.refresh == refresh).values(leased_at=None)
    )


async def keep(
    session: Session, oa: str, *, access: str, refresh: str, expires_at: datetime, now: datetime
) -> None:
    """Store a new pair in place of the old."""
    values = {
        "access": access,
        "refresh": refresh,
        "expires_at": expires_at,
        "stored_at": now,
        "leased_at": None,
    }
    if await insert_new(session, OaToken, ("oa",), oa=oa, **values) is None:
        await session.execute(update(OaToken).where(OaToken.oa == oa).values(**values))
