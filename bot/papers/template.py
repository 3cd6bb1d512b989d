"""Filling a .docx template: `{{field}}` in any paragraph, repeated paragraphs and table rows.

The template may be the office's own file, so nothing in it is trusted: a field that does not
exist, or braces that do not close, are named; nothing is filled then.
"""

import copy
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.roster.writing import without_times

if TYPE_CHECKING:
    from docx.document import Document

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class BrokenTemplate(Exception):
    """The template cannot be filled. `field` is what it asks for; empty when it is no .docx."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands for the fields.

    `lines`: a paragraph with such a field is repeated for each text, and left out when there is
    none. `rows`: a table row with fields `name.column` is repeated for each mapping.
    """

    words: Mapping[str, str]
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)


def filled(template: bytes, filling: Filling) -> bytes:
    """The document; the same template and filling give the same bytes. Raises BrokenTemplate."""
    document = _opened(template)
    for part in _parts(document):
        # found before anything is filled: a word that looks like a field stays a word
        paragraphs = list(part.iter(_tag("p")))
        for row in list(part.iter(_tag("tr"))):
            _repeat_row(row, filling)
        for paragraph in paragraphs:
            if paragraph.getparent() is not None and part in paragraph.iterancestors():
                _fill_paragraph(paragraph, filling)
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return without_times(buffer.getvalue())


def _opened(template: bytes) -> "Document":
    import docx  # large; wanted a few times a month

    try:
        return docx.Document(io.BytesIO(template))
    except Exception:  # whatever zip, XML or the package say of a file that is no .docx
        raise BrokenTemplate("") from None


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _parts(document: "Document") -> Iterator[Any]:
    """The body, and each header and footer once."""
    yield document.element.body
    seen = set()
    for section in document.sections:
        for place in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
        ):
            if not place.is_linked_to_previous and place.part not in seen:
                seen.add(place.part)
                yield place._element


def _repeat_row(row: Any, filling: Filling) -> None:
    """A row about one commune becomes a row for each of them."""
    names = {name for p in row.iter(_tag("p")) for name in _FIELD.findall(_text(p))}
    lists = {name.partition(".")[0] for name in names if "." in name}
    if not lists:
        return
    about = lists.pop()
    if lists or about not in filling.rows:
        raise BrokenTemplate(next(name for name in sorted(names) if "." in name))
    for values in filling.rows[about]:
        made = copy.deepcopy(row)
        row.addprevious(made)
        known = {f"{about}.{key}": value for key, value in values.items()}
        for paragraph in made.iter(_tag("p")):
            _put(paragraph, {**filling.words, **known})
    row.getparent().remove(row)


def _fill_paragraph(paragraph: Any, filling: Filling) -> None:
    asked = [name for name in _FIELD.findall(_text(paragraph)) if name in filling.lines]
    if not asked:
        _put(paragraph, filling.words)
        return
    for line in filling.lines[asked[0]]:
        made = copy.deepcopy(paragraph)
        paragraph.addprevious(made)
        _put(made, {**filling.words, asked[0]: line})
    paragraph.getparent().remove(paragraph)


def _texts(paragraph: Any) -> list[Any]:
    """The pieces of text of a paragraph: an editor cuts words into several."""
    own = paragraph.iter(_tag("t"))
    return [t for t in own if next(t.iterancestors(_tag("p"))) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in _texts(paragraph))


def _put(paragraph: Any, words: Mapping[str, str]) -> None:
    """Put words for the fields; a field cut into pieces takes the look of its first piece."""
    whole = _text(paragraph)
    found = list(_FIELD.finditer(whole))
    if "{{" in _FIELD.sub("", whole) or "}}" in _FIELD.sub("", whole):
        raise BrokenTemplate(whole.strip()[:40])
    for match in found:
        if match[1] not in words:
            raise BrokenTemplate(match[1])
    for match in reversed(found):
        _replace(paragraph, match.start(), match.end(), _NOT_XML.sub("", words[match[1]]))


def _replace(paragraph: Any, start: int, end: int, word: str) -> None:
    at = 0
    for piece in _texts(paragraph):
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            piece.text = text[:first] + word + text[last:]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            word = ""  # the rest of the field is in the pieces that follow
