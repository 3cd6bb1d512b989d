"""Hard rules that look at one meeting at a time: its day, its place in time, who comes."""

from collections.abc import Iterator
from datetime import timedelta

from domain.planning.dates import month_of, off_habit_days, within
from domain.planning.facts import Branch, CadreKey, PlannedMeeting, StandIn
from domain.planning.plan import MeetingKey
from domain.planning.rules.case import Case, Finding, hard


def _finding(code: str, meeting: PlannedMeeting, cadre: CadreKey | None = None) -> Finding:
    return Finding(code, 1, meeting.branch, meeting.month, cadre, day=meeting.date)


@hard("MONTH")
def in_its_month(case: Case) -> Iterator[Finding]:
    """The date lies in the meeting's month."""
    for meeting in case.meetings.values():
        if month_of(meeting.date) != meeting.month:
            yield _finding("MONTH", meeting)


@hard("HOLIDAY")
def not_on_closed_days(case: Case) -> Iterator[Finding]:
    """Nobody meets on a closed day."""
    closed = {day.date for day in case.facts.closed_days}
    for meeting in case.meetings.values():
        if meeting.date in closed:
            yield _finding("HOLIDAY", meeting)


@hard("BRANCHOFF")
def secretary_is_there(case: Case) -> Iterator[Finding]:
    """The branch is not in one of its blackouts."""
    for meeting in case.meetings.values():
        if within(meeting.date, case.branches[meeting.branch].blackouts):
            yield _finding("BRANCHOFF", meeting)


@hard("SLOT")
def usable_part(case: Case) -> Iterator[Finding]:
    """The part is one the branch can use on that weekday."""
    for meeting in case.meetings.values():
        if meeting.part not in case.branches[meeting.branch].slots[meeting.date.weekday()]:
            yield _finding("SLOT", meeting)


@hard("WINDOW")
def insisted_days(case: Case) -> Iterator[Finding]:
    """A branch that insists on its habitual days gets one of them."""
    for meeting in case.meetings.values():
        branch = case.branches[meeting.branch]
        insists = branch.window is not None and branch.window.hard
        if insists and off_habit_days(branch, meeting.month, meeting.date) > 0:
            yield _finding("WINDOW", meeting)


@hard("GAPDAYS")
def far_enough_apart(case: Case) -> Iterator[Finding]:
    """Where the gap between successive meetings is binding, it is kept."""
    gap = case.settings.gap
    for key, meeting in case.meetings.items():
        before = case.previous_date(key)
        days = gap.min_days if before is None else (meeting.date - before).days
        if gap.hard and before is not None and not gap.min_days <= days <= gap.max_days:
            yield _finding("GAPDAYS", meeting)


@hard("ABSENT")
def every_seat_filled(case: Case) -> Iterator[Finding]:
    """Every required person comes or is replaced."""
    for meeting in case.meetings.values():
        replaced = {pair.required for pair in meeting.standins}
        for who in case.branches[meeting.branch].required:
            if who not in meeting.attend and who not in replaced:
                yield Finding("ABSENT", 1, meeting.branch, meeting.month, who)


@hard("STANDIN")
def standin_is_allowed(case: Case) -> Iterator[Finding]:
    """Stand-ins come from the branch's list, one seat each, and only for somebody absent."""
    for meeting in case.meetings.values():
        branch = case.branches[meeting.branch]
        for pair in case.standins(meeting):
            if not _standin_allowed(case, branch, meeting, pair):
                yield Finding("STANDIN", 1, meeting.branch, meeting.month, pair.standin)


def _standin_allowed(case: Case, branch: Branch, meeting: PlannedMeeting, pair: StandIn) -> bool:
    seats = sum(other.standin == pair.standin for other in case.standins(meeting))
    return (
        not branch.no_standin
        and pair.standin in branch.standins
        and seats == 1
        and pair.standin not in branch.required
        and pair.required not in case.attendees(meeting)
    )


@hard("DECLINED")
def no_means_no(case: Case) -> Iterator[Finding]:
    """Nobody attends what they declined."""
    for meeting in case.meetings.values():
        for who in case.attendees(meeting):
            if (meeting.branch, meeting.month, who) in case.declined:
                yield _finding("DECLINED", meeting, who)


@hard("PERSONOFF")
def everybody_is_free(case: Case) -> Iterator[Finding]:
    """Nobody attends while on leave or busy."""
    for meeting in case.meetings.values():
        for who in case.attendees(meeting):
            cadre = case.cadres[who]
            busy = any(x.date == meeting.date and x.part == meeting.part for x in cadre.busy)
            if busy or within(meeting.date, cadre.blackouts):
                yield _finding("PERSONOFF", meeting, who)


@hard("LOCKED")
def confirmed_stays(case: Case) -> Iterator[Finding]:
    """A confirmed meeting keeps its date and part."""
    for key, meeting in case.meetings.items():
        if case.locked.get(key, (meeting.date, meeting.part)) != (meeting.date, meeting.part):
            yield _finding("LOCKED", meeting)


@hard("FROZEN")
def past_stays(case: Case) -> Iterator[Finding]:
    """A meeting already held keeps its date and part."""
    for key, meeting in case.meetings.items():
        old = case.announced.get(key)
        if old and _is_past(case, old) and (meeting.date, meeting.part) != (old.date, old.part):
            yield _finding("FROZEN", meeting)


@hard("NOTICE")
def announced_in_time(case: Case) -> Iterator[Finding]:
    """A new or moved meeting is announced some days ahead."""
    if case.facts.today is None:
        return
    earliest = case.facts.today + timedelta(days=case.settings.min_notice_days)
    for key, meeting in case.meetings.items():
        if meeting.date < earliest and not _is_settled(case, key, meeting):
            yield _finding("NOTICE", meeting)


def _is_past(case: Case, old: PlannedMeeting) -> bool:
    return case.facts.today is not None and old.date < case.facts.today


def _is_settled(case: Case, key: MeetingKey, meeting: PlannedMeeting) -> bool:
    here, old = (meeting.date, meeting.part), case.announced.get(key)
    as_announced = old is not None and (_is_past(case, old) or (old.date, old.part) == here)
    return as_announced or case.locked.get(key) == here
