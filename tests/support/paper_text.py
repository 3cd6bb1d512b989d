"""What a workbook, a report or a manifest says, as text that stays the same for golden files."""

import io
import json
import re
from collections.abc import Iterator

import docx
from openpyxl import load_workbook

# Bytes of packed files, and every hash over them, may differ with the libraries that write them.
_PACKED = (".xlsx", ".docx")
HASH = re.compile(r"(Mã kiểm tra:? |mã kiểm tra )[0-9a-f]{16,64}")


def without_hashes(text: str) -> str:
    return HASH.sub(r"\1…", text)


def workbook_text(content: bytes, *, rows: int) -> str:
    """Each sheet: its first rows as they were written, formulas and all, and how many there are."""
    book = load_workbook(io.BytesIO(content))
    return "\n".join(line for sheet in book for line in _sheet(sheet, rows))


def _sheet(sheet: object, most: int) -> Iterator[str]:
    yield f"== {sheet.title}: {sheet.max_row} x {sheet.max_column}, frozen {sheet.freeze_panes}"  # type: ignore[attr-defined]
    for row in sheet.iter_rows(max_row=most, values_only=True):  # type: ignore[attr-defined]
        yield " | ".join("" if value is None else str(value) for value in row).rstrip(" |")


def report_text(content: bytes) -> str:
    """Paragraphs and tables of a report in their order."""
    lines: list[str] = []
    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, docx.text.paragraph.Paragraph):
            lines.append(part.text)
        else:
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
    return "\n".join(lines)


def manifest_text(text: str) -> str:
    """The manifest without what depends on the versions of libraries."""
    found = json.loads(text)
    for file in found["files"]:
        if file["name"].endswith(_PACKED):
            file["bytes"] = file["sha256"] = "…"
    found["programs"] = sorted(found["programs"])
    return json.dumps(found, ensure_ascii=False, indent=1)
