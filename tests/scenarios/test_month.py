"""Conversations of the sample district as piped scripts: a month, and each larger matter."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import admin
from tests.support.golden import Golden
from tests.support.postgres import Postgres

ROOT = Path(__file__).parents[2]


def play(script: str, *options: str, seconds: float = 110) -> subprocess.CompletedProcess[str]:
    """Pipe a script into the terminal chat."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "chat", *options],
        input=script,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=seconds,
        check=False,
    )


FILES = "papers"  # its files are looked at too, in test_papers.py
SCRIPTS = sorted(
    script for script in (ROOT / "tests/scenarios").glob("*.txt") if script.stem != FILES
)
STARTS = {"availability": "2026-11-14 16:00", "pausing": "2026-12-01 07:45"}


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_plays_the_same_every_time(script: Path, golden: Callable[[str], Golden]) -> None:
    start = STARTS.get(script.stem)
    when = ("--start", start) if start else ()
    played = play(script.read_text(encoding="utf-8"), "--seed", "1", *when)
    assert played.stderr == ""
    assert played.returncode == 0
    assert golden(f"scenario.{script.stem}") == played.stdout.rstrip("\n")


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_the_month_plays_the_same_on_postgresql(
    golden: Callable[[str], Golden], postgres_server: Postgres
) -> None:
    asyncio.run(admin(postgres_server, "CREATE DATABASE month"))
    there = ("--database", postgres_server.url("month"))
    script = (ROOT / "tests/scenarios/month.txt").read_text(encoding="utf-8")
    played = play(script, "--seed", "1", *there, seconds=270)
    assert played.stderr == ""
    assert golden("scenario.month") == played.stdout.rstrip("\n")

    again = play("@dieuphoi /toi", *there)
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (1, "", 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("xin chào", "Không hiểu dòng"),
        ("@khong.co.ai chào", "Không có ai là"),
        ("!clock hôm qua", "Không đọc được giờ"),
        ("!clock 2020-01-01 08:00", "giờ đã qua"),
    ],
)
def test_a_line_nobody_can_read_ends_the_script_with_its_fix(line: str, said: str) -> None:
    played = play(f"{line}\n@dieuphoi /toi\n")
    assert played.returncode == 2
    assert said in played.stderr
    assert "Traceback" not in played.stderr
    assert played.stdout == ""
