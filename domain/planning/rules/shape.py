"""Hard rules about the plan's own shape: names it may use, one meeting a branch and month."""

from collections import Counter
from collections.abc import Iterator

from domain.planning.facts import Branch, PlannedMeeting, RotationMode
from domain.planning.plan import MeetingKey
from domain.planning.rules.case import Case, Finding, hard


@hard("FORMAT")
def well_formed(case: Case) -> Iterator[Finding]:
    """The plan names its facts, keeps to the horizon, and its records agree with themselves."""
    if case.plan.facts_id != case.facts.id:
        yield Finding("FORMAT")
    for meeting in case.plan.meetings:
        if meeting.branch in case.branches and meeting.month not in case.facts.months:
            yield Finding("FORMAT", branch=meeting.branch, month=meeting.month)
    for meeting in case.meetings.values():
        required = case.branches[meeting.branch].required
        faults = int(len(set(meeting.attend)) != len(meeting.attend))
        faults += sum(pair.required not in required for pair in case.standins(meeting))
        faults += sum(pair.standin not in meeting.attend for pair in case.standins(meeting))
        for _ in range(faults):
            yield Finding("FORMAT", branch=meeting.branch, month=meeting.month)
    yield from _stray_field_weeks(case)


def _stray_field_weeks(case: Case) -> Iterator[Finding]:
    if case.mode is not RotationMode.CALENDAR:
        return
    for week in case.plan.field_weeks:
        cadre = case.cadres.get(week.cadre)
        if cadre and not (cadre.rotates and week.month in case.facts.months):
            yield Finding("FORMAT", cadre=week.cadre, month=week.month)


@hard("REF")
def known_names(case: Case) -> Iterator[Finding]:
    """Every branch, cadre and part is known, and who attends has a reason to."""
    for meeting in case.plan.meetings:
        if meeting.branch not in case.branches:
            yield Finding("REF", branch=meeting.branch, month=meeting.month)
    for meeting in case.meetings.values():
        branch = case.branches[meeting.branch]
        if meeting.part not in case.starts:
            yield Finding("REF", branch=meeting.branch, month=meeting.month)
        for who in sorted(set(meeting.attend)):
            if who not in case.cadres or not _has_reason(case, branch, meeting, who):
                yield Finding("REF", branch=meeting.branch, month=meeting.month, cadre=who)
    rotation = {
        RotationMode.CALENDAR: {week.cadre for week in case.plan.field_weeks},
        RotationMode.ROLLING: {phase.cadre for phase in case.plan.phases},
        RotationMode.NONE: set(),
    }[case.mode]
    for who in sorted(rotation - case.cadres.keys()):
        yield Finding("REF", cadre=who)


def _has_reason(case: Case, branch: Branch, meeting: PlannedMeeting, who: str) -> bool:
    standins = {pair.standin for pair in case.standins(meeting)}
    return who in branch.required or who in branch.wanted or who in standins


@hard("MISSING")
def every_month(case: Case) -> Iterator[Finding]:
    """Every branch meets in every month of the horizon."""
    for branch in case.facts.branches:
        for month in case.facts.months:
            if MeetingKey(branch.id, month) not in case.meetings:
                yield Finding("MISSING", branch=branch.id, month=month)


@hard("DUPLICATE")
def once_a_month(case: Case) -> Iterator[Finding]:
    """A branch meets only once a month."""
    count = Counter(
        MeetingKey(meeting.branch, meeting.month)
        for meeting in case.plan.meetings
        if meeting.branch in case.branches and meeting.month in case.facts.months
    )
    for key, times in count.items():
        for _ in range(times - 1):
            yield Finding("DUPLICATE", branch=key.branch, month=key.month)
