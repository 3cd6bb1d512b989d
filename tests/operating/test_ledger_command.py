"""`python -m bot ledger`: by person, meeting and day, as JSON, and what comes next."""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import AdjustableClock
from bot.commands import ledger as command
from domain.calendar import ZONE
from tests.operating.conftest import Run
from tests.support.town import Published

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)


@pytest.fixture(scope="module")
def december(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small town after its plan was published."""
    file = tmp_path_factory.mktemp("ledger") / "town.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    asyncio.run(Published.make(file))
    return f"sqlite:///{file}"


@pytest.fixture
def look(run: Run, december: str, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command on the first of December."""
    monkeypatch.setattr(command, "CLOCK", AdjustableClock(NOW))
    return lambda *words, **more: run("ledger", *words, "--database", december, **more)


def test_of_a_day_a_person_and_a_meeting(look: Run) -> None:
    status, out, err = look("--day", "2026-11-16")
    assert (status, err) == (0, "")
    assert out.startswith("SỔ CÁI Thứ Hai 16/11/2026")
    assert "[đã báo] 16/11 9h đ/c Lương Thị Thu: công bố kế hoạch" in out
    status, out, _ = look("--person", "CB02")
    assert (status, "Lương Thị Thu" in out) == (0, True)
    status, out, _ = look("--meeting", "SD01")
    assert status == 0
    assert "bản Ngàm (Sơn Điện)" in out


def test_as_json_with_every_state(look: Run) -> None:
    rows = json.loads(look("--person", "CB02", "--json")[1])
    (one,) = [row for row in rows if row["kind"] == "publish"]
    assert (one["fate"], one["meeting"]) == ("told", "SD01")
    assert [(s["state"], s["attempt"]) for s in one["states"]] == [
        ("waiting", 0),
        ("sending", 1),
        ("sent", 1),
    ]


def test_who_was_not_reached_is_on_somebody_s_list(look: Run) -> None:
    rows = json.loads(look("--day", "2026-11-16", "--json")[1])
    lost = [row for row in rows if row["fate"] == "to_phone"]
    assert lost
    assert all(row["asked_to_phone"] for row in lost)


def test_the_preview_comes_from_the_reminders_and_names_its_conditions(look: Run) -> None:
    status, out, err = look("--preview")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert any("04/12 18h30" in x and "nhắc trước một ngày" in x for x in lines)
    assert any("nếu chưa trả lời" in x and "hỏi dự họp" in x for x in lines)
    assert any("tổng hợp tuần" in x for x in lines)
    found = json.loads(look("--preview", "--json")[1])
    assert {row["only_if_unanswered"] for row in found} == {True, False}
    ends = [datetime.fromisoformat(row["at"]) for row in found]
    assert min(ends) > NOW
    assert max(ends) <= NOW + timedelta(days=7)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--person", "zzz"), "zzz"),
        (("--meeting", "zzz"), "zzz"),
        (("--day", "zzz"), "--day"),
    ],
)
def test_what_is_not_found_is_one_line(look: Run, words: tuple[str, str], part: str) -> None:
    status, out, err = look(*words)
    assert (status != 0, out, err.count("\n")) == (True, "", 1)
    assert part in err


def test_a_database_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    status, out, err = run("ledger", "--database", f"sqlite:///{tmp_path / 'no.sqlite3'}")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert not (tmp_path / "no.sqlite3").exists()
