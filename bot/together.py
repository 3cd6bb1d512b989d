"""Work of several tasks done at once: what comes while one transaction runs goes into the next."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Waiting(Generic[T]):
    item: T
    done: bool | None = None  # None: its turn has not come


class Together(Generic[T]):
    """Hands items to `work` in batches, in the order they came.

    `work` says whether it was done; a batch that was not is told so to everybody in it, who then
    may try alone.
    """

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[bool]]) -> None:
        self._work = work
        self._waiting: list[_Waiting[T]] = []
        self._turn = asyncio.Lock()

    async def do(self, item: T) -> bool:
        """Wait until the item's batch is through; whether it was done."""
        mine = _Waiting(item)
        self._waiting.append(mine)
        await asyncio.sleep(0)  # those that are ready at the same moment go together
        async with self._turn:
            if mine.done is None:
                batch, self._waiting = self._waiting, []
                done = await self._work([waiting.item for waiting in batch])
                for waiting in batch:
                    waiting.done = done
        return bool(mine.done)
