"""`run` and `demo` as processes: ready, stopped in order; each way not to start is one line."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.operating.conftest import ROOT, Run
from tests.support.bot_api import BotApi
from tests.support.bot_api.server import TOKEN


@contextmanager
def started(
    folder: Path, *arguments: str, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `python -m bot`, once it said where its pages are; killed if it does not stop."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, _address(process)
    finally:
        process.kill()
        process.communicate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def stops(process: subprocess.Popen[str], name: signal.Signals = signal.SIGTERM) -> str:
    """Stop it and expect a graceful end; what it said on standard error."""
    process.send_signal(name)
    _, trouble = process.communicate(timeout=10)
    assert process.returncode == 0
    return trouble


def test_run_is_ready_healthy_and_stops(tmp_path: Path) -> None:
    with started(tmp_path, "run", CHIBO_PORT="0") as (process, address):
        assert '<html lang="vi">' in get(address)
        end = time.monotonic() + 10
        while '"well": true' not in (health := _health(address)):  # from its first tick on
            assert time.monotonic() < end, health
            time.sleep(0.05)
        assert stops(process) == ""
    assert (tmp_path / "var/chibo.sqlite3").exists()
    assert not (tmp_path / "var/chibo.sqlite3-wal").exists()  # folded into the file


def _health(address: str) -> str:
    try:
        return get(f"{address}healthz")
    except urllib.error.HTTPError as unwell:
        return unwell.read().decode()


def test_demo_is_ready_with_a_fresh_district(tmp_path: Path, free_port: int) -> None:
    port = str(free_port)
    with started(tmp_path, "demo", "--port", port) as (process, address):
        assert '"count": 251' in get(f"{address}api/people")
        # A second one does not take away the district of the first.
        again = subprocess.run(
            [sys.executable, "-m", "bot", "demo", "--port", port],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (again.returncode, again.stdout, again.stderr.count("\n")) == (1, "", 1)
        assert port in again.stderr
        assert '"count": 251' in get(f"{address}api/people")
        assert stops(process, signal.SIGINT) == ""


@pytest.mark.slow
async def test_run_with_telegram_opens_no_page(tmp_path: Path) -> None:
    async with BotApi() as api:
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url, "CHIBO_PORT": "0"}
        found = await _polls(tmp_path, api, settings)
    assert "error" in found or "404" in found


async def _polls(folder: Path, api: BotApi, settings: dict[str, str]) -> str:
    import asyncio

    def look() -> str:
        with started(folder, "run", **settings) as (process, address):
            try:
                page = get(address)
            except urllib.error.HTTPError as refused:
                page = str(refused)
            end = time.monotonic() + 10
            while not api.count("getUpdates") and time.monotonic() < end:
                time.sleep(0.05)
            assert TOKEN.partition(":")[2] not in stops(process)
            return page

    page = await asyncio.to_thread(look)
    assert api.count("getUpdates") == 1
    return page


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"CHIBO_PORT": "many"}, "CHIBO_PORT"),
        ({"CHIBO_JOIN_CODE_HOURS": "1000"}, "CHIBO_JOIN_CODE_HOURS"),
        ({"CHIBO_HOST": "0.0.0.0"}, "127.0.0.1"),
        ({"CHIBO_DATABASE_URL": "chibo.sqlite3"}, "CHIBO_DATABASE_URL"),
        ({"CHIBO_DATABASE_URL": "sqlite://"}, "CHIBO_DATABASE_URL"),
        ({"CHIBO_DATABASE_URL": "sqlite:///.env/x"}, "CHIBO_DATABASE_URL"),
        ({"CHIBO_DATABASE_URL": "postgresql+asyncpg://u:geheim@127.0.0.1:1/x"}, "Refused"),
        ({"TELEGRAM_TOKEN": "geheim"}, "@BotFather"),
        ({"TELEGRAM_MODE": "webhook"}, "TELEGRAM_WEBHOOK_URL"),
    ],
)
def test_what_is_wrong_is_one_line(
    run: Run, free_port: int, settings: dict[str, str], part: str
) -> None:
    Path(".env").touch()
    status, said, trouble = run("run", **{"CHIBO_PORT": str(free_port), **settings})
    assert status in (1, 2)
    assert (said, trouble.count("\n")) == ("", 1)
    assert part in trouble
    assert "geheim" not in trouble
    assert not Path("var/chibo.sqlite3").exists()


def test_a_taken_port_is_one_line_before_anything_is_touched(run: Run, free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        status, said, trouble = run("run", CHIBO_PORT=str(free_port))
    assert (status, said, trouble.count("\n")) == (1, "", 1)
    assert str(free_port) in trouble
    assert not Path("var/chibo.sqlite3").exists()


def test_the_demo_leaves_a_file_that_is_there_alone(run: Run, free_port: int) -> None:
    Path("office.sqlite3").write_text("somebody's work")
    status, said, trouble = run("demo", "--port", str(free_port), "--file", "office.sqlite3")
    assert (status, said, trouble.count("\n")) == (2, "", 1)
    assert "office.sqlite3" in trouble
    assert Path("office.sqlite3").read_text() == "somebody's work"


def test_every_subcommand_says_what_is_wrong_with_the_settings(run: Run) -> None:
    Path("book.xlsx").touch()
    for command in (("import", "book.xlsx"), ("codes",), ("plan", "2026-12"), ("doctor",)):
        status, said, trouble = run(*command, CHIBO_LOG_LEVEL="loud")
        assert status in (1, 2), command
        assert "CHIBO_LOG_LEVEL" in said + trouble, command
        assert "Traceback" not in trouble


HEAVY = ("ortools", "numpy", "pandas", "holidays", "alembic", "openpyxl", "segno")


@pytest.mark.slow
def test_the_running_bot_leaves_large_libraries_alone(tmp_path: Path) -> None:
    """They are imported by who needs them, a few times a month, mostly in another process."""
    script = (
        "import sys; import bot.commands.run, channels.telegram.channel\n"
        "from bot.app import App; from bot.clock import Clock; from db.base import Database\n"
        f"App(Database('sqlite:///{tmp_path}/x.sqlite3'), Clock(), [])\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
