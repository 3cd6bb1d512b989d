"""Hard rules about one person's days: no two places at once, no impossible roads, no overload."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from domain.planning.dates import DAY
from domain.planning.facts import CadreKey, Overnight
from domain.planning.rules.case import Attendance, Case, Finding, hard


def _days(case: Case) -> Iterator[tuple[CadreKey, date, list[Attendance]]]:
    """Each person's dates with what they attend there, in order of start."""
    for who, attendances in case.attendances.items():
        by_date: dict[date, list[Attendance]] = defaultdict(list)
        for attendance in attendances:
            by_date[attendance.date].append(attendance)
        for day in sorted(by_date):
            yield who, day, sorted(by_date[day], key=lambda x: (x.start, x.branch.id))


@hard("OVERLAP")
def time_between(case: Case) -> Iterator[Finding]:
    """Between two meetings of one person there is time to rest and to travel."""
    for who, day, attended in _days(case):
        for a, b in combinations(attended, 2):
            need = _minutes_needed(case, a, b)
            if need is not None and b.start - a.end < need:
                yield Finding("OVERLAP", cadre=who, day=day)


def _minutes_needed(case: Case, a: Attendance, b: Attendance) -> int | None:
    """None where the pair is forbidden altogether (rule CROSS)."""
    rest = case.settings.same_commune_gap_min
    if a.branch.commune == b.branch.commune:
        return rest
    if not case.settings.cross_commune_same_day:
        return None
    return max(rest, case.travel_min(a.branch.commune, b.branch.commune))


@hard("CROSS")
def one_commune_a_day(case: Case) -> Iterator[Finding]:
    """Where the settings say so, nobody attends in two communes on one date."""
    for who, day, attended in _days(case):
        for a, b in combinations(attended, 2):
            if _minutes_needed(case, a, b) is None:
                yield Finding("CROSS", cadre=who, day=day)


@hard("MAXDAY")
def not_too_many_a_day(case: Case) -> Iterator[Finding]:
    """Nobody attends more meetings on a date than allowed."""
    for who, day, attended in _days(case):
        if len(attended) > case.day_limit(who):
            yield Finding("MAXDAY", cadre=who, day=day)


@hard("OVERNIGHT")
def no_night_journey(case: Case) -> Iterator[Finding]:
    """Nobody leaves a late meeting for an early one far away."""
    night = case.settings.overnight
    if night is None:
        return
    days = {(who, day): attended for who, day, attended in _days(case)}
    for (who, day), attended in days.items():
        for evening in attended:
            for morning in days.get((who, day + DAY), []):
                if _night_journey(case, night, evening, morning):
                    yield Finding("OVERNIGHT", cadre=who, day=day)


def _night_journey(case: Case, night: Overnight, evening: Attendance, morning: Attendance) -> bool:
    road = case.travel_min(evening.branch.commune, morning.branch.commune)
    return (
        evening.start >= night.after_start
        and morning.start < night.before_start
        and evening.branch.commune != morning.branch.commune
        and road > night.max_travel_min
    )
