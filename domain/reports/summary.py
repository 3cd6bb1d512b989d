"""The summary of a period: what changed since the last one, exceptions by commune, decisions.

Pure: from the facts of two periods to what the words need; every figure stays openable to its rows.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from domain.fold import fold
from domain.reports.facts import SURPRISES, Figure, Figures, MeetingRow, PeriodFacts, Standing

MOST_DECISIONS = 5


class Decision(StrEnum):
    """What needs somebody's word, the most pressing first."""

    NEW_DATE = "new_date"  # postponed: when is it made up for?
    WHY_NOT_HELD = "why_not_held"
    CHASE_REPORT = "chase_report"
    DISPUTED = "disputed"  # two sides report a visit otherwise
    ABSENT = "absent"  # cadres who did not come, without a reason
    LOW_TURNOUT = "low_turnout"


NEEDS = {
    Decision.NEW_DATE: Figure.POSTPONED,
    Decision.WHY_NOT_HELD: Figure.NOT_HELD,
    Decision.CHASE_REPORT: Figure.UNREPORTED,
    Decision.DISPUTED: Figure.DISPUTED,
    Decision.ABSENT: Figure.ABSENT,
    Decision.LOW_TURNOUT: Figure.LOW_TURNOUT,
}


@dataclass(frozen=True, slots=True)
class Delta:
    """Since the period before: meetings held and moved more (or fewer), branches newly silent."""

    held: int
    moved: int
    newly_silent: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A period in figures, beside the one before; `communes`: exceptions by commune, by name."""

    facts: PeriodFacts
    figures: Figures
    delta: Delta | None
    communes: tuple[tuple[str, tuple[MeetingRow, ...]], ...]
    decisions: tuple[tuple[Decision, int], ...]

    @property
    def all_well(self) -> bool:
        """Nothing to tell but the totals."""
        f = self.figures
        said = (Figure.UNSEEN, Figure.EXCUSED, Figure.VISITS_RESTING, *SURPRISES.values())
        quiet = not any(f[figure] for figure in (*said, Figure.RESTING))
        facts = self.facts
        return quiet and not (self.communes or self.decisions or facts.silent_ahead or facts.pauses)

    @property
    def unlisted(self) -> int:
        """Exceptions beyond those listed by commune."""
        f = self.figures
        kinds = (Figure.MOVED, Figure.POSTPONED, Figure.NOT_HELD, Figure.UNREPORTED)
        return sum(f[kind] for kind in kinds) - len(self.facts.exceptions)

    def rows(self, standing: Standing) -> tuple[MeetingRow, ...]:
        """The listed exceptions of one standing."""
        return tuple(row for row in self.facts.exceptions if row.standing is standing)


def summary(facts: PeriodFacts, last: PeriodFacts | None) -> Summary:
    """What a period's facts say beside those of the period before."""
    figures = facts.figures
    ordered = sorted(facts.exceptions, key=_commune)
    communes = tuple(
        (name, tuple(sorted(rows, key=lambda row: row.meeting.starts_at)))
        for (_, name), rows in groupby(ordered, _commune)
    )
    needs = {} if facts.closing else NEEDS  # nothing is decided about figures that stay
    decisions = tuple((one, figures[figure]) for one, figure in needs.items() if figures[figure])
    return Summary(facts, figures, _delta(facts, last), communes, decisions[:MOST_DECISIONS])


def _commune(row: MeetingRow) -> tuple[str, str]:
    return fold(row.meeting.branch.commune), row.meeting.branch.commune


def _delta(facts: PeriodFacts, last: PeriodFacts | None) -> Delta | None:
    if last is None or not (last.figures[Figure.MEETINGS] and facts.figures[Figure.MEETINGS]):
        return None
    now, before = facts.figures, last.figures
    return Delta(
        held=now[Figure.HELD] - before[Figure.HELD],
        moved=now[Figure.MOVED] - before[Figure.MOVED],
        newly_silent=len(facts.silent - last.silent),
    )
