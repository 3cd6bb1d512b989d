"""How long a leader waits for each report in chat, from the message carried in to the answer out.

python -m bot simulate --months 3 --keep var/months.sqlite3
python -m bench.leaders var/months.sqlite3

The whole way: message stored, question read, facts counted, answer queued, claimed and sent; a
picture is also drawn. On a copy of the database; each line is said `REPEAT` times.
"""

import argparse
import asyncio
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import Figure, show
from bot import filing
from bot.app import App
from bot.clock import AdjustableClock
from channels.console import ConsoleChannel
from db import joining
from db.base import Database
from db.joining import Joining
from domain.calendar import ZONE
from domain.ids import PersonId
from domain.messages import Address, Incoming, Outgoing
from handlers.base import Policy

LEADER = "LD1"
REPEAT = 15
TARGET = "< 300 ms"
LINES = (
    "/tuan -1",
    "/thang {month}",
    "1",  # opens the first number of the summary before
    "/quy",
    "/nam",
    "/xa na meo",
    "/chibo Hao",
    "/canbo CB01",
    "/sosanh",
    "tháng này bản nào chưa họp?",
    "cán bộ nào chưa dự lần nào quý này?",
    "/viec",
    "/toi",
    "/hinh tháng {month}",
)


async def measure(file: Path) -> list[Figure]:
    """Milliseconds by the clock, the median of all times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = Path(shutil.copy(file, folder / "copy.sqlite3"))
        database = Database(f"sqlite:///{copy}")
        try:
            return await _measured(database, copy, folder)
        finally:
            await database.close()


async def _measured(database: Database, file: Path, folder: Path) -> list[Figure]:
    leader, now = _of(file)
    heard: list[Outgoing] = []
    channel = ConsoleChannel(heard.append, folder)
    clock = AdjustableClock(now)
    policy = filing.with_files(Policy(), filing.exports(database, clock.now))
    app = App(database, clock, [channel], policy=policy)
    await app.prepare()
    home = Address(channel.name, channel.bot, "leader")
    async with database.begin() as session:
        to = Joining(
            channel=home.channel, bot=home.bot, chat=home.chat, person_id=leader, version="bench"
        )
        await joining.bind(session, to, now)
    await channel.start(app.inbox.receive)
    month = (now.month - 2) % 12 + 1
    waits: dict[str, list[float]] = {line: [] for line in LINES}
    for turn in range(REPEAT + 1):
        for line in LINES:
            key, before = f"{turn}{line}", len(heard)
            text = line.format(month=month)
            began = perf_counter()
            await channel.carry(Incoming(home, key, text, now))
            await app.outbox.drain()
            if turn:  # the first time everything is imported and every statement made
                waits[line].append(1000 * (perf_counter() - began))
            assert len(heard) > before, text
    await app.end()
    return [Figure(line, median(found), "ms", TARGET) for line, found in waits.items()]


def _of(file: Path) -> tuple[PersonId, datetime]:
    """Who asks, and when the database was left."""
    with closing(sqlite3.connect(file)) as connection:
        (leader,) = connection.execute("SELECT id FROM people WHERE code = ?", [LEADER]).fetchone()
        (last,) = connection.execute("SELECT max(received_at) FROM incoming").fetchone()
    return PersonId(leader), datetime.fromisoformat(last[:19]).replace(tzinfo=ZONE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    show(asyncio.run(measure(parser.parse_args().database)))
