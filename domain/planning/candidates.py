"""Where a branch's meeting may be placed at all, and what each place costs by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.planning.dates import days_of, off_habit_days, within
from domain.planning.facts import Branch, PartKey
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in time; `cost` is what the branch's own wishes and the announced plan charge."""

    date: date
    part: PartKey
    start: int
    end: int
    cost: int


def is_kept(look: Lookups, key: MeetingKey) -> bool:
    """Whether the meeting was held or confirmed, so that it stays whatever other rules say."""
    return look.past(key) is not None or key in look.locked


def candidates(look: Lookups, key: MeetingKey) -> tuple[Candidate, ...]:
    """Places that no rule about the branch alone forbids, in order of time."""
    if key not in look.places:
        look.places[key] = _candidates(look, key)
    return look.places[key]


def _candidates(look: Lookups, key: MeetingKey) -> tuple[Candidate, ...]:
    branch = look.branches[key.branch]
    past = look.past(key)
    if past is not None:
        return (_candidate(look, branch, key, past.date, past.part),)
    if key in look.locked:
        return (_candidate(look, branch, key, *look.locked[key]),)
    places = [
        (day, part)
        for day in days_of(key.month)
        if _day_allowed(look, branch, key, day)
        for part in sorted(set(branch.slots[day.weekday()]) & look.starts.keys())
        if _in_time(look, key, day, part)
    ]
    places.sort(key=lambda place: (place[0], look.starts[place[1]], place[1]))
    return tuple(_candidate(look, branch, key, day, part) for day, part in places)


def least_cost(look: Lookups) -> int:
    """What no full plan can cost less than: every meeting at its own cheapest place."""
    return sum(min((x.cost for x in candidates(look, key)), default=0) for key in look.keys)


def _day_allowed(look: Lookups, branch: Branch, key: MeetingKey, day: date) -> bool:
    if day in look.closed or within(day, branch.blackouts):
        return False
    if branch.window and branch.window.hard and off_habit_days(branch, key.month, day) > 0:
        return False
    return not look.settings.gap.hard or gap_off(look, _days_since(look, branch, key, day)) == 0


def _in_time(look: Lookups, key: MeetingKey, day: date, part: PartKey) -> bool:
    if look.facts.today is None:
        return True
    old = look.announced.get(key)
    if old is not None and (old.date, old.part) == (day, part):
        return True
    return day >= look.facts.today + timedelta(days=look.settings.min_notice_days)


def _days_since(look: Lookups, branch: Branch, key: MeetingKey, day: date) -> int | None:
    """Days since the meeting before the horizon; None for later months, where it is not known."""
    if key.month != look.facts.months[0] or branch.last_meeting is None:
        return None
    return (day - branch.last_meeting).days


def gap_off(look: Lookups, days: int | None) -> int:
    """Days by which a distance between successive meetings misses the limits."""
    gap = look.settings.gap
    return 0 if days is None else max(0, gap.min_days - days, days - gap.max_days)


def _candidate(
    look: Lookups, branch: Branch, key: MeetingKey, day: date, part: PartKey
) -> Candidate:
    start = look.starts.get(part, 0)
    cost = place_cost(look, branch, key, day, part)
    return Candidate(day, part, start, start + branch.duration_min, cost)


def place_cost(look: Lookups, branch: Branch, key: MeetingKey, day: date, part: PartKey) -> int:
    """Wishes window, part and gap (against history), and what moving from the announced costs."""
    settings, weights, mult = look.settings, look.settings.weights, look.mult(branch)
    off_habit = min(off_habit_days(branch, key.month, day), settings.window_cap)
    cost = weights.window * mult * off_habit
    if branch.prefer_part not in (None, part):
        cost += weights.part * mult
    if not settings.gap.hard:
        off = min(gap_off(look, _days_since(look, branch, key, day)), settings.gap_cap)
        cost += weights.gap * mult * off
    old = look.announced.get(key)
    if old is not None and old.date != day:
        cost += weights.move_day * look.move_factor(old)
    elif old is not None and old.part != part:
        cost += weights.move_part * look.move_factor(old)
    return cost
