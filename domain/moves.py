"""Whether a published meeting may move to a new time, what it would clash with, and which days fit.

The same few rules of the plan, for one meeting: no day off, inside its month, nobody in two
places. Leaving a cadre's field week is a warning, not a clash: floods do not ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.calendar import Month, at, local, local_date, monday_of
from domain.ids import MeetingId, UnitId

DURATION = timedelta(minutes=90)
GAP = timedelta(minutes=30)
EARLIEST, LATEST = time(6), time(20, 30)
USUAL_HOURS = (time(7, 30), time(14, 0), time(19, 30))


class Clash(StrEnum):
    """What stands against a new time; `hard` ones forbid it."""

    PAST = "past"
    SAME = "same"
    MONTH = "month"
    DAY_OFF = "day_off"
    HOUR = "hour"
    TWO_PLACES = "two_places"
    OFF_WEEK = "off_week"
    AWAY = "away"

    @property
    def hard(self) -> bool:
        return self not in (Clash.OFF_WEEK, Clash.AWAY)


@dataclass(frozen=True, slots=True)
class Found:
    """One clash and the thing it is with: a day's name, a cadre and another meeting."""

    clash: Clash
    what: str = ""
    other: str = ""


def named(found: Found) -> str:
    """The thing a clash is with, and the other meeting when there is one."""
    return f"{found.what}, {found.other}" if found.other else found.what


@dataclass(frozen=True, slots=True)
class Engagement:
    """Another meeting of a guest: where and when."""

    meeting_id: MeetingId
    commune_id: UnitId
    village: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Guest:
    """A cadre who attends: the field week (None when not rotating), engagements, days away."""

    name: str
    field_week: date | None
    engagements: tuple[Engagement, ...]
    away: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a move of one meeting depends on."""

    meeting_id: MeetingId
    commune_id: UnitId
    month: Month
    starts_at: datetime
    now: datetime
    days_off: Mapping[date, str]
    guests: tuple[Guest, ...]


def clashes(situation: Situation, new: datetime) -> tuple[Found, ...]:
    """What stands against the new time, forbidding clashes first."""
    day, clock = local_date(new), local(new).time()
    found = []
    if new <= situation.now:
        found.append(Found(Clash.PAST))
    if new == situation.starts_at:
        found.append(Found(Clash.SAME))
    if Month.of(day) != situation.month:
        found.append(Found(Clash.MONTH))
    if day in situation.days_off:
        found.append(Found(Clash.DAY_OFF, situation.days_off[day]))
    if not EARLIEST <= clock <= LATEST:
        found.append(Found(Clash.HOUR))
    for guest in situation.guests:
        found += _guest_clashes(situation, guest, new, day)
    return tuple(sorted(found, key=lambda f: not f.clash.hard))


def _guest_clashes(situation: Situation, guest: Guest, new: datetime, day: date) -> list[Found]:
    found = [
        Found(Clash.TWO_PLACES, guest.name, other.village)
        for other in guest.engagements
        if other.meeting_id != situation.meeting_id and _collide(situation, other, new, day)
    ]
    if guest.field_week is not None and monday_of(day) != guest.field_week:
        found.append(Found(Clash.OFF_WEEK, guest.name))
    if any(first <= day <= last for first, last in guest.away):
        found.append(Found(Clash.AWAY, guest.name))
    return found


def _collide(situation: Situation, other: Engagement, new: datetime, day: date) -> bool:
    if local_date(other.starts_at) != day:
        return False
    near = abs(other.starts_at - new) < DURATION + GAP
    return near or other.commune_id != situation.commune_id


def offered(situation: Situation) -> tuple[datetime, ...]:
    """The times to offer for a meeting: at its own hour first, else at hours branches use."""
    own = local(situation.starts_at).time()
    return fitting(situation, (own, *(hour for hour in USUAL_HOURS if hour != own)))


def fitting(situation: Situation, clocks: Sequence[time], *, most: int = 4) -> tuple[datetime, ...]:
    """The nearest times without any clash: after the old date first, at the branch's own hours."""
    origin = max(situation.starts_at, situation.now)
    candidates = sorted(
        (at(day, clock) for day in situation.month.days() for clock in clocks),
        key=lambda new: (abs(new - origin), new),
    )
    soonest = situation.now + timedelta(days=1)
    free = (new for new in candidates if new > soonest and not clashes(situation, new))
    by_day: dict[date, datetime] = {}
    for new in free:
        by_day.setdefault(local_date(new), new)
        if len(by_day) == most:
            break
    return tuple(sorted(by_day.values()))
