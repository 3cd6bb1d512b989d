"""A closed month: the manifest that names its files, the chain of manifests, later corrections.

Each manifest holds the hash of the one before it, each annex that of the annex before it (or of its
month), so that changing anything old changes everything after it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from domain.calendar import Month
from domain.reports.ledger import FIELDS, Line

FORM = 1  # of manifest and annex


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of the pack."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Before:
    """The month closed before: what the chain hangs on."""

    month: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something recorded about a meeting after the month was closed: when, and who did it."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Since:
    """The latest event of a meeting itself, and of its visits."""

    of_meeting: Event | None = None
    of_visits: Event | None = None

    def about(self, field: str) -> Event | None:
        """What explains a change of a field: an event of its own kind first."""
        first, second = self.of_meeting, self.of_visits
        if field.startswith("visits_"):
            first, second = second, first
        return first or second


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure of one meeting that is no longer what was closed; `by` is a roster code."""

    code: str
    village: str
    commune: str
    field: str
    old: str
    new: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A figure that differs although nothing was recorded since: somebody changed a row."""

    code: str
    field: str
    old: str
    new: str


def digest(content: bytes | str) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def manifest(
    month: Month,
    closed_at: datetime,
    closed_by: str,
    before: Before | None,
    facts: str,
    evidence: Mapping[str, str],
    files: Sequence[PackFile],
    programs: Mapping[str, str],
) -> str:
    """The manifest as canonical JSON. `programs`: versions of what wrote the files."""
    return canonical(
        {
            "form": FORM,
            "month": str(month),
            "closed_at": closed_at.isoformat(),
            "closed_by": closed_by,
            "previous": None if before is None else asdict(before),
            "facts_sha256": digest(facts),
            "evidence_sha256": digest(canonical(evidence)),
            "files": [
                {"name": file.name, "bytes": len(file.content), "sha256": digest(file.content)}
                for file in files
            ],
            "programs": dict(programs),
        }
    )


def annex(
    month: Month, number: int, made_at: datetime, before: str, found: Sequence[Correction]
) -> str:
    """An annex as canonical JSON; `before` is the hash of the annex or manifest it follows."""
    return canonical(
        {
            "form": FORM,
            "month": str(month),
            "annex": number,
            "made_at": made_at.isoformat(),
            "previous_sha256": before,
            "corrections": [asdict(one) for one in found],
        }
    )


def canonical(value: object) -> str:
    """JSON that is the same text for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)


def read_corrections(text: str) -> tuple[Correction, ...]:
    """The corrections of an annex. Raises ValueError for a text that is none."""
    try:
        stored: dict[str, Any] = json.loads(text)
        return tuple(Correction(**one) for one in stored["corrections"])
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an annex: {type(error).__name__}") from None


def compared(
    closed: Sequence[Line], now: Sequence[Line], events: Mapping[int, Since]
) -> tuple[tuple[Correction, ...], tuple[Unexplained, ...]]:
    """Where the lines of today differ from those that were closed, by meeting and field.

    `events`: the latest things recorded about each meeting since; a difference without one has no
    honest origin.
    """
    old = {line.meeting: line for line in closed}
    new = {line.meeting: line for line in now}
    corrections: list[Correction] = []
    unexplained: list[Unexplained] = []
    for meeting in sorted({*old, *new}):
        line = old.get(meeting) or new[meeting]
        for field, was, is_now in _differences(old.get(meeting), new.get(meeting)):
            event = events.get(meeting, Since()).about(field)
            if event is None:
                unexplained.append(Unexplained(line.code, field, was, is_now))
            else:
                corrections.append(
                    Correction(
                        code=line.code,
                        village=line.village,
                        commune=line.commune,
                        field=field,
                        old=was,
                        new=is_now,
                        at=event.at.isoformat(),
                        by=event.by,
                    )
                )
    return tuple(corrections), tuple(unexplained)


def _differences(old: Line | None, new: Line | None) -> list[tuple[str, str, str]]:
    found = []
    for field in FIELDS:
        was, is_now = _text(old, field), _text(new, field)
        if was != is_now:
            found.append((field, was, is_now))
    return found


def _text(line: Line | None, field: str) -> str:
    value = None if line is None else getattr(line, field)
    return "" if value is None else str(int(value) if isinstance(value, bool) else value)
