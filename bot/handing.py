"""How work that one process caused reaches the process that does it: the contract.

What is to be done always stands in our own tables; the engine only says where to look. Work that it
loses is found again by looking (`bot/looking.py`), and work it brings twice is done once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from db.base import Session
from db.work import Work

Do = Callable[[str], Awaitable[None]]  # does the work about this; returns when it is done


class Later(Exception):
    """The work cannot be done now; it is brought again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does work of one kind; `alone`: one piece at a time, whoever does it."""

    kind: str
    do: Do
    alone: bool = False


class Handing(Protocol):
    """An engine between processes."""

    async def hand_over(self, session: Session, work: Collection[Work]) -> None:
        """Make work known, in the transaction that causes it."""

    async def run(self, doers: Collection[Doer], stop: asyncio.Event) -> None:
        """Bring work to these, side by side, until `stop`; what has begun is finished."""
