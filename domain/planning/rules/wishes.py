"""Soft rules: each wish yields what it costs, meeting by meeting or person by person."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from domain.planning.dates import off_habit_days
from domain.planning.facts import CadreKey, Month, PlannedMeeting
from domain.planning.plan import MeetingKey
from domain.planning.rules.case import Case, Finding, soft


def _charge(
    code: str, amount: int, meeting: PlannedMeeting, cadre: CadreKey | None = None
) -> Iterator[Finding]:
    if amount:
        yield Finding(code, amount, meeting.branch, meeting.month, cadre, day=meeting.date)


@soft("window")
def on_habitual_days(case: Case) -> Iterator[Finding]:
    """A meeting lies on or near the branch's habitual days."""
    weight, cap = case.settings.weights.window, case.settings.window_cap
    for meeting in case.meetings.values():
        branch = case.branches[meeting.branch]
        days = min(off_habit_days(branch, meeting.month, meeting.date), cap)
        yield from _charge("window", weight * case.mult(branch) * days, meeting)


@soft("part")
def at_the_preferred_part(case: Case) -> Iterator[Finding]:
    """A meeting has the part of day the branch prefers."""
    for meeting in case.meetings.values():
        branch = case.branches[meeting.branch]
        if branch.prefer_part not in (None, meeting.part):
            yield from _charge("part", case.settings.weights.part * case.mult(branch), meeting)


@soft("gap")
def about_a_month_apart(case: Case) -> Iterator[Finding]:
    """Successive meetings of a branch are neither too close nor too far apart."""
    gap = case.settings.gap
    for key, meeting in case.meetings.items():
        before = case.previous_date(key)
        if before is not None and not gap.hard:
            days = (meeting.date - before).days
            off = min(max(0, gap.min_days - days, days - gap.max_days), case.settings.gap_cap)
            mult = case.mult(case.branches[key.branch])
            yield from _charge("gap", case.settings.weights.gap * mult * off, meeting)


@soft("wanted")
def guests_can_come(case: Case) -> Iterator[Finding]:
    """Wanted guests attend."""
    for meeting in case.meetings.values():
        for who in case.branches[meeting.branch].wanted:
            if who not in case.attendees(meeting):
                yield from _charge("wanted", case.settings.weights.wanted, meeting, who)


@soft("standin")
def the_person_comes(case: Case) -> Iterator[Finding]:
    """Required people come themselves; those who stand in do so in turn."""
    weights = case.settings.weights
    times: Counter[CadreKey] = Counter()
    for meeting in case.meetings.values():
        mult = case.mult(case.branches[meeting.branch])
        for pair in case.standins(meeting):
            yield from _charge("standin", weights.standin * mult, meeting, pair.standin)
            times[pair.standin] += 1
    for who, count in sorted(times.items()):
        history = case.cadres[who].standin_count if who in case.cadres else 0
        fairness = weights.standin_fair * sum(history + i for i in range(count))
        if fairness:
            yield Finding("standin", fairness, cadre=who)


@soft("cycle")
def weeks_between_field_weeks(case: Case) -> Iterator[Finding]:
    """Successive field weeks are about a month apart."""
    rotation, weight = case.settings.rotation, case.settings.weights.cycle
    for cadre in case.facts.cadres:
        before = cadre.last_field_week
        for month in case.facts.months:
            monday = case.field_weeks.get((cadre.id, month))
            if monday is not None and before is not None:
                weeks = (monday - before).days // 7
                off = max(0, rotation.spacing_min - weeks, weeks - rotation.spacing_max)
                if weight * off:
                    yield Finding("cycle", weight * off, cadre=cadre.id, month=month)
            before = monday


@soft("weekend")
def weekends_are_shared(case: Case) -> Iterator[Finding]:
    """Nobody who rotates has many weekend meetings in a month."""
    count: Counter[tuple[CadreKey, Month]] = Counter()
    for who, attendances in case.attendances.items():
        if case.cadres[who].rotates:
            count.update((who, x.month) for x in attendances if x.date.isoweekday() >= 6)
    for (who, month), times in sorted(count.items()):
        amount = case.settings.weights.weekend * (times * (times + 1) // 2)
        if amount:
            yield Finding("weekend", amount, cadre=who, month=month)


@soft("trip")
def few_trips(case: Case) -> Iterator[Finding]:
    """Who rotates travels on few dates."""
    weight = case.settings.weights.trip
    for who, attendances in case.attendances.items():
        dates = {x.date for x in attendances}
        if case.cadres[who].rotates and weight:
            yield Finding("trip", weight * len(dates), cadre=who)


@soft("move")
def little_is_moved(case: Case) -> Iterator[Finding]:
    """The announced plan is disturbed as little as possible."""
    for key, old in case.announced.items():
        if key.branch in case.branches and key.month in case.facts.months:
            new = case.meetings.get(key)
            yield from _moved_place(case, key, old, new)
            if new is not None:
                yield from _changed_seats(case, old, new)
    yield from _moved_weeks(case)


def _moved_place(
    case: Case, key: MeetingKey, old: PlannedMeeting, new: PlannedMeeting | None
) -> Iterator[Finding]:
    settings = case.settings
    near = case.facts.today is not None and old.date <= case.facts.today + timedelta(
        days=settings.near_days
    )
    factor = settings.near_mult if near else 1
    if new is None or new.date != old.date:
        yield from _charge("move", settings.weights.move_day * factor, old)
    elif new.part != old.part:
        yield from _charge("move", settings.weights.move_part * factor, old)


def filled_by(meeting: PlannedMeeting, required: CadreKey) -> CadreKey | None:
    """Who fills a required person's seat: the person, a stand-in, or nobody."""
    if required in meeting.attend:
        return required
    return {pair.required: pair.standin for pair in meeting.standins}.get(required)


def _changed_seats(case: Case, old: PlannedMeeting, new: PlannedMeeting) -> Iterator[Finding]:
    for who in case.branches[new.branch].required:
        if filled_by(old, who) != filled_by(new, who):
            yield from _charge("move", case.settings.weights.move_attend, new, who)


def _moved_weeks(case: Case) -> Iterator[Finding]:
    baseline, weight = case.facts.baseline, case.settings.weights.move_week
    if baseline is None or not weight:
        return
    for week in baseline.field_weeks:
        counts = week.month in case.facts.months and week.cadre in case.cadres
        if counts and case.field_weeks.get((week.cadre, week.month)) != week.monday:
            yield Finding("move", weight, cadre=week.cadre, month=week.month)
    for phase in baseline.phases:
        if phase.cadre in case.cadres and case.phases.get(phase.cadre) != phase.phase:
            yield Finding("move", weight, cadre=phase.cadre)
