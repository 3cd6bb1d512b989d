"""News for open pages: a short numbered memory and server-sent events that resume after a gap.

The memory only saves work. A page that comes back too late, or after a restart, is told to read
everything it shows again from the database, so no message is ever lost.
"""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

KEPT = 1000  # news a page can have missed and still catch up on without reading everything
HEARTBEAT = 15.0  # seconds of real time; finds out that a page has gone


@dataclass(frozen=True, slots=True)
class News:
    """One event of the stream; `id` is None for one that a returning page need not see."""

    name: str
    data: dict[str, Any]
    id: str | None = None

    def encode(self) -> bytes:
        """The event as the stream carries it."""
        head = f"id: {self.id}\n" if self.id else ""
        body = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"{head}event: {self.name}\ndata: {body}\n\n".encode()


class Subscription:
    """What one open page has still to be told."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[News | None] = asyncio.Queue()

    def put(self, news: News | None) -> None:
        """Add news; a page that does not read is told to start over instead of filling memory."""
        if self._queue.qsize() >= 2 * KEPT and news is not None:
            while not self._queue.empty():
                self._queue.get_nowait()
            news = News("reset", {}, news.id)
        self._queue.put_nowait(news)

    async def take(self) -> News | None:
        """The next news, or a heartbeat when there is none for a while; None when all is over."""
        try:
            return await asyncio.wait_for(self._queue.get(), HEARTBEAT)
        except TimeoutError:
            return News("beat", {})


class Feed:
    """Everything that happens, given to every open page."""

    def __init__(self) -> None:
        self._start = secrets.token_hex(4)  # numbers of an earlier process mean nothing here
        self._count = 0
        self._kept: deque[News] = deque(maxlen=KEPT)
        self._subscriptions: set[Subscription] = set()
        self._closed = False

    def publish(self, name: str, data: dict[str, Any]) -> None:
        """Number the news, keep it for pages that come back, and tell the open ones."""
        self._count += 1
        news = News(name, data, f"{self._start}-{self._count}")
        self._kept.append(news)
        self._tell(news)

    def mention(self, name: str, data: dict[str, Any]) -> None:
        """Tell the open pages something that is soon out of date."""
        self._tell(News(name, data))

    def _tell(self, news: News | None) -> None:
        for subscription in self._subscriptions:
            subscription.put(news)

    @contextmanager
    def subscribe(self, last: str | None) -> Iterator[Subscription]:
        """News from now on, preceded by what was missed since the id `last`, or by `reset`."""
        subscription = Subscription()
        missed = self._since(last)
        if missed is None:
            subscription.put(News("reset", {}, f"{self._start}-{self._count}"))
        for news in missed or ():
            subscription.put(news)
        if self._closed:
            subscription.put(None)
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    def _since(self, last: str | None) -> list[News] | None:
        start, _, number = (last or "").partition("-")
        if start != self._start or not number.isdecimal():
            return None
        missed = self._count - int(number)
        if not 0 <= missed <= len(self._kept):
            return None
        return list(self._kept)[len(self._kept) - missed :]

    def close(self) -> None:
        """End every stream, so that the server can stop at once."""
        self._closed = True
        self._tell(None)
