"""The report in the form of a Party document, from the house's template and the office's."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm, Pt

from bot.papers.letterhead import report_template
from bot.papers.report_docx import report_docx
from bot.papers.template import BrokenTemplate, Filling, filled
from bot.papers.templates import NAMES, template
from domain.reports.facts import Standing
from domain.reports.periods import PeriodKind
from tests.papers.office import converted
from tests.papers.period_papers import a_month, line, paper

MONTH = a_month()


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(document: Document) -> list[str]:
    """Every paragraph, those of tables too."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    of_cells = [p.text for cell in cells for p in cell.paragraphs]
    return [*(p.text for p in document.paragraphs), *of_cells]


def test_a_month_closed_in_older_words_keeps_its_counts_without_dots() -> None:
    large = a_month(1200)
    older = replace(large, wording=2)
    for month, whole in ((large, "1.200"), (older, "1200")):
        said = "\n".join(texts(opened(report_docx(month, report_template()))))
        assert re.search(rf"đã họp [\d.]+/{re.escape(whole)} \(", said)


def test_the_page_and_the_parts_are_those_of_a_party_document() -> None:
    document = opened(report_docx(MONTH, report_template()))
    section = document.sections[0]
    measured = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    ]
    assert [round((size or 0) / Mm(1)) for size in measured] == [210, 297, 20, 20, 30, 15]
    normal = document.styles["Normal"].font
    assert (normal.name, normal.size) == ("Times New Roman", Pt(14))
    heading, communes, foot = document.tables
    left, right = ([p.text for p in cell.paragraphs] for cell in heading.rows[0].cells)
    assert left[:3] == ["ĐẢNG BỘ TỈNH THANH HÓA", "ĐẢNG ỦY QUAN SƠN", "*"]
    assert left[3].startswith("Số")
    assert ":" not in left[3]
    assert right == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Quan Sơn, ngày 01 tháng 12 năm 2026"]
    said = texts(document)
    for section_name in ("I- TÌNH HÌNH", "II- NHỮNG VIỆC", "III- ĐỀ NGHỊ"):
        assert any(text.startswith(section_name) for text in said)
    assert foot.rows[0].cells[0].paragraphs[0].text == "Nơi nhận:"
    assert len(communes.rows) == len(MONTH.communes) + 2
    assert not any("{{" in text for text in said)


def test_figures_of_the_report_are_those_of_the_paper() -> None:
    said = " ".join(texts(opened(report_docx(MONTH, report_template()))))
    members = MONTH.figures.members
    assert f"đã họp {MONTH.figures.of(Standing.HELD)}/94" in said
    assert f"có mặt {members.present:,}/{members.due:,}".replace(",", ".") in said


def test_the_same_paper_gives_the_same_bytes_and_names_nobody() -> None:
    one, other = (report_docx(MONTH, report_template()) for _ in range(2))
    assert one == other
    core = zipfile.ZipFile(io.BytesIO(one)).read("docProps/core.xml").decode()
    assert "dcterms:" not in core.replace('xmlns:dcterms="http://purl.org/dc/terms/"', "")
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core


def test_a_word_that_looks_like_a_field_stays_a_word() -> None:
    evil = [
        line(1, "{{ky}}", Standing.HELD),
        line(2, "Na Mèo", Standing.POSTPONED, village="{{so_luong}}"),
        line(3, "Na\x0bMèo", Standing.UNREPORTED),
    ]
    said = texts(opened(report_docx(paper(evil), report_template())))
    assert "{{ky}}" in said
    assert any("{{so_luong}} (Na Mèo)" in text for text in said)
    assert "NaMèo" in said


def test_a_field_cut_into_pieces_by_an_editor_is_one_field() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("Kỳ ", "{", "{k", "y}", "} và {{ don_vi }}"):
        paragraph.add_run(piece)
    made = opened(filled(saved(document), Filling({"ky": "tháng 11", "don_vi": "Na Mèo"})))
    assert made.paragraphs[-1].text == "Kỳ tháng 11 và Na Mèo"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Kỳ {{thang_sau}}", "thang_sau"),
        ("Kỳ {{ky", "Kỳ {{ky"),
        ("Kỳ ky}}", "Kỳ ky}}"),
        ("{{xa.ten}}", "xa.ten"),
    ],
)
def test_a_broken_template_names_the_field(text: str, named: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    with pytest.raises(BrokenTemplate) as broken:
        report_docx(MONTH, saved(document))
    assert broken.value.field == named


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04half"])
def test_a_file_that_is_no_document_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(BrokenTemplate) as broken:
        report_docx(MONTH, content)
    assert broken.value.field == ""


def test_the_office_replaces_the_template_by_a_file_in_its_folder(tmp_path: Path) -> None:
    assert template(tmp_path, PeriodKind.MONTH) == template(None, PeriodKind.MONTH)
    document = opened(report_template())
    document.add_paragraph("Văn phòng bổ sung {{ky}}")
    (tmp_path / NAMES[PeriodKind.MONTH]).write_bytes(saved(document))
    made = report_docx(MONTH, template(tmp_path, PeriodKind.MONTH))
    assert "Văn phòng bổ sung tháng 11/2026" in texts(opened(made))
    assert template(tmp_path, PeriodKind.WEEK) == report_template()


@pytest.mark.slow
def test_libreoffice_opens_it_as_a4(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(report_docx(MONTH, report_template()))
    drawn = converted(file, "pdf", tmp_path / "out").read_bytes()
    assert drawn.startswith(b"%PDF")
    assert b"/MediaBox[0 0 595" in drawn.replace(b"/MediaBox [ ", b"/MediaBox[")
