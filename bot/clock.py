"""The only file that reads the clock; everything else is told what time it is."""

import asyncio
import time
from datetime import UTC, datetime

# Linux has a clock that goes on while the machine sleeps; elsewhere the monotonic one must do.
_STEADY = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


class Clock:
    """The machine's clock."""

    adjustable = False

    def now(self) -> datetime:
        """The instant, aware UTC, without microseconds below a millisecond."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds of a clock that never goes back, for measuring spans."""
        return time.monotonic()

    def steady(self) -> float:
        """Seconds nobody can move, also while this machine sleeps: for what other processes see."""
        return time.monotonic() if _STEADY is None else time.clock_gettime(_STEADY)

    async def sleep(self, seconds: float) -> None:
        """Wait on the monotonic clock, which a clock change does not touch."""
        await asyncio.sleep(seconds)


class AdjustableClock(Clock):
    """A clock that stands still until it is moved forward: the demo, the console and tests."""

    adjustable = True

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._moved = 0.0

    def now(self) -> datetime:
        return self._now

    def seconds(self) -> float:
        """What passes by itself, and every move: a pause ends when the clock is moved past it."""
        return time.monotonic() + self._moved

    def steady(self) -> float:
        """Moves are no faults of the clock."""
        return super().steady() + self._moved

    def move_to(self, instant: datetime) -> None:
        """Move forward; going back is refused, because what happened has happened."""
        if instant < self._now:
            raise ValueError("the clock does not go back")
        self._moved += (instant - self._now).total_seconds()
        self._now = instant
