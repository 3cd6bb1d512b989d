"""Full recorded replies beside echo bots; needs `make .venv-bench/ready` for those."""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from bench.answering.house import CHATS
from bench.answering.processes import Running, ours, running
from bench.figures import Figure
from tests.support.bot_api.server import TOKEN
from tests.support.postgres import Postgres

MESSAGES, ROUNDS = 240, 5
PEERS = Path(".venv-bench/bin/python")
HERE = Path(__file__).parent


@dataclass
class Contestant:
    """One bot: its stand-in, its process, and what each round took."""

    name: str
    api: str
    process: Running
    rates: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)  # ms of processor a reply

    def plays(self, count: int) -> None:
        before = self.process.processor()
        address = f"{self.api}/timed?count={count}&chats={CHATS}"
        with urllib.request.urlopen(address, timeout=320) as answer:
            seconds = json.load(answer)["seconds"]
        self.rates.append(count / seconds)
        self.costs.append(1000 * (self.process.processor() - before) / count)


def measure() -> list[Figure]:
    """The median of five interleaved rounds; ratios are medians of the ratios of each round."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Postgres()
        stack.callback(server.stop)
        server.start()
        peer = stack.enter_context(running(ours("bench.answering.peer", "--bots", "4")))
        apis = json.loads(peer.line())
        sqlite = f"sqlite:///{folder / 'bench.sqlite3'}"
        bots = [
            _house(stack, "on SQLite", sqlite, apis[0]),
            _house(stack, "on PostgreSQL, 16 chats in flight", _made(server), apis[1]),
            _echo(stack, "python-telegram-bot echoes", "ptb_echo.py", apis[2]),
            _echo(stack, "aiogram echoes", "aiogram_echo.py", apis[3]),
        ]
        for bot in bots:
            bot.plays(CHATS * 4)  # warm
            bot.rates.clear()
            bot.costs.clear()
        for _ in range(ROUNDS):
            for bot in bots:
                bot.plays(MESSAGES)
    return _figures(*bots)


def _made(server: Postgres) -> str:
    server._run("createdb", "-h", str(server.folder), "-U", "postgres", "bench")
    return server.url("bench")


def _house(stack: contextlib.ExitStack, name: str, url: str, api: str) -> Contestant:
    module = "bench.answering.house"
    subprocess.run(ours(module, "prepare", url), check=True, stderr=subprocess.DEVNULL)
    urllib.request.urlopen(f"{api}/chats?count={CHATS}").close()
    process = stack.enter_context(running(ours(module, "run", url, api)))
    assert process.line() == "ready"
    return Contestant(f"replies recorded and answered {name}", api, process)


def _echo(stack: contextlib.ExitStack, name: str, file: str, api: str) -> Contestant:
    if not PEERS.exists():
        sys.exit("make .venv-bench/ready first: it installs what we are measured against")
    command = [str(PEERS), str(HERE / file), api, TOKEN]
    process = stack.enter_context(running(command, gently=False))
    time.sleep(3)
    return Contestant(name, api, process)


def _figures(
    sqlite: Contestant, postgres: Contestant, ptb: Contestant, aiogram: Contestant
) -> list[Figure]:
    figures = []
    for bot in (sqlite, postgres, ptb, aiogram):
        figures.append(Figure(bot.name, statistics.median(bot.rates), "/s"))
        figures.append(Figure("  processor", statistics.median(bot.costs), "ms"))
    targets = ((sqlite, ptb, 1.0), (sqlite, aiogram, 0.5), (postgres, ptb, 1.5))
    for one, other, least in targets:
        pairs = zip(one.rates, other.rates, strict=True)
        ratio = statistics.median(mine / theirs for mine, theirs in pairs)
        figures.append(Figure(f"{one.name} / {other.name}", ratio, "", f">= {least}"))
    return figures
