"""The clock of many machines: one process ticks, and looks for work that was lost on its way."""

from datetime import timedelta

from bot.clock import Clock
from bot.holding import Tenure
from bot.whole import whole
from db import arrivals, lanes, planning_runs
from db.base import Database
from db.work import Work, delivery_of, note_work
from scheduler.clock import Metronome

TICK_SECONDS = 10.0
OVERDUE = timedelta(seconds=10)  # a message that was not handled in this time is said again


class Ticking:
    """Ticks for as long as this process has the clock."""

    def __init__(
        self, database: Database, clock: Clock, metronome: Metronome, tenure: Tenure
    ) -> None:
        self._database = database
        self._clock = clock
        self._metronome = metronome
        self._tenure = tenure

    async def while_ours(self) -> None:
        """Tick until another process has the clock, or return at once when one has."""
        async with self._tenure.stretch() as holding:
            while holding is not None and not holding.lost.is_set():
                await whole(self._metronome.tick(self._clock.now()))
                await whole(self.look())
                await self._clock.sleep(TICK_SECONDS)

    async def look(self) -> None:
        """Say again what waits: what falls due by itself, and what was lost with a process."""
        now = self._clock.now()
        async with self._tenure.begin() as session:
            for channel, bot in await lanes.with_work(session, now):
                note_work(session, delivery_of(channel, bot, once=True))
            for number in await arrivals.waiting_since(session, now - OVERDUE):
                note_work(session, arrivals.handling_of(number))
            if await planning_runs.waiting(session) is not None:
                note_work(session, Work(planning_runs.PLAN, once=True))
