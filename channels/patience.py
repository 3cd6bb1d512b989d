"""How loops that wait for a network pause between tries, and how they are ended without a loss."""

import asyncio
import contextlib

_STOP_SECONDS = 10.0


class Patience:
    """Pauses that double from the first to the longest, and start over after a success."""

    def __init__(self, first_seconds: float, longest_seconds: float) -> None:
        self._first = first_seconds
        self._longest = max(first_seconds, longest_seconds)
        self._next = first_seconds

    async def wait(self, asked_seconds: float | None = None) -> None:
        """Sleep the next pause, or the longer one the network asked for."""
        pause = max(self._next, asked_seconds or 0)
        self._next = min(self._next * 2, self._longest)
        await asyncio.sleep(pause)

    def reset(self) -> None:
        """The next pause is the first again."""
        self._next = self._first


async def end_gently(task: asyncio.Task[None] | None, handling: asyncio.Lock) -> None:
    """Cancel a receiving loop between two messages, never while it holds `handling`.

    A house that hangs is left after ten seconds.
    """
    if task is None:
        return
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOP_SECONDS), handling:
            task.cancel()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
