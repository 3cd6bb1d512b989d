"""`python -m bot summary`: what a leader would receive, and the picture; nothing is sent."""

from pathlib import Path

import pytest

from bot.clock import AdjustableClock
from bot.commands import summary
from tests.operating.conftest import Run
from tests.papers.png import size_of
from tests.support.town import instant


@pytest.fixture(autouse=True)
def december(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "CLOCK", AdjustableClock(instant("2026-12-04 15:00")))


def test_a_leader_by_code_or_name_and_the_picture(run: Run, district: str, tmp_path: Path) -> None:
    picture = tmp_path / "week.png"
    status, said, trouble = run(
        "summary", "--week", "2026-W49", "--as", "LD1", "--picture", str(picture),
        "--database", district,
    )  # fmt: skip
    assert (status, trouble) == (0, "")
    assert said.startswith("Tuần 49 (30/11-06/12/2026), huyện Quan Sơn.\nKhông có buổi họp")
    assert size_of(picture.read_bytes())[0] == 1080
    assert run("summary", "--as", "hà quang khuyên", "--database", district)[1] == said


@pytest.mark.parametrize(
    ("options", "status", "fix"),
    [
        (("--as", "Nobody"), 1, "ghi đúng tên hoặc mã"),
        (("--as", "CB01"), 1, "ghi đúng tên hoặc mã"),  # a cadre receives none
        (("--as", "LD1", "--week", "2026-12"), 2, "ghi 2026-W49"),
        (("--as", "LD1", "--picture", "/nowhere/x.png"), 1, "/nowhere/x.png"),
    ],
)
def test_wrongly_asked_says_the_fix_in_one_line(
    run: Run, district: str, options: tuple[str, ...], status: int, fix: str
) -> None:
    ended, _, trouble = run("summary", *options, "--database", district)
    assert ended == status
    assert fix in trouble
    assert len(trouble.strip().splitlines()) == 1
