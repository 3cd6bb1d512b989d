"""Work that one transaction causes and any process may do; heard of only where several share it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

_WORK = "work of this transaction"


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be done by whichever process does such things: `kind`, about what.

    `once`: while the same is known to wait, it need not be said again.
    """

    kind: str
    about: str = ""
    once: bool = False


def note_work(session: AsyncSession | Session, work: Work) -> None:
    """There will be something to do when this transaction is committed."""
    session.info.setdefault(_WORK, set()).add(work)


def noted(info: dict[Any, Any]) -> Collection[Work]:
    """What was noted in a transaction, by what its session keeps."""
    found: set[Work] = info.get(_WORK, set())
    return found


def delivery_of(channel: str, bot: str, *, once: bool = False) -> Work:
    """That there is something to send through one bot."""
    return Work(f"deliver:{channel}:{bot}", once=once)
