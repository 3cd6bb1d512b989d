"""The picture of a period: every branch as one cell by commune, marked by its state; the trend.

Only what stands where; words are in texts/reports/state_picture.py, drawing in bot/papers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.fold import fold
from domain.reports.facts import BranchRow, Figure, Figures, MeetingRow, Standing
from domain.reports.periods import Period


class State(StrEnum):
    """What a branch's cell shows; the first that fits any of its meetings of the period."""

    UNREPORTED = "unreported"
    NOT_HELD = "not_held"
    POSTPONED = "postponed"
    MOVED = "moved"
    RESTING = "resting"
    UPCOMING = "upcoming"
    HELD = "held"
    NOTHING = "nothing"  # no meeting in the period


@dataclass(frozen=True, slots=True)
class Cell:
    """One branch."""

    village: str
    state: State


@dataclass(frozen=True, slots=True)
class Block:
    """One commune: its branches by code, and how many of those with a meeting have held one."""

    commune: str
    cells: tuple[Cell, ...]

    @property
    def held(self) -> int:
        return sum(cell.state is State.HELD for cell in self.cells)

    @property
    def planned(self) -> int:
        return sum(cell.state is not State.NOTHING for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of the trend: meetings held of those planned."""

    week: Period
    held: int
    planned: int


@dataclass(frozen=True, slots=True)
class StatePicture:
    """A period of a subtree as known at an instant."""

    period: Period
    unit: str
    now: datetime
    blocks: tuple[Block, ...]
    trend: tuple[Bar, ...]

    def count(self, state: State) -> int:
        """Branches in one state."""
        return sum(cell.state is state for block in self.blocks for cell in block.cells)


def state_picture(
    period: Period,
    unit: str,
    now: datetime,
    branches: Sequence[BranchRow],
    meetings: Sequence[MeetingRow],
    trend: Sequence[tuple[Period, Figures]],
) -> StatePicture:
    """The picture from the branches, the meetings of the period, and the weeks before."""
    states = _states(meetings)
    blocks: dict[tuple[str, str], list[Cell]] = {}
    for row in branches:
        cell = Cell(row.branch.village, states.get(row.branch.code, State.NOTHING))
        key = (fold(row.branch.commune), row.branch.commune)
        blocks.setdefault(key, []).append(cell)
    return StatePicture(
        period,
        unit,
        now,
        tuple(Block(name, tuple(cells)) for (_, name), cells in sorted(blocks.items())),
        tuple(Bar(week, f[Figure.HELD], f[Figure.MEETINGS]) for week, f in trend),
    )


def _states(meetings: Sequence[MeetingRow]) -> Mapping[str, State]:
    """The most pressing state of each branch's meetings, by the branch's code."""
    order = list(State)
    found: dict[str, State] = {}
    for row in meetings:
        state = _STATES[row.standing]
        before = found.get(row.meeting.branch.code, state)
        found[row.meeting.branch.code] = min(state, before, key=order.index)
    return found


_STATES = {standing: State(standing.value) for standing in Standing}
