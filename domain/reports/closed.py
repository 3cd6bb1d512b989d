"""A closed month as reports show it: figures and meetings as they were closed, and later annexes.

Who came to visit whom is not in the lines of a closed month, only how many did.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.attendance import ReasonCategory, SixNumbers
from domain.ids import BranchId, MeetingId, UnitId
from domain.meetings import BranchFacts, MeetingFacts, MeetingKind, MeetingState
from domain.reports.facts import (
    GRADES,
    STANDINGS,
    Annexed,
    Closing,
    Figure,
    Grade,
    MeetingRow,
    PeriodFacts,
    Standing,
)
from domain.reports.ledger import Line
from domain.reports.period_paper import PeriodPaper
from domain.reports.rules import DatedRules, Since

_STATES = {
    Standing.POSTPONED: MeetingState.POSTPONED,
    Standing.HELD: MeetingState.HELD,
    Standing.NOT_HELD: MeetingState.NOT_HELD,
}


@dataclass(frozen=True, slots=True)
class Annex:
    """Corrections recorded after the close: the code of the branch of each figure it corrects."""

    number: int
    made_at: datetime
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """The paper of a month as it was closed, of the whole tree or narrowed, and its annexes."""

    paper: PeriodPaper
    at: datetime
    annexes: tuple[Annex, ...]

    @property
    def closing(self) -> Closing:
        """When it was closed, and what was corrected since in the branches of the paper."""
        ours = {line.code for line in self.paper.lines}
        counted = [(one, sum(code in ours for code in one.codes)) for one in self.annexes]
        found = tuple(Annexed(one.number, one.made_at, count) for one, count in counted if count)
        return Closing(self.at, found)


def facts(month: ClosedMonth, exceptional: Collection[Figure], most: int) -> PeriodFacts:
    """What a summary says of a closed month; nothing of it is ahead or paused any more."""
    paper = month.paper
    return PeriodFacts(
        period=paper.period,
        name=paper.unit,
        now=month.at,
        rules=DatedRules((Since(None, paper.rules),)),
        units={(one.name, one.unit_id): one.figures for one in paper.communes},
        exceptions=rows(paper, exceptional)[:most],
        silent=frozenset(one.code for one in paper.lines if one.standing == Standing.UNREPORTED),
        silent_ahead=0,
        pauses=(),
        closing=month.closing,
    )


def rows(paper: PeriodPaper, figures: Collection[Figure]) -> tuple[MeetingRow, ...]:
    """The meetings that any of the figures counts, in the order of the lines."""
    return tuple(_row(line) for line in paper.lines if any(counts(line, one) for one in figures))


def counts(line: Line, figure: Figure) -> bool:
    """Whether a figure of meetings counts a line."""
    held, known = line.standing == Standing.HELD, line.total is not None
    if figure is Figure.MEETINGS:
        return True
    if figure in STANDINGS.values():
        return STANDINGS[Standing(line.standing)] is figure
    if line.grade is not None and GRADES[Grade(line.grade)] is figure:
        return held
    return {
        Figure.WITH_NUMBERS: held and known,
        Figure.LOW_TURNOUT: line.low_turnout,
        Figure.UNDER_NORM: line.under_norm,
        Figure.THEMATIC: held and line.thematic,
    }.get(figure, False)


def _row(line: Line) -> MeetingRow:
    """A line as lists show it. What it does not hold, such as ids of branches, is nothing."""
    branch = BranchFacts(
        id=BranchId(0),
        code=line.code,
        village=line.village,
        commune_id=UnitId(line.unit),
        commune=line.commune,
        place=line.place,
        members=line.total or 0,
        exempt=line.exempt or 0,
    )
    standing = Standing(line.standing)
    meeting = MeetingFacts(
        id=MeetingId(line.meeting),
        branch=branch,
        month=line.starts_at[:7],
        starts_at=line.moved or line.starts,
        place=line.place,
        state=_STATES.get(standing, MeetingState.PLANNED),
        version=1,
        published_at=line.starts,
    )
    return MeetingRow(
        meeting=meeting,
        kind=MeetingKind(line.kind),
        standing=standing,
        outcome=None,
        reason=ReasonCategory(line.reason),
        numbers=_numbers(line),
        moved_from=line.starts if line.moved else None,
        thematic=line.thematic,
        grade=None if line.grade is None else Grade(line.grade),
        low_turnout=line.low_turnout,
        under_norm=line.under_norm,
    )


def _numbers(line: Line) -> SixNumbers | None:
    found: Sequence[int | None] = (
        line.total,
        line.present,
        line.excused,
        line.unexcused,
        line.exempt,
        line.minutes,
    )
    return None if line.total is None else SixNumbers(*(number or 0 for number in found))
