"""Receiving in one process, handling in another: stored first, then handled in order by chat."""

from collections.abc import Awaitable, Callable

from bot.clock import Clock
from db import arrivals
from db.base import Database
from domain.messages import Incoming


class Arrivals:
    """Both ends: `store` where a network brings messages, `handle` where they are answered."""

    def __init__(
        self, database: Database, clock: Clock, handle: Callable[[Incoming], Awaitable[None]]
    ) -> None:
        self._database = database
        self._clock = clock
        self._handle = handle

    async def store(self, incoming: Incoming) -> None:
        """Keep a message and say so; the network may be told that we have it."""
        async with self._database.begin() as session:
            await arrivals.store(session, incoming, self._clock.now())

    async def handle(self, about: str) -> None:
        """Handle the next message of a chat, while nobody else handles one of that chat.

        The inbox does so in a transaction of its own and knows the key afterwards: when this
        process dies before the message is forgotten here, the next one finds nothing left to do.
        """
        async with self._database.begin() as session:
            found = await arrivals.next_of_chat(session, int(about))
            if found is not None:
                number, incoming = found
                await self._handle(incoming)
                await arrivals.handled(session, number)
