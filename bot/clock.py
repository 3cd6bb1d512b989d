"""The only file that reads the clock; everything else is told what time it is."""

import asyncio
from datetime import UTC, datetime


class Clock:
    """The machine's clock."""

    adjustable = False

    def now(self) -> datetime:
        """The instant, aware UTC, without microseconds below a millisecond."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait on the monotonic clock, which a clock change does not touch."""
        await asyncio.sleep(seconds)


class AdjustableClock(Clock):
    """A clock that stands still until it is moved forward: the demo, the console and tests."""

    adjustable = True

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def move_to(self, instant: datetime) -> None:
        """Move forward; going back is refused, because what happened has happened."""
        if instant < self._now:
            raise ValueError("the clock does not go back")
        self._now = instant
