"""A month of the sample district on a moved clock, and what a tick costs: `python -m bench.month`.

Everybody has joined; nobody answers, which makes the most reminders. SQLite, one process.
"""

import asyncio
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bench.figures import Figure, show
from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from bot.sample_people import join_most, load
from channels.web import WebChannel
from db import people
from db.base import Database
from domain.calendar import ZONE, local_date
from domain.messages import Address, Incoming
from domain.people import Role
from domain.web_chats import address_of

START = datetime(2026, 11, 20, 7, 45, tzinfo=ZONE)
END = datetime(2027, 1, 4, 8, 0, tzinfo=ZONE)
QUIET = 200  # ticks


class Month:
    """The running house, and how long each of its ticks took."""

    def __init__(self, folder: Path) -> None:
        self.clock = AdjustableClock(START)
        self.channel = WebChannel()
        database = Database(f"sqlite:///{folder / 'month.sqlite3'}")
        self.app = App(database, self.clock, [self.channel], compute=InThread())
        self._said = 0

    async def publish(self) -> None:
        """Load the district, plan December, approve it, deliver."""
        await load(self.app)
        await join_most(self.app, self.channel.name, self.channel.bot, left_out=0)
        await self.channel.start(self.app.inbox.receive)
        async with self.app.database.read() as session:
            (coordinator, *_) = await people.holders(
                session, [Role.COORDINATOR], local_date(self.clock.now())
            )
        for text in ("/kehoach 12/2026", "/duyet", "1"):
            await self._say(address_of(coordinator.id), text)

    async def _say(self, address: Address, text: str) -> None:
        self._said += 1
        await self.channel.carry(Incoming(address, f"k-{self._said}", text, self.clock.now()))
        await self.app.settle()

    async def ticks(self) -> list[float]:
        """Every instant of the month at which something is due; seconds of each tick."""
        took = []
        while (due := await self._next_due()) is not None and due <= END:
            self.clock.move_to(max(due, self.clock.now()))
            took.append(await self.tick())
            await self.app.settle()
        return took

    async def _next_due(self) -> datetime | None:
        async with self.app.database.read() as session:
            return await self.app.metronome.next_due(session, self.clock.now())

    async def quiet_ticks(self) -> list[float]:
        """Ticks at which nothing is due, with a whole month of meetings ahead."""
        took = []
        for _ in range(QUIET):
            self.clock.move_to(self.clock.now() + timedelta(seconds=10))
            took.append(await self.tick())
        return took

    async def tick(self) -> float:
        began = time.perf_counter()
        await self.app.metronome.tick(self.clock.now())
        return time.perf_counter() - began


async def _measure(folder: Path) -> list[Figure]:
    month = Month(folder)
    await month.publish()
    quiet = await month.quiet_ticks()
    began = time.perf_counter()
    busy = await month.ticks()
    whole = time.perf_counter() - began
    sent = month.app.outbox.sent
    await month.app.database.close()
    return [
        Figure("a tick with nothing due", 1000 * statistics.median(quiet), "ms"),
        Figure("a tick with something due, median", 1000 * statistics.median(busy), "ms"),
        Figure("a tick with something due, slowest", 1000 * max(busy), "ms"),
        Figure("a whole month on a moved clock", whole, "s"),
        Figure("  messages sent in it", sent, ""),
    ]


def measure() -> list[Figure]:
    """The cost of ticks, and of a month."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


if __name__ == "__main__":
    show(measure())
