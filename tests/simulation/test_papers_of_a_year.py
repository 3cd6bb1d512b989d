"""What leaders read can be made of what a simulation leaves, and closed months stay intact."""

import asyncio
from datetime import UTC
from pathlib import Path

import pytest

from bench.year_papers import LEADERS, months_of, produce
from bot.simulation.observed import Header
from bot.simulation.year import Year
from tests.simulation.test_year import START

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_summaries_pictures_and_papers_of_simulated_months(tmp_path: Path) -> None:
    year = Year(Header(3, 2, "normal", START.astimezone(UTC), 10), tmp_path)
    year.run()
    asyncio.set_event_loop(None)

    (month,) = months_of(year.file)
    made = produce(year.file, tmp_path / "out", LEADERS[:1])
    names = [figure.name for figure in made]
    assert names[:2] == [f"close {month}", f"verify {month}"]
    out = tmp_path / "out"
    assert "nguyên vẹn" in (out / f"verify {month}.txt").read_text(encoding="utf-8")
    told = (out / "month LD1.txt").read_text(encoding="utf-8")
    assert "Số liệu đã chốt ngày" in told
    assert "Họp 0/" not in told
    for kind in ("week", "month", "quarter", "year"):
        assert (out / f"{kind}-LD1.png").read_bytes().startswith(b"\x89PNG")
    endings = {file.suffix for file in (out / str(month)).iterdir()}
    assert endings == {".docx", ".csv", ".xlsx", ".pdf"}
