"""The weekly summary: what became of the week's meetings and visits, from rows to figures.

Every figure is the length (or sum) of rows kept beside it, so that a figure always opens to its
rows and parts always add up to the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain import timing
from domain.attendance import MeetingOutcome, Presence, ReasonCategory, SixNumbers
from domain.calendar import Week
from domain.meetings import MeetingFacts, MeetingState, VisitFacts
from domain.pausing import Pause, Pauses
from domain.witnesses import Surprise, VisitRecord, difference, presence, surprise


class Standing(StrEnum):
    """What became of a meeting of the week; every meeting has exactly one."""

    HELD = "held"
    MOVED = "moved"  # out of the week
    POSTPONED = "postponed"
    NOT_HELD = "not_held"
    UNREPORTED = "unreported"
    RESTING = "resting"  # over and not reported, and the office paused reminders about it
    UPCOMING = "upcoming"  # or under way: nobody has been asked yet


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that was planned in the week, as it stands now.

    `moved_from`: its time in the week when it has left the week. `numbers` None: not reported.
    """

    meeting: MeetingFacts
    outcome: MeetingOutcome | None
    reason: ReasonCategory
    numbers: SixNumbers | None
    moved_from: datetime | None


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit to a meeting of the week, with what was promised and what both sides report."""

    record: VisitRecord

    @property
    def visit(self) -> VisitFacts:
        return self.record.visit


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """All rows of one week of one subtree; `silent_ahead`: unanswered visits of the next week.

    `pauses`: those of the subtree since the week began; what rests is nobody's omission.
    """

    week: Week
    unit: str
    now: datetime
    meetings: tuple[MeetingRow, ...]
    visits: tuple[VisitRow, ...]
    silent_ahead: tuple[VisitFacts, ...]
    pauses: Pauses


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """Figures with their rows."""

    week: Week
    unit: str
    standing: dict[Standing, tuple[MeetingRow, ...]]
    members: SixNumbers  # sums over the meetings with numbers; minutes too
    with_numbers: tuple[MeetingRow, ...]
    present: tuple[VisitRow, ...]
    excused: tuple[VisitRow, ...]
    absent: tuple[VisitRow, ...]
    unseen: tuple[VisitRow, ...]  # the meeting is over and nobody said
    resting: tuple[VisitRow, ...]  # in a pause: unsaid or absent, and not marked
    disputed: tuple[VisitRow, ...]  # two sides report otherwise; counted nowhere else
    surprises: dict[Surprise, tuple[VisitRow, ...]]  # among those seen: otherwise than promised
    silent_ahead: tuple[VisitFacts, ...]
    pauses: tuple[Pause, ...]  # in force now

    @property
    def total(self) -> int:
        """Meetings that were planned in the week."""
        return sum(len(rows) for rows in self.standing.values())

    def count(self, standing: Standing) -> int:
        return len(self.standing[standing])

    @property
    def visits_due(self) -> int:
        """Visits to meetings that took place or should have."""
        seen = len(self.present) + len(self.excused) + len(self.absent)
        return seen + len(self.unseen) + len(self.disputed)


def standing_of(row: MeetingRow, now: datetime, resting: Pauses) -> Standing:
    """Exactly one standing for each meeting."""
    if row.moved_from is not None:
        return Standing.MOVED
    if row.meeting.state is MeetingState.HELD:
        return Standing.HELD
    if row.meeting.state is MeetingState.POSTPONED:
        return Standing.POSTPONED
    if row.meeting.state is MeetingState.NOT_HELD:
        return Standing.NOT_HELD
    asked = row.meeting.starts_at + timedelta(hours=timing.DEFAULT.result_hours)
    if asked > now:
        return Standing.UPCOMING
    return Standing.RESTING if resting.of_meeting(row.meeting) else Standing.UNREPORTED


def weekly_summary(facts: WeekFacts) -> WeeklySummary:
    """Figures of a week from its rows."""
    standing: dict[Standing, list[MeetingRow]] = {kind: [] for kind in Standing}
    resting_now = facts.pauses.at(facts.now)
    for row in facts.meetings:
        standing[standing_of(row, facts.now, resting_now)].append(row)
    with_numbers = tuple(row for row in standing[Standing.HELD] if row.numbers is not None)
    due = {
        row.meeting.id for kind in (Standing.HELD, Standing.UNREPORTED) for row in standing[kind]
    }
    duties = [row for row in facts.visits if row.visit.meeting.id in due]
    disputed = tuple(row for row in duties if difference(row.record) is not None)
    resting = tuple(row for row in duties if row not in disputed and _rests(row, facts.pauses))
    clear = [row for row in duties if row not in disputed and row not in resting]
    seen = {kind: tuple(row for row in clear if _seen(row) is kind) for kind in Presence}
    return WeeklySummary(
        week=facts.week,
        unit=facts.unit,
        standing={kind: tuple(rows) for kind, rows in standing.items()},
        members=_sum([row.numbers for row in with_numbers if row.numbers is not None]),
        with_numbers=with_numbers,
        present=seen[Presence.PRESENT],
        excused=seen[Presence.EXCUSED],
        absent=seen[Presence.ABSENT],
        unseen=tuple(row for row in clear if _seen(row) is None),
        resting=resting,
        disputed=disputed,
        surprises={
            kind: tuple(row for row in clear if surprise(row.record) is kind) for kind in Surprise
        },
        silent_ahead=tuple(
            v for v in facts.silent_ahead if not resting_now.about(v.cadre.id, v.meeting)
        ),
        pauses=resting_now.all,
    )


def _rests(row: VisitRow, pauses: Pauses) -> bool:
    """No absence is marked for a meeting in a pause; whoever came all the same counts."""
    meeting = row.visit.meeting
    unmarked = _seen(row) in (None, Presence.ABSENT)
    return unmarked and pauses.at(meeting.starts_at).about(row.visit.cadre.id, meeting)


def _seen(row: VisitRow) -> Presence | None:
    """The report; without one, a decline with a reason counts as excused."""
    reported = presence(row.record)
    if reported is not None:
        return reported
    declined = row.visit.answered and not row.visit.coming
    if not declined:
        return None
    return Presence.ABSENT if row.visit.reason is ReasonCategory.NONE else Presence.EXCUSED


def _sum(all_numbers: Sequence[SixNumbers]) -> SixNumbers:
    return SixNumbers(
        total=sum(n.total for n in all_numbers),
        present=sum(n.present for n in all_numbers),
        excused=sum(n.excused for n in all_numbers),
        unexcused=sum(n.unexcused for n in all_numbers),
        exempt=sum(n.exempt for n in all_numbers),
        minutes=sum(n.minutes for n in all_numbers),
    )
