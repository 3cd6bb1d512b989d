"""Before the plan and while reminders rest, as piped scripts."""

from collections.abc import Callable

import pytest

from tests.scenarios.test_month import ROOT, play
from tests.support.golden import Golden


@pytest.mark.parametrize(
    ("name", "start"), [("availability", "2026-11-14 16:00"), ("pausing", "2026-12-01 07:45")]
)
def test_a_script_plays_the_same_every_time(
    golden: Callable[[str], Golden], name: str, start: str
) -> None:
    script = (ROOT / f"tests/scenarios/{name}.txt").read_text(encoding="utf-8")
    played = play(script, "--seed", "1", "--start", start)
    assert played.stderr == ""
    assert played.returncode == 0
    assert golden(f"scenario.{name}") == played.stdout.rstrip("\n")
