"""A terminal as a wire: what people hear goes to a printer, what they say is carried in."""

from collections.abc import Callable

from channels.base import Pace, Receive
from domain.messages import Incoming, Outgoing


class ConsoleChannel:
    """One terminal in which one person plays everybody."""

    name = "console"
    bot = "local"
    repeatable = True

    def __init__(self, heard: Callable[[Outgoing], None]) -> None:
        self.pace = Pace(at_once=50)
        self._heard = heard
        self._receive: Receive | None = None

    async def open(self) -> None:
        """There is nothing to connect to."""

    async def start(self, receive: Receive) -> None:
        self._receive = receive

    async def stop(self) -> None:
        self._receive = None

    async def send(self, message: Outgoing) -> str:
        self._heard(message)
        return str(message.id)

    async def carry(self, message: Incoming) -> None:
        """Carry in what somebody says; returns when it is answered (the answer still waits)."""
        assert self._receive is not None, "the console has not started"
        await self._receive(message)
