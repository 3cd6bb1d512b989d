"""Start of `python -m bot run` to ready, and its memory when idle: `python -m bench.startup`.

Each start is a new process on a copy of the sample district. The median of five, after one that
warms the disk cache.
"""

import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, show
from tests.support.bot_api import BotApi
from tests.support.bot_api.server import TOKEN

STARTS = 5
IDLE_SECONDS = 2.0  # lets the first tick and the first poll happen
START_TARGET, MEMORY_TARGET = "< 2 s", "< 150 MB"


@dataclass(frozen=True)
class Start:
    """One start: seconds to ready, and resident memory when idle in MB."""

    seconds: float
    memory: float


def start(folder: Path, settings: dict[str, str]) -> Start:
    """Start, wait until ready, leave it idle, read its memory, stop it."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("CHIBO_", "TELEGRAM_"))
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={**environment, "CHIBO_PORT": "0", **settings, "PYTHONPATH": str(Path.cwd())},
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    seconds = time.perf_counter() - began
    try:
        assert found, "the bot did not start"
        time.sleep(IDLE_SECONDS)
        memory = _memory(found[0])
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    return Start(seconds, memory)


def _memory(address: str) -> float:
    with urllib.request.urlopen(f"{address}metrics") as answer:
        found = re.search(r"^process_resident_memory_bytes (\d+)", answer.read().decode(), re.M)
    assert found
    return int(found[1]) / 1024 / 1024


def median(folder: Path, settings: dict[str, str], first: bool = False) -> Start:
    """The median start; with `first`, each on a database that does not exist yet."""
    starts = []
    for number in range(STARTS + 1):
        file = "new" if first else "district"
        url = f"sqlite:///{folder / f'{file}.sqlite3'}"
        starts.append(start(folder, {"CHIBO_DATABASE_URL": url, **settings}))
        if first:
            (folder / "new.sqlite3").unlink()
        if number == 0:
            starts.clear()
    return Start(
        statistics.median(s.seconds for s in starts), statistics.median(s.memory for s in starts)
    )


async def with_telegram(folder: Path) -> Start:
    """The same with a token, on the stand-in for Telegram's servers."""
    async with BotApi() as api:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url}
        measured = await asyncio.to_thread(median, folder, settings)
        assert api.count("getUpdates") >= STARTS, "it did not poll"
    return measured


def measure() -> list[Figure]:
    """Start and memory without and with Telegram, and the very first start."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _make_district(folder)
        plain = median(folder, {})
        telegram = asyncio.run(with_telegram(folder))
        first = median(folder, {}, first=True)
    return [
        Figure("start to ready, no token", plain.seconds, "s", START_TARGET),
        Figure("start to ready, Telegram", telegram.seconds, "s", START_TARGET),
        Figure("first start of all, with migrations", first.seconds, "s"),
        Figure("idle memory, no token", plain.memory, "MB", MEMORY_TARGET),
        Figure("idle memory, Telegram", telegram.memory, "MB", MEMORY_TARGET),
    ]


def _make_district(folder: Path) -> None:
    """The sample district, imported as an office would, then opened once to be up to date."""
    workbook, database = folder / "sample.xlsx", folder / "district.sqlite3"
    with (folder / "log").open("w") as log:
        made = subprocess.run(
            [sys.executable, "-m", "bot", "sample", str(workbook)], stdout=log, check=False
        )
        url = f"sqlite:///{database}"
        words = ["import", str(workbook), "--yes", "--database", url]
        loaded = subprocess.run([sys.executable, "-m", "bot", *words], stdout=log, check=False)
    assert (made.returncode, loaded.returncode) == (0, 0)


if __name__ == "__main__":
    show(measure())
