"""A month as papers: taken away, closed, corrected, verified; texts and files beside golden ones.

`python -m pytest -m slow --update-golden tests/scenarios/test_papers.py` rewrites the golden files;
their diff is what an official would read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import AdjustableClock
from bot.commands import close_month, report, summary
from tests.scenarios.test_month import ROOT, play
from tests.support.golden import Golden
from tests.support.paper_text import manifest_text, report_text, without_hashes, workbook_text
from tests.support.town import instant

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

FEBRUARY = instant("2027-02-01 09:00")


@dataclass(frozen=True)
class Played:
    """A month that was played: what was said, the files people got, and the database."""

    said: str
    files: Path
    database: str


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("papers")
    url = f"sqlite:///{folder / 'month.sqlite3'}"
    script = (ROOT / "tests/scenarios/papers.txt").read_text(encoding="utf-8")
    files = folder / "files"
    played = play(script, "--seed", "1", "--database", url, "--files", str(files), seconds=300)
    assert (played.stderr, played.returncode) == ("", 0)
    return Played(without_hashes(played.stdout.rstrip("\n")), files, url)


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (summary, report, close_month):
        monkeypatch.setattr(command, "CLOCK", AdjustableClock(FEBRUARY))


def test_what_is_said(month: Played, golden: Callable[[str], Golden]) -> None:
    assert golden("scenario.papers") == month.said


def test_what_the_files_say(month: Played, golden: Callable[[str], Golden]) -> None:
    for name, text in (
        ("papers.csv", (month.files / "chi-bo-2026-12.csv").read_text(encoding="utf-8-sig")),
        ("papers.xlsx", workbook_text(_bytes(month, "chi-bo-2026-12.xlsx"), rows=7)),
        ("papers.docx", report_text(_bytes(month, "bao-cao-2026-12.docx"))),
    ):
        assert golden(name) == text.rstrip("\n").replace("\r\n", "\n")
    assert _bytes(month, "tinh-hinh.png").startswith(b"\x89PNG")
    assert _bytes(month, "xa-na-meo.pdf").startswith(b"%PDF")


def _bytes(month: Played, name: str) -> bytes:
    return (month.files / name).read_bytes()


def test_the_closed_month_is_intact_and_is_what_was_sent(
    month: Played,
    golden: Callable[[str], Golden],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def said(*command: str) -> str:
        assert main([*command, "--database", month.database]) == 0
        return capsys.readouterr().out.strip()

    assert "Phụ lục: 1." in said("close-month", "2026-12", "--out", str(tmp_path))
    assert "nguyên vẹn" in said("verify-month", "2026-12", "--folder", str(tmp_path))
    for name in ("chi-bo-2026-12.csv", "chi-bo-2026-12.xlsx", "bao-cao-2026-12.docx"):
        assert (tmp_path / name).read_bytes() == _bytes(month, name)
    manifest = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert golden("papers.manifest") == manifest_text(manifest)

    told = month.said.rpartition("/thang 12/2026\n")[2].partition("\n[")[0].partition(": ")[2]
    shown = said("summary", "--month", "2026-12", "--as", "LD1")
    assert shown.splitlines() == [line.strip() for line in told.splitlines()]
