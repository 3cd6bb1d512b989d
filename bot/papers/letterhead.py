"""The report template that comes with the house, in the form of a Party document.

Source: Quy định 399-QĐ/TW and Hướng dẫn 05-HD/VPTW: A4, margins 20, 20, 30 and 15 mm (top, bottom,
left, right), Times New Roman 14, the heading in two columns, the place of dispatch at the end.
The office may edit a copy with any word processor; `bot/papers/template.py` fills either.
"""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.roster.writing import without_times
from texts.reports import document as words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
_MM = 36_000  # English metric units
_WIDE = 165 * _MM  # between the margins of A4
_ONCE = datetime(2026, 1, 1, tzinfo=UTC)
_COLUMNS = (8, 31, 11, 11, 9, 13, 14, 12, 35, 21)  # mm, of the table of communes


def report_template() -> bytes:
    """The .docx with its fields; the same bytes on every run."""
    import docx

    document = docx.Document()
    _page(document)
    _heading(document)
    _title(document)
    for kind, text in words.BODY:
        if kind == "table":
            _communes(document)
        else:
            _paragraph(document, text, section=kind == "section")
    _signature(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = words.TEMPLATE_TITLE
    properties.created = properties.modified = _ONCE
    buffer = io.BytesIO()
    document.save(buffer)
    return without_times(buffer.getvalue())


def _page(document: "Document") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True  # no number on the first page
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    _centred(number)
    _page_number(number)


def _page_number(paragraph: "Paragraph") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _heading(document: "Document") -> None:
    """Left who issues, star and number; right the name of the Party, place and day."""
    table = _bare_table(document, (75, 90))
    left, right = table.rows[0].cells
    _line(left, words.SUPERIOR, first=True)
    _line(left, words.ISSUER, bold=True)
    _line(left, "*")
    _line(left, words.NUMBER)
    party = _line(right, words.PARTY, bold=True, size=15, first=True)
    _rule_below(party)
    day = _line(right, words.PLACE_AND_DAY, italic=True)
    day.paragraph_format.space_before = _points(6)


def _rule_below(paragraph: "Paragraph") -> None:
    """A line as long as the name of the Party."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    # the name is 74 mm wide in a column of 90 less its own margins
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(5)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _title(document: "Document") -> None:
    for text, size, before in ((words.KIND, 16, 18), (words.SUBJECT, 14, 0), ("-----", 14, 0)):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.font.size = size != 14 or text != "-----", _points(size)
        _centred(paragraph)
        paragraph.paragraph_format.space_before = _points(before)
    paragraph.paragraph_format.space_after = _points(12)


def _paragraph(document: "Document", text: str, *, section: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = section or None
    form = paragraph.paragraph_format
    form.first_line_indent = Mm(10)
    form.space_before = _points(12 if section else 6)
    form.line_spacing, form.line_spacing_rule = _points(18), WD_LINE_SPACING.AT_LEAST
    form.keep_with_next = section or None
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _communes(document: "Document") -> None:
    """The table with a row a commune; its second row is repeated, its third is the sum."""
    from docx.enum.table import WD_TABLE_ALIGNMENT

    table = document.add_table(rows=3, cols=len(_COLUMNS))
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, _COLUMNS)
    _narrow_margins(table)
    rows = (words.TABLE_HEADERS, words.TABLE_ROW, words.TABLE_TOTAL)
    for row, texts in zip(table.rows, rows, strict=True):
        for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size = _points(11)
            run.bold = texts is not words.TABLE_ROW
            if index != 1 or texts is words.TABLE_HEADERS:
                _centred(paragraph)
        _not_broken(row._tr)
    _repeated_on_every_page(table.rows[0]._tr)


def _narrow_margins(table: "Table") -> None:
    """A millimetre beside the words of each cell, so that a row is one line."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _signature(document: "Document") -> None:
    """Left where it goes, right who signs."""
    document.add_paragraph().paragraph_format.space_after = _points(6)
    table = _bare_table(document, (80, 85))
    _not_broken(table.rows[0]._tr)
    left, right = table.rows[0].cells
    heading = _line(left, words.SENT_TO_HEADING, first=True, centred=False)
    heading.runs[0].underline = True
    for text in words.SENT_TO:
        _line(left, text, size=12, centred=False)
    _line(right, words.AUTHORITY, bold=True, first=True)
    _line(right, words.POSITION)
    for _ in range(4):
        _line(right, "")
    _line(right, words.SIGNER, bold=True)


def _bare_table(document: "Document", widths: tuple[int, ...]) -> "Table":
    table: Table = document.add_table(rows=1, cols=len(widths))
    _set_widths(table, widths)
    return table


def _set_widths(table: "Table", widths: tuple[int, ...]) -> None:
    """Fixed widths; without them programs guess differently."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width * _MM
        for cell in column.cells:
            cell.width = width * _MM
    assert sum(widths) * _MM == _WIDE


def _line(
    cell: "_Cell",
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: int = 14,
    first: bool = False,
    centred: bool = True,
) -> "Paragraph":
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, _points(size)
    if centred:
        _centred(paragraph)
    return paragraph


def _centred(paragraph: "Paragraph") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _not_broken(row: Any) -> None:
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeated_on_every_page(row: Any) -> None:
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)
