"""A network that exists only in memory: remembers what each chat heard, and fails when told to."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from channels.base import Failure, Pace, Receive, SendError
from domain.ids import QuestionId
from domain.messages import Address, Contact, Incoming, Outgoing

UNKNOWN_BUTTON = QuestionId(0)


class FakeChannel:
    """One of the two fakes of the tests (the other is the clock)."""

    def __init__(self, now: Callable[[], datetime], name: str = "fake", bot: str = "local") -> None:
        self._now = now
        self.name = name
        self.bot = bot
        self.pace = Pace(at_once=8)
        self.repeatable = False
        self.heard: dict[str, list[Outgoing]] = defaultdict(list)
        self.times: dict[str, list[datetime]] = defaultdict(list)
        self.tries = 0
        self.down: Failure | None = None  # every send fails in this way until it is None again
        self.hangs = asyncio.Event()
        self.hangs.set()
        self._failures: dict[str, deque[SendError]] = defaultdict(deque)
        self._receive: Receive | None = None
        self._keys = count(1)

    async def open(self) -> None:
        """There is nothing to connect to."""

    async def start(self, receive: Receive) -> None:
        self._receive = receive

    def goes_on_from(self, key: int) -> None:
        """Messages before this key were received in an earlier life of the database."""
        self._keys = count(key)

    async def stop(self) -> None:
        self._receive = None

    async def send(self, message: Outgoing) -> str:
        self.tries += 1
        await self.hangs.wait()
        if self.down is not None:
            raise SendError(self.down, "told to fail")
        waiting = self._failures[message.address.chat]
        if waiting:
            raise waiting.popleft()
        self.heard[message.address.chat].append(message)
        self.times[message.address.chat].append(self._now())
        return str(self.tries)

    def fail(
        self, chat: str, failure: Failure, *, times: int = 1, retry_after: timedelta | None = None
    ) -> None:
        """The next sends to this chat fail."""
        error = SendError(failure, "told to fail", retry_after=retry_after)
        self._failures[chat].extend([error] * times)

    def address(self, chat: str) -> Address:
        return Address(self.name, self.bot, chat)

    async def carry(
        self,
        chat: str,
        text: str,
        *,
        key: str | None = None,
        question_id: QuestionId | None = None,
        private: bool = True,
        attachment: bool = False,
        contact: Contact | None = None,
    ) -> None:
        """Carry one message in, as a network would; the same key twice is the same message."""
        assert self._receive is not None, "the channel has not started"
        await self._receive(
            Incoming(
                address=self.address(chat),
                key=key or f"m{next(self._keys)}",
                text=text,
                received_at=self._now(),
                private=private,
                question_id=question_id,
                attachment=attachment,
                contact=contact,
            )
        )
