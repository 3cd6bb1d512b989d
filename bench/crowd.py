"""Reminders of a whole province, all due at 07:00, through many bots: `python -m bench.crowd`.

PostgreSQL, several sending processes, bots whose network takes 20 ms and 30 messages a second each.
The outgoing table holds a history besides. `--reminders 5000` for a quick look.
"""

import argparse
import asyncio
import os
import resource
import signal
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bench.figures import Figure, show
from bot import queueing
from bot.app import App
from bot.clock import Clock
from bot.networks import Wires
from bot.part import Duty, Part
from channels.base import Pace, Receive
from db import lanes, migrate
from db.base import Database
from domain.messages import Outgoing
from handlers.base import Policy
from tests.support.postgres import Postgres

ROOT = Path(__file__).parents[1]
ANSWERS_IN = 0.02
LOOKS = 20

ROWS = """
    INSERT INTO outgoing (key, kind, channel, bot, chat, text, options, urgent, queued_at, due_at,
                          state, state_at, attempts)
    SELECT :prefix || n, 'reminder', 'quiet', 'bot' || n % :bots, :prefix || n, 'Nhắc họp ' || n,
           '[]', false, now(), now() + :due, :state, now(), 0
    FROM generate_series(1, :many) AS n
"""


class Quiet:
    """A bot whose network answers after a moment, and keeps nothing."""

    name = "quiet"
    repeatable = False
    pace = Pace(30, None, at_once=8)

    def __init__(self, bot: str) -> None:
        self.bot = bot

    async def open(self) -> None:
        """There is nothing to connect to."""

    async def start(self, receive: Receive) -> None:
        """Nobody writes."""

    async def stop(self) -> None:
        """There is nothing to let go of."""

    async def send(self, message: Outgoing) -> str:
        await asyncio.sleep(ANSWERS_IN)
        return str(message.id)


async def _member(url: str, bots: int) -> None:
    """One sending process, until SIGTERM; the CPU it took on standard output."""
    database = Database(url)
    channels = tuple(Quiet(f"bot{number}") for number in range(bots))
    part = Part(
        database,
        Clock(),
        Wires(channels, ()),
        queueing.Queueing(database),
        duties=[Duty.TICK, Duty.SEND],
        policy=Policy(),
        resend_unknown=False,
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with part.running():
        await stop.wait()
    await database.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime)


async def _add(database: Database, prefix: str, many: int, bots: int, state: str, due: int) -> None:
    values = {"prefix": prefix, "many": many, "bots": bots, "state": state}
    async with database.begin() as session:
        await session.execute(text(ROWS), {**values, "due": timedelta(seconds=due)})
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("ANALYZE"))


async def _tick(database: Database) -> float:
    """Milliseconds of a tick with nothing due, and of the look for lost work; the median."""
    app = App(database, Clock(), ())
    took = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        await app.metronome.tick(app.clock.now())
        async with database.read() as session:
            await lanes.with_work(session, app.clock.now())
        took.append(time.perf_counter() - began)
    await app.end()
    return statistics.median(took) * 1000


async def _measure(url: str, options: argparse.Namespace) -> list[Figure]:
    database = Database(url)
    await migrate.upgrade(database)
    await queueing.install(database)
    empty = await _tick(database)
    await _add(database, "h", options.history, options.bots, "sent", -86400)
    full = await _tick(database)
    await _add(database, "r", options.reminders, options.bots, "waiting", 5)
    senders = [_started(url, options.bots) for _ in range(options.senders)]
    began, took, spread = time.perf_counter(), 0.0, (0, 0)
    try:
        took, spread = await _until_sent(database, options.reminders, began)
    finally:
        for sender in senders:
            sender.send_signal(signal.SIGTERM)
        used = [float((sender.communicate()[0] or b"0").split()[-1]) for sender in senders]
    await database.close()
    return [
        Figure("tick, empty table", empty, "ms"),
        Figure(f"tick, {options.history:,} sent rows", full, "ms"),
        Figure(f"{options.reminders:,} reminders through {options.bots} bots", took, "s"),
        Figure("messages a second", options.reminders / took, "/s"),
        Figure("CPU of the senders for a message", 1e6 * sum(used) / options.reminders, "µs"),
        Figure("slowest bot beside the fastest, at half time", spread[0] / max(1, spread[1]), ""),
    ]


def _started(url: str, bots: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.crowd", "--member", url, "--bots", str(bots)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=dict(os.environ))


async def _until_sent(database: Database, many: int, began: float) -> tuple[float, tuple[int, int]]:
    """Seconds until all are sent; fewest and most messages of a bot when half was."""
    count = text(
        "SELECT bot, count(*) FILTER (WHERE state = 'sent') FROM outgoing"
        " WHERE kind = 'reminder' AND key LIKE 'r%' GROUP BY bot"
    )
    spread = (0, 0)
    while True:
        async with database.read() as session:
            sent = [int(n) for _, n in await session.execute(count)]
        done, took = sum(sent), time.perf_counter() - began
        print(f"\r{done:>8} of {many} in {took:.0f} s", end="", file=sys.stderr, flush=True)
        if done >= many / 2 and spread == (0, 0):
            spread = (min(sent), max(sent))
        if done == many:
            print(file=sys.stderr)
            return took, spread
        await asyncio.sleep(2)


def main() -> None:
    """Measure, or be one of the senders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=100_000)
    parser.add_argument("--history", type=int, default=200_000)
    parser.add_argument("--bots", type=int, default=20)
    parser.add_argument("--senders", type=int, default=2)
    parser.add_argument("--member", metavar="URL", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.member is not None:
        asyncio.run(_member(options.member, options.bots))
        return
    server = Postgres()
    server.start()
    try:
        show(asyncio.run(_measure(server.url("postgres"), options)))
    finally:
        server.stop()


if __name__ == "__main__":
    main()
