"""The command line plans a file, refuses a malformed one, and gives up gracefully."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from planning_worlds import random_instance

from bot.__main__ import main
from domain.planning.certificate import certify
from domain.planning.formats import read_facts, read_plan

ROOT = Path(__file__).resolve().parents[3]


def written(tmp_path: Path, raw: Any) -> Path:
    """An instance file."""
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


def easy() -> dict[str, Any]:
    """An instance with a full plan."""
    raw = random_instance(2, months=1, baseline=False)
    raw.update(locked=[], declined=[], groups=[], no_meeting_days=[])
    raw["settings"]["gap"]["hard"] = False
    for branch in raw["branches"]:
        branch.update(required=branch["required"][:1], window=None, slots={"2": ["T"], "6": ["S"]})
    return raw


def test_a_file_is_planned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, out = easy(), tmp_path / "plan.json"
    assert main(["solve", str(written(tmp_path, raw)), "--out", str(out)]) == 0
    plan = json.loads(out.read_text(encoding="utf-8"))
    assert plan["status"] == "optimal"
    assert certify(read_facts(raw), read_plan(plan)).clean
    errors = capsys.readouterr().err.splitlines()
    assert "gap 0.0 %" in errors[-2]
    assert errors[-1] == f"optimal, cost {plan['cost']}, 35 rules checked, 0 violations"


def test_a_partial_plan_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = easy()
    raw["branches"][0]["slots"] = {}
    assert main(["solve", str(written(tmp_path, raw))]) == 1
    captured = capsys.readouterr()
    plan = json.loads(captured.out)
    assert (plan["status"], len(plan["missing"])) == ("partial", 1)
    assert captured.err.splitlines()[-1].startswith("partial, 1 missing (all unavoidable)")


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("$.branches[1].required", {"required": ["nobody"]}),
        ("$.branches[1].priority", {"priority": "high"}),
        ("$.branches[1].blackouts[0]", {"blackouts": [["2026-03-01"]]}),
        ("$.branches[1].window.type", {"window": {"type": "moon", "hard": True}}),
    ],
)
def test_a_malformed_file_is_refused_with_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, change: dict[str, Any]
) -> None:
    raw = easy()
    raw["branches"][1].update(change)
    assert main(["solve", str(written(tmp_path, raw))]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert f": {path}: " in lines[0]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.id", 5),
        ("$.months", []),
        ("$.months", ["2026-03", "2026-05"]),
        ("$.months[0]", ["2026-13"]),
        ("$.months[0]", ["9999-12"]),
        ("$.today", "2026-02-30"),
        ("$.settings", None),
        ("$.settings.rotation.mode", "weekly"),
        ("$.settings.rotation.anchor_monday", "2026-01-06"),
        ("$.settings.rotation.cycle_weeks", 0),
        ("$.settings.parts[0].start", [{"id": "S", "start": "25:00"}]),
        ("$.settings.parts[1].id", [{"id": "S", "start": "05:00"}] * 2),
        ("$.settings.weights.trip", -1),
        ("$.settings.weights.trip", 1.5),
        ("$.settings.weights.trip", True),
        ("$.settings.weights.trip", 10**30),
        ("$.settings.min_notice_days", 10**9),
        ("$.travel_min[0]", [["X0", "X1"]]),
        ("$.groups[0].members", [{"id": "A", "members": ["nobody"], "max_away": 1}]),
        ("$.locked[0]", [{"branch": "B0"}]),
        ("$.baseline", {"field_weeks": {}}),
    ],
)
def test_whatever_is_wrong_is_named_by_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str, value: Any
) -> None:
    """The value replaces the last key of the path outside brackets of a list."""
    raw = easy()
    head = path.removeprefix("$.").partition("[")[0].split(".")
    record = raw
    for key in head[:-1]:
        record = record[key]
    record[head[-1]] = value
    assert main(["solve", str(written(tmp_path, raw))]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert f": {path}: " in lines[0]


def test_a_plan_that_could_not_be_written_is_not_searched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "none" / "plan.json"
    assert main(["solve", str(written(tmp_path, easy())), "--out", str(out)]) == 2
    assert capsys.readouterr().err.splitlines() == [f"{out}: cannot be written"]


@pytest.mark.parametrize("text", ["", "[", "[]", '{"format": "other"}', "\ufeff{}", "[" * 99999])
def test_what_is_no_instance_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    assert main(["solve", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_absent_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["solve", str(tmp_path / "none.json")]) == 2
    assert "No such file" in capsys.readouterr().err


def long_search() -> dict[str, Any]:
    """Three months of many branches: seconds of work after the first plan."""
    raw = random_instance(3, branches=24, months=3, baseline=False)
    raw["locked"] = []
    return raw


def test_control_c_writes_the_best_plan_so_far(tmp_path: Path) -> None:
    raw, out = long_search(), tmp_path / "plan.json"
    command = [sys.executable, "-m", "bot", "solve", str(written(tmp_path, raw))]
    running = subprocess.Popen(
        [*command, "--out", str(out), "--time", "100"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert running.stderr
    assert "cost" in running.stderr.readline()
    running.send_signal(signal.SIGINT)
    rest = running.communicate(timeout=60)[1]
    assert "Traceback" not in rest
    assert running.returncode == 1
    plan = read_plan(json.loads(out.read_text(encoding="utf-8")))
    assert plan.meetings
    assert set(certify(read_facts(raw), plan).by_code) <= {"MISSING"}
