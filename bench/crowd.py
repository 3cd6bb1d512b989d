"""Reminders of a whole province, all due at 07:00, through many bots: `python -m bench.crowd`.

PostgreSQL, several sending processes, bots whose network takes 20 ms and 30 messages a second each.
The outgoing table holds a history besides. `--seconds 120` looks at the first two minutes only.
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
        before = _cpu()
        await stop.wait()
    await database.close()
    print(_cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def _add(database: Database, prefix: str, many: int, bots: int, state: str, due: int) -> None:
    values = {"prefix": prefix, "many": many, "bots": bots, "state": state}
    async with database.begin() as session:
        await session.execute(text(ROWS), {**values, "due": timedelta(seconds=due)})
    async with database.begin() as session:
        await session.execute(text("ANALYZE"))


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
    sent, took, spread = 0, 0.0, (0, 0)
    try:
        sent, took, spread = await _sent(database, options)
    finally:
        for sender in senders:
            sender.send_signal(signal.SIGTERM)
        used = [float((sender.communicate()[0] or b"0").split()[-1]) for sender in senders]
    await database.close()
    return [
        Figure("tick, empty table", empty, "ms"),
        Figure(f"tick, {options.history:,} sent rows", full, "ms"),
        Figure(f"sent of {options.reminders:,} through {options.bots} bots", sent, ""),
        Figure("in", took, "s"),
        Figure("messages a second", sent / took, "/s"),
        Figure("CPU of the senders for a message", 1e6 * sum(used) / sent, "µs"),
        Figure("share of a core they had together", sum(used) / took, ""),
        Figure("slowest bot beside the fastest", spread[0] / max(1, spread[1]), ""),
    ]


def _started(url: str, bots: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.crowd", "--member", url, "--bots", str(bots)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=dict(os.environ))


async def _sent(
    database: Database, options: argparse.Namespace
) -> tuple[int, float, tuple[int, int]]:
    """How many were sent, in how many seconds from the first; fewest and most of a bot."""
    count = text(
        "SELECT bot, count(*) FROM outgoing WHERE state = 'sent' AND key LIKE 'r%' GROUP BY bot"
    )
    spread, began = (0, 0), 0.0
    while True:
        async with database.read() as session:
            sent = [int(n) for _, n in await session.execute(count)]
        done, now = sum(sent), time.perf_counter()
        began = began or (now if done else 0.0)
        took = now - began if began else 0.0
        print(f"\r{done:>8} in {took:.0f} s", end="", file=sys.stderr, flush=True)
        over = done == options.reminders or took >= options.seconds
        if done < options.reminders:
            spread = (min(sent, default=0), max(sent, default=0))
        if over:
            print(file=sys.stderr)
            return done, took, spread
        await asyncio.sleep(2)


def main() -> None:
    """Measure, or be one of the senders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reminders", type=int, default=100_000)
    parser.add_argument("--history", type=int, default=200_000)
    parser.add_argument("--bots", type=int, default=20)
    parser.add_argument("--senders", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=3600)
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
