"""The stand-in's clock: real time or a test's own; pushing it forward ends long polls."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


class Clock:
    """`now` is what stamps messages and begins months; waits end early when time is pushed."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self._now = now or (lambda: datetime.now(UTC))
        self._pushed = 0.0
        self._moved = asyncio.Event()

    def push(self, seconds: float) -> None:
        self._pushed += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now() + timedelta(seconds=self._pushed)

    def ms(self) -> int:
        return int(self.now().timestamp() * 1000)

    def month(self) -> str:
        return f"{self.now().astimezone(VIETNAM):%Y-%m}"

    def day(self) -> str:
        return f"{self.now().astimezone(VIETNAM):%Y-%m-%d}"

    async def wait_for(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait for the event, for so many seconds of this clock; whether it came."""
        loop = asyncio.get_running_loop()
        end = loop.time() + self._pushed + seconds
        while not event.is_set():
            left = end - loop.time() - self._pushed
            if left <= 0:
                return False
            either = [asyncio.ensure_future(e.wait()) for e in (event, self._moved)]
            try:
                await asyncio.wait(either, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for one in either:
                    one.cancel()
        return True
