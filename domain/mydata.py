"""What the system holds about one person, as that person may see it."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.attendance import ReasonCategory
from domain.people import Role


@dataclass(frozen=True, slots=True)
class MyData:
    """Counts and rows about one person."""

    name: str
    code: str
    phone: str | None
    posts: tuple[tuple[Role, date, date | None], ...]  # from, until
    channels: tuple[str, ...]
    consents: tuple[tuple[str, datetime], ...]  # version, when
    away: tuple[tuple[date, date, ReasonCategory], ...]  # days told of, both included, and why
    answers: int
    reports: int
    texts: int  # raw messages not purged yet
    rechecks: int = 0  # answers to "the other side says otherwise"
    calls: int = 0  # telephone calls of the office to the person
