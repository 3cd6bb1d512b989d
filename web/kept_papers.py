"""Papers of a month kept for a while: which files there are, and how each is drawn when wanted.

What is kept is the plan as it stood when it was asked for, under an address nobody can guess.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.calendar import Month
from domain.reports.plan_sheet import PlanPaper

KEPT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One file: its name, what the page calls it, and how it is drawn (slow, any thread)."""

    name: str
    label: str
    draw: Callable[[], bytes]
    of_commune: bool = False


@dataclass(frozen=True, slots=True)
class KeptPapers:
    """The papers somebody asked for a moment ago."""

    month: Month
    approved: bool
    files: tuple[PaperFile, ...]


class Papers:
    """Papers asked for a moment ago. `address` is where the pages are, once they are served."""

    def __init__(
        self, now: Callable[[], datetime], files: Callable[[PlanPaper], Sequence[PaperFile]]
    ) -> None:
        self._now = now
        self._files = files
        self._kept: dict[str, tuple[datetime, KeptPapers]] = {}
        self.address = "/"

    def keep(self, paper: PlanPaper) -> str:
        """Keep the papers for a while; where to open them."""
        self._forget_old()
        secret = secrets.token_urlsafe(16)
        kept = KeptPapers(paper.month, paper.approved, tuple(self._files(paper)))
        self._kept[secret] = (self._now() + KEPT, kept)
        return f"{self.address}papers/{secret}"

    def find(self, secret: str) -> KeptPapers | None:
        """The papers, unless they were never asked for or are too old."""
        self._forget_old()
        found = self._kept.get(secret)
        return None if found is None else found[1]

    def _forget_old(self) -> None:
        now = self._now()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] > now}
