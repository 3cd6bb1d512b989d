"""The year's review: what each branch, secretary and cadre did, and who meets the dated rule.

Three lists without an order of merit: by commune and name. Nobody is compared with anybody, only
with the rule, which the office sets (`/quytac`) and which is printed above every list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.attendance import SixNumbers
from domain.calendar import local_date
from domain.fold import fold
from domain.ids import BranchId, PersonId
from domain.meetings import BranchFacts, PersonName
from domain.messages import Source
from domain.reports.facts import MeetingRow, Standing, VisitRow, VisitStanding, added
from domain.reports.tunable import Tunable


@dataclass(frozen=True, slots=True)
class CommendRules:
    """What a year must show. Percentages of those due; 0 quarters: thematic meetings do not count.

    Source: practice of the office; every number is a dated setting.
    """

    missed: int = 0  # months in which a planned meeting was not held, at most
    turnout: int = 90  # percent of members due who were present, at least
    quarters: int = 0  # quarters with a thematic meeting, at least
    reported: int = 90  # percent of meetings the secretary reported in time without the office
    hours: int = 24  # from the meeting's start: in time
    meetings: int = 3  # meetings to report in the year, at least
    visits: int = 3  # visits due in the year, at least
    attended: int = 95  # percent of visits due that were made


DEFAULT = CommendRules()


COMMEND_TUNABLES: Mapping[str, Tunable] = {
    one.key: one
    for one in (
        Tunable("khenlo", "missed", 0, 12),
        Tunable("khentyle", "turnout", 0, 100),
        Tunable("khenchuyende", "quarters", 0, 4),
        Tunable("khenbao", "reported", 0, 100),
        Tunable("khengio", "hours", 3, 240),
        Tunable("khenbuoi", "meetings", 1, 24),
        Tunable("khenluot", "visits", 1, 60),
        Tunable("khendu", "attended", 0, 100),
    )
}


def rules_on(changes: Iterable[tuple[date, str, str]], day: date) -> CommendRules:
    """The rule as it holds on a day, from changes (first day, key, value) in order."""
    found = DEFAULT
    for first, key, value in sorted(changes, key=lambda change: change[0]):
        if first <= day and key in COMMEND_TUNABLES:
            found = replace(found, **{COMMEND_TUNABLES[key].field: int(value)})
    return found


@dataclass(frozen=True, slots=True)
class BranchYear:
    """A branch's year: months planned and met, members over due, quarters with a thematic one."""

    branch: BranchFacts
    planned: int
    met: int
    members: SixNumbers
    quarters: int

    def meets(self, rules: CommendRules) -> bool:
        return (
            self.planned > 0
            and self.planned - self.met <= rules.missed
            and self.members.due > 0
            and 100 * self.members.present >= rules.turnout * self.members.due
            and self.quarters >= rules.quarters
        )


@dataclass(frozen=True, slots=True)
class Told:
    """The first report about a held meeting: who answers for it, how long after its start, how."""

    secretary: PersonName
    branch: BranchFacts
    after: timedelta
    source: Source


@dataclass(frozen=True, slots=True)
class SecretaryYear:
    """A secretary's year: meetings to report, and those reported in time by the branch itself."""

    person: PersonName
    branch: BranchFacts
    meetings: int
    in_time: int

    def meets(self, rules: CommendRules) -> bool:
        enough = self.meetings >= rules.meetings
        return enough and 100 * self.in_time >= rules.reported * self.meetings


@dataclass(frozen=True, slots=True)
class CadreYear:
    """A cadre's year: visits due, made, missed with and without a reason."""

    person: PersonName
    due: int
    present: int
    excused: int
    absent: int

    def meets(self, rules: CommendRules) -> bool:
        enough = self.due >= rules.visits and not self.absent
        return enough and 100 * self.present >= rules.attended * self.due


def branch_years(rows: Sequence[MeetingRow]) -> tuple[BranchYear, ...]:
    """Each branch that had a meeting planned, by commune and village; not what is ahead."""
    by_branch: dict[BranchId, list[MeetingRow]] = {}
    for row in rows:
        if row.standing not in (Standing.UPCOMING, Standing.RESTING):
            by_branch.setdefault(row.meeting.branch.id, []).append(row)
    found = [_branch(some) for some in by_branch.values()]
    return tuple(sorted(found, key=lambda one: _place(one.branch)))


def _branch(rows: Sequence[MeetingRow]) -> BranchYear:
    held = [row for row in rows if row.standing is Standing.HELD]
    return BranchYear(
        branch=rows[-1].meeting.branch,
        planned=len({row.meeting.month for row in rows}),
        met=len({row.meeting.month for row in held}),
        members=added(row.numbers for row in held if row.numbers is not None),
        quarters=len({_quarter(row.meeting.starts_at) for row in held if row.thematic}),
    )


def _quarter(instant: datetime) -> int:
    return (local_date(instant).month - 1) // 3


def _place(branch: BranchFacts) -> tuple[str, str, str]:
    return fold(branch.commune), fold(branch.village), branch.code


def secretary_years(told: Iterable[Told], rules: CommendRules) -> tuple[SecretaryYear, ...]:
    """Each secretary who had a held meeting to report, by commune and village."""
    by_person: dict[tuple[PersonId, BranchId], list[Told]] = {}
    for one in told:
        by_person.setdefault((one.secretary.id, one.branch.id), []).append(one)
    found = [
        SecretaryYear(
            person=some[-1].secretary,
            branch=some[-1].branch,
            meetings=len(some),
            in_time=sum(_in_time(one, rules) for one in some),
        )
        for some in by_person.values()
    ]
    return tuple(sorted(found, key=lambda one: _place(one.branch)))


def _in_time(one: Told, rules: CommendRules) -> bool:
    return one.source is not Source.ON_BEHALF and one.after <= timedelta(hours=rules.hours)


def cadre_years(rows: Iterable[VisitRow]) -> tuple[CadreYear, ...]:
    """Each cadre who had a visit due, by name; disputed and unknown ones are due and not made."""
    by_person: dict[PersonName, list[VisitStanding]] = {}
    for row in rows:
        by_person.setdefault(row.visit.cadre, []).append(row.standing)
    found = [
        CadreYear(
            person=person,
            due=len(some),
            present=some.count(VisitStanding.PRESENT),
            excused=some.count(VisitStanding.EXCUSED),
            absent=some.count(VisitStanding.ABSENT),
        )
        for person, some in by_person.items()
    ]
    return tuple(sorted(found, key=lambda one: (fold(one.person.name), one.person.id)))
