"""The house's rhythm in a simulated year: it ticks when something is due, not every ten seconds."""

import asyncio
from datetime import datetime, timedelta

from bot.app import App, Rhythm
from bot.clock import Clock

LOOK = timedelta(minutes=5)  # what was committed meanwhile may have made something due earlier


class Leaps(Rhythm):
    """Sleeps until the next instant at which the metronome has something to do."""

    idle_seconds = 12 * 3600.0

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self._seen = -1
        self._due: datetime | None = None

    async def rest(self, app: App) -> None:
        """Wait until something is due, looking again when anything was written."""
        while True:
            now = self._clock.now()
            if self._due is not None and self._due <= now:  # before looking for a later one
                self._seen, self._due = -1, None
                app.outbox.wake()
                return
            if self._seen != app.database.written:
                self._seen = app.database.written
                async with app.database.read() as session:
                    self._due = await app.metronome.next_due(session, now)
                continue
            wake = now + LOOK if self._due is None else min(now + LOOK, self._due)
            await asyncio.sleep((wake - now).total_seconds())
