"""The web chat as a wire: what the house says goes to whoever listens, what a page says goes in.

The conversation itself lives in the database (incoming and outgoing rows), so nothing is lost
when nobody listens; listening only tells an open page that there is something new to read.
"""

import asyncio
from collections.abc import Callable

from channels.base import MakeFile, Pace, Receive
from domain.messages import Incoming, Outgoing
from domain.web_chats import BOT, CHANNEL

# Called on the event loop for each message of any web chat, in order; it must not wait or fail.
Listener = Callable[[Incoming | Outgoing], None]


class NotOpen(Exception):
    """The house is not taking messages: it has not started, or it is stopping."""


class WebChannel:
    """A wire to pages of our own; they show one message once however often it is sent."""

    name = CHANNEL
    bot = BOT
    repeatable = True

    def __init__(self) -> None:
        self.pace = Pace(at_once=50)
        self._receive: Receive | None = None
        self._listeners: list[Listener] = []
        self._carrying = 0
        self._nothing_carried = asyncio.Event()
        self._nothing_carried.set()

    async def open(self) -> None:
        """There is nothing to connect to."""

    async def start(self, receive: Receive) -> None:
        self._receive = receive

    async def stop(self) -> None:
        """Take nothing more, and wait for what was taken to be remembered."""
        self._receive = None
        await self._nothing_carried.wait()

    async def send(self, message: Outgoing) -> str:
        self._tell(message)
        return str(message.id)

    async def send_file(self, message: Outgoing, make: MakeFile) -> str:
        """The page shows the file, and the house makes it when the page asks for it."""
        return await self.send(message)

    async def carry(self, message: Incoming) -> None:
        """Carry in what a page says; returns when it is remembered. Raises NotOpen."""
        if self._receive is None:
            raise NotOpen
        self._carrying += 1
        self._nothing_carried.clear()
        try:
            await self._receive(message)
        finally:
            self._carrying -= 1
            if not self._carrying:
                self._nothing_carried.set()
        self._tell(message)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of every message carried in or sent from now on; returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, message: Incoming | Outgoing) -> None:
        for listener in tuple(self._listeners):
            listener(message)
