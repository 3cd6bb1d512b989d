"""One line for each meeting of a period: what workbooks, CSV files and a closed month are made of.

A line holds only words, numbers and instants, so that it can be written down, compared and read
again. No names of people: how many cadres were due and came, not who.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from domain.ids import UnitId
from domain.reports.facts import MeetingRow, VisitRow, VisitStanding


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting and its visits. Instants are ISO texts in UTC; numbers None: not reported.

    `starts_at`: when it was planned in the period; `moved_to`: where it went when it left it.
    `unit`: the commune's id. Visits: due ones by what became of them, beside those still ahead.
    """

    meeting: int
    unit: int
    code: str
    village: str
    commune: str
    kind: str
    starts_at: str
    moved_to: str | None
    place: str
    standing: str
    reason: str
    thematic: bool
    grade: str | None
    total: int | None
    present: int | None
    excused: int | None
    unexcused: int | None
    exempt: int | None
    minutes: int | None
    low_turnout: bool
    under_norm: bool
    visits_present: int
    visits_excused: int
    visits_absent: int
    visits_unseen: int
    visits_disputed: int
    visits_ahead: int

    @property
    def starts(self) -> datetime:
        return datetime.fromisoformat(self.starts_at)

    @property
    def moved(self) -> datetime | None:
        return None if self.moved_to is None else datetime.fromisoformat(self.moved_to)

    @property
    def due(self) -> int | None:
        """Members who had to attend."""
        return None if self.total is None else self.total - (self.exempt or 0)

    @property
    def visits_due(self) -> int:
        """Visits to a meeting that took place or should have."""
        return (
            self.visits_present
            + self.visits_excused
            + self.visits_absent
            + self.visits_unseen
            + self.visits_disputed
        )

    def written(self) -> dict[str, Any]:
        """As it is stored; `read` is the way back."""
        return asdict(self)


FIELDS = tuple(one.name for one in fields(Line))


def read(stored: Mapping[str, Any]) -> Line:
    """A stored line."""
    return Line(**stored)


def distinct(names: Mapping[UnitId, str]) -> dict[UnitId, str]:
    """Names that tell units apart: two of one name are told apart by their numbers."""
    held = Counter(names.values())
    return {unit: name if held[name] == 1 else f"{name} ({unit})" for unit, name in names.items()}


def ledger(
    meetings: Sequence[MeetingRow], visits: Iterable[VisitRow], names: Mapping[UnitId, str]
) -> tuple[Line, ...]:
    """A line for each meeting, by commune, day and code; `names` of communes as tables say them.

    A commune that was renamed within the period has one name in all lines.
    """
    by_meeting: dict[int, list[VisitStanding]] = {}
    for row in visits:
        by_meeting.setdefault(row.visit.meeting.id, []).append(row.standing)
    lines = [_line(row, by_meeting.get(row.meeting.id, ()), names) for row in meetings]
    return tuple(sorted(lines, key=lambda one: (one.commune, one.starts_at, one.code)))


def _line(row: MeetingRow, visits: Sequence[VisitStanding], names: Mapping[UnitId, str]) -> Line:
    meeting, numbers = row.meeting, row.numbers
    left = row.moved_from is not None
    return Line(
        meeting=meeting.id,
        unit=meeting.branch.commune_id,
        code=meeting.branch.code,
        village=meeting.branch.village,
        commune=names[meeting.branch.commune_id],
        kind=row.kind,
        starts_at=(row.moved_from or meeting.starts_at).isoformat(),
        moved_to=meeting.starts_at.isoformat() if left else None,
        place=meeting.place,
        standing=row.standing,
        reason=row.reason,
        thematic=row.thematic,
        grade=row.grade,
        total=numbers.total if numbers else None,
        present=numbers.present if numbers else None,
        excused=numbers.excused if numbers else None,
        unexcused=numbers.unexcused if numbers else None,
        exempt=numbers.exempt if numbers else None,
        minutes=numbers.minutes if numbers else None,
        low_turnout=row.low_turnout,
        under_norm=row.under_norm,
        visits_present=visits.count(VisitStanding.PRESENT),
        visits_excused=visits.count(VisitStanding.EXCUSED),
        visits_absent=visits.count(VisitStanding.ABSENT),
        visits_unseen=visits.count(VisitStanding.UNSEEN),
        visits_disputed=visits.count(VisitStanding.DISPUTED),
        visits_ahead=visits.count(VisitStanding.AHEAD),
    )
