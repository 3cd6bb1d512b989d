"""An event loop that leaps: when nothing is ready, it is at once the next instant something is.

Everything runs in one thread: what asks for a thread is computed on the spot, so that the order of
events depends on nothing but the seed.
"""

import asyncio
import selectors
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any


class Stuck(Exception):
    """Nothing is ready and nothing will ever be."""


class _Leaping(selectors.SelectSelector):
    """Instead of waiting for a socket, moves the time of its loop."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        """Leap by the timeout; there is nothing to listen to."""
        if timeout is None:
            raise Stuck
        if timeout > 0:
            self.now += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Begins at an instant; `now()` is the true time of the simulated world."""

    def __init__(self, start: datetime) -> None:
        self._leaping = _Leaping()
        self._start = start
        super().__init__(self._leaping)
        # After months the seconds are so many that a nanosecond more is the same number.
        self._clock_resolution = 1e-6

    def time(self) -> float:
        """Seconds since the beginning."""
        return self._leaping.now

    def now(self) -> datetime:
        """The true instant, to the millisecond as the house keeps it."""
        return self._start + timedelta(milliseconds=round(self._leaping.now * 1000))

    def at(self, instant: datetime, call: Callable[..., object], *arguments: Any) -> None:
        """Call it at an instant; one that has passed is as soon as possible."""
        self.call_at((instant - self._start).total_seconds(), call, *arguments)

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Any, *args: Any
    ) -> Any:
        """Compute it here and now: a thread would finish at an instant nobody can repeat."""
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:
            done.set_exception(error)
        return done
