"""`report`, `close-month` and `verify-month` on the town's December, as an operator types them."""

import asyncio
from pathlib import Path

import docx
import pytest
from sqlalchemy import text

from bot.clock import AdjustableClock
from bot.commands import close_month, report
from db.audit import EXPORTED, AuditEntry
from tests.operating.conftest import Run
from tests.support.december import happens
from tests.support.town import Town, instant

AFTER = instant("2027-01-02 09:00")
OTHERS = ("SD01", "TL01", "Sơn Điện", "Tam Lư")


@pytest.fixture
async def december(town: Town, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database in which December happened; it is January."""
    await town.publish()
    await happens(town)
    for command in (report, close_month):
        monkeypatch.setattr(command, "CLOCK", AdjustableClock(AFTER))
    return str(town.database.url)


async def typed(run: Run, *words: str, **settings: str) -> tuple[int, str, str]:
    """A command in a thread of its own: it has a loop of its own."""
    return await asyncio.to_thread(run, *words, **settings)


async def test_a_report_holds_what_that_person_may_see(
    run: Run, december: str, town: Town, tmp_path: Path
) -> None:
    asked = ("report", "--month", "2026-12", "--as", "LD2", "--database", december)
    status, said, _ = await typed(run, *asked, "--out", str(tmp_path / "a"))
    assert (status, "Đã ghi 5 tệp" in said or "Đã ghi 4 tệp" in said) == (0, True)
    await typed(run, *asked, "--out", str(tmp_path / "b"))
    names = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert {"bao-cao-2026-12.docx", "chi-bo-2026-12.csv", "chi-bo-2026-12.xlsx"} < set(names)
    assert "na-meo.pdf" in names
    for name in names:
        first, second = ((tmp_path / folder / name).read_bytes() for folder in "ab")
        assert first == second, name
    csv = (tmp_path / "a" / "chi-bo-2026-12.csv").read_text(encoding="utf-8-sig")
    assert "NM01" in csv
    assert not [one for one in OTHERS if one in csv]
    exported = await town.rows(AuditEntry, action=EXPORTED)
    assert {entry.actor_id for entry in exported} == {town.commune_leader.id}
    assert exported[0].detail == {"what": "report", "period": "2026-12", "unit": "Na Mèo"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--month", "2026-13"), 2, "Không đọc được kỳ 2026-13"),
        (("--week", "2026-12"), 2, "Không đọc được kỳ 2026-12"),
        (("--month", "2026-12", "--as", "CB01"), 2, "Không có đúng một người “CB01”"),
        (("--month", "2026-12", "--as", "LD1"), 2, "--out"),
    ],
)
async def test_what_cannot_be_is_one_line(
    run: Run, december: str, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    where = () if "LD1" in words else ("--out", str(tmp_path / "x"))
    who = () if "--as" in words else ("--as", "LD1")
    found, out, trouble = await typed(run, "report", *words, *who, *where, "--database", december)
    assert (found, out, trouble.count("\n")) == (status, "", 1)
    assert said in trouble
    assert not (tmp_path / "x").exists()


@pytest.mark.slow
async def test_a_broken_template_is_one_line_and_nothing_is_written(
    run: Run, december: str, tmp_path: Path
) -> None:
    status, _, _ = await typed(run, "report", "--template", str(tmp_path / "mau"))
    assert status == 0
    own = tmp_path / "mau" / "bao-cao-thang.docx"
    document = docx.Document(str(own))
    document.add_paragraph("{{ten_bi_mat}}")
    document.save(str(own))
    asked = ("report", "--month", "2026-12", "--as", "LD1", "--out", str(tmp_path / "out"))
    status, said, trouble = await typed(
        run, *asked, "--database", december, CHIBO_TEMPLATES=str(tmp_path / "mau")
    )
    assert (status, said, trouble.count("\n")) == (1, "", 1)
    assert "bao-cao-thang.docx" in trouble
    assert "ten_bi_mat" in trouble
    assert not (tmp_path / "out").exists()


async def test_a_month_is_closed_verified_and_tampering_is_named(
    run: Run, town: Town, december: str, tmp_path: Path
) -> None:
    there, out = ("--database", december), str(tmp_path / "pack")
    status, _, trouble = await typed(run, "verify-month", "2026-12", *there)
    assert (status, "chưa chốt" in trouble) == (1, True)
    status, said, _ = await typed(run, "close-month", "2026-12", "--out", out, *there)
    assert (status, "Đã chốt tháng 12/2026" in said, "Đã ghi 5 tệp" in said) == (0, True, True)
    status, said, _ = await typed(run, "verify-month", "2026-12", "--folder", out, *there)
    assert (status, "nguyên vẹn" in said) == (0, True)
    status, said, _ = await typed(run, "close-month", "2026-12", *there)
    assert (status, "đã chốt 9h" in said) == (0, True)
    status, _, trouble = await typed(run, "close-month", "2027-01", *there)
    assert (status, "chưa hết" in trouble) == (1, True)

    (tmp_path / "pack" / "chi-bo-2026-12.csv").write_text("other")
    async with town.database.begin() as session:
        await session.execute(
            text("UPDATE meeting_results SET present = 22, excused = 0 WHERE present = 20")
        )
    status, said, _ = await typed(run, "verify-month", "2026-12", "--folder", out, *there)
    assert status == 1
    assert "NM01" in said
    assert "tệp chi-bo-2026-12.csv khác bản kê" in said
