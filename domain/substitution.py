"""Finding somebody to stand in: states of the search, deadlines, and who is asked first.

Consent is an answer, never silence: a deadline only moves the search on to the next person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain import timing
from domain.calendar import at, local_date

DAY = timedelta(days=1)


class SubstitutionKind(StrEnum):
    """How the search began: a decline, a cadre naming a colleague, a trade of field weeks."""

    GAP = "gap"
    NAMED = "named"
    TRADE = "trade"


class SubstitutionState(StrEnum):
    """Where the search stands; the first four still live."""

    OPEN = "open"  # about to ask
    ASKING = "asking"  # somebody is asked and may still answer
    APPROVING = "approving"  # somebody agreed; the coordinator has to
    GIVEN_UP = "given_up"  # nobody left to ask: the coordinator phones
    FILLED = "filled"  # somebody comes instead
    CLOSED = "closed"  # no longer needed, or refused


LIVING = (
    SubstitutionState.OPEN,
    SubstitutionState.ASKING,
    SubstitutionState.APPROVING,
    SubstitutionState.GIVEN_UP,
)


class AskAnswer(StrEnum):
    """What was answered to one ask: by the person asked, then by the coordinator."""

    YES = "yes"
    NO = "no"
    APPROVED = "approved"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class AskEnd(StrEnum):
    """How one ask ended."""

    ANSWERED = "answered"
    LAPSED = "lapsed"  # the deadline passed in silence
    CLASH = "clash"  # they agreed, but were no longer free
    STOPPED = "stopped"  # the search ended while they were asked


class SubstitutionEnd(StrEnum):
    """Why a search ended."""

    FILLED = "filled"
    COMING = "coming"  # the cadre who declined comes after all
    DECLINED = "declined"  # the named colleague said no, or the coordinator did
    SILENT = "silent"  # the named colleague never answered
    CLASH = "clash"  # it would create a clash by now
    CHANGED = "changed"  # the meeting was moved, postponed or cancelled
    PAST = "past"  # the meeting began
    UNDONE = "undone"


class Tie(StrEnum):
    """Why somebody may stand in at all; the first that holds is said."""

    COMMITTEE = "committee"  # of the commune's own committee
    ASSIGNED = "assigned"  # assigned to a branch of the same commune
    OFFICE = "office"  # of the same office as the absent cadre


@dataclass(frozen=True, slots=True)
class SubstitutionRules:
    """Settings: whether a coordinator approves, and how long each person may think."""

    approval: bool = True
    patience: timedelta = timedelta(hours=4)  # of office time
    patience_near: timedelta = timedelta(hours=2)  # within three days, between quiet hours
    patience_last: timedelta = timedelta(hours=1)  # within a day
    near: timedelta = timedelta(days=3)
    last_ask: timedelta = timedelta(hours=2)  # nobody is asked later than this before the start
    follow_up_days: tuple[int, ...] = (5, 3, 2, 1)


DEFAULT = SubstitutionRules()
UNDO_WITHIN = timedelta(minutes=10)
OFFICE_SPANS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))


def deadline(
    asked_at: datetime,
    starts_at: datetime,
    days_off: Mapping[date, str],
    rules: SubstitutionRules = DEFAULT,
) -> datetime | None:
    """Until when somebody asked now may answer; None when it is too late to ask anybody."""
    begin = timing.audible(asked_at)
    latest = starts_at - rules.last_ask
    if begin >= latest:
        return None
    left = starts_at - begin
    if left <= DAY:
        found = _later(begin, rules.patience_last, _waking)
    elif left <= rules.near:
        found = _later(begin, rules.patience_near, _waking)
    else:
        found = _later(begin, rules.patience, lambda day: _office(day, days_off))
    return min(found, latest)


def _waking(day: date) -> Iterable[tuple[time, time]]:
    return ((timing.DEFAULT.quiet_until, timing.DEFAULT.quiet_from),)


def _office(day: date, days_off: Mapping[date, str]) -> Iterable[tuple[time, time]]:
    return () if day.weekday() >= 5 or day in days_off else OFFICE_SPANS


def _later(
    begin: datetime, amount: timedelta, spans: Callable[[date], Iterable[tuple[time, time]]]
) -> datetime:
    """The instant at which so much time inside the spans has passed."""
    for first, last in _spans_from(begin, spans):
        since = max(first, begin)
        if since + amount <= last:
            return since + amount
        amount -= max(last - since, timedelta())
    raise AssertionError("spans never end")


def _spans_from(
    begin: datetime, spans: Callable[[date], Iterable[tuple[time, time]]]
) -> Iterator[tuple[datetime, datetime]]:
    day = local_date(begin)
    while True:
        for first, last in spans(day):
            if at(day, last) > begin:
                yield at(day, first), at(day, last)
        day += DAY


def follow_ups(starts_at: datetime, rules: SubstitutionRules = DEFAULT) -> tuple[datetime, ...]:
    """T-5, T-3, T-2 and T-1 in the morning: an open gap is looked at again."""
    morning = timing.DEFAULT.office_morning
    return tuple(timing.days_before(starts_at, days, morning) for days in rules.follow_up_days)


def next_follow_up(
    starts_at: datetime, since: datetime, rules: SubstitutionRules = DEFAULT
) -> datetime:
    """The first look after `since` (exclusive); at the latest when the meeting begins."""
    return min((t for t in follow_ups(starts_at, rules) if t > since), default=starts_at)
