"""Hard rules of 3+1: field weeks, meetings inside them, offices never emptied."""

from collections.abc import Iterator

from domain.planning.dates import owned_weeks, weeks_touching
from domain.planning.facts import CadreKey, Month, Phase, RotationMode
from domain.planning.rules.case import Case, Finding, hard


@hard("WEEK")
def field_week_is_valid(case: Case) -> Iterator[Finding]:
    """Whoever attends has a field week their month owns, or the phase given to them."""
    for who, month in _bad_weeks(case):
        yield Finding("WEEK", cadre=who, month=month)


def _bad_weeks(case: Case) -> list[tuple[CadreKey, Month | None]]:
    """Cadre and month (None: every month) whose field week is missing or not allowed."""
    found: list[tuple[CadreKey, Month | None]] = []
    if case.mode is RotationMode.CALENDAR:
        least = case.settings.rotation.min_week_days
        for (who, month), monday in case.field_weeks.items():
            if monday not in owned_weeks(month, least):
                found.append((who, month))
        for who, month in _rotating_months(case):
            if (who, month) not in case.field_weeks:
                found.append((who, month))
    elif case.mode is RotationMode.ROLLING:
        found += [(x.cadre, None) for x in case.plan.phases if _bad_phase(case, x)]
        rotating = {who for who, _ in _rotating_months(case)}
        found += [(who, None) for who in sorted(rotating) if who not in case.phases]
    return found


def _bad_phase(case: Case, given: Phase) -> bool:
    cadre = case.cadres.get(given.cadre)
    in_range = 0 <= given.phase < case.settings.rotation.cycle_weeks
    return cadre is not None and not (in_range and cadre.phase in (None, given.phase))


def _rotating_months(case: Case) -> list[tuple[CadreKey, Month]]:
    pairs = {
        (who, attendance.month)
        for who, attendances in case.attendances.items()
        if case.cadres[who].rotates
        for attendance in attendances
    }
    return sorted(pairs)


@hard("OFFWEEK")
def only_in_the_field_week(case: Case) -> Iterator[Finding]:
    """Rotating cadres attend only in their field week."""
    if case.mode is RotationMode.NONE:
        return
    bad = set(_bad_weeks(case))
    for who, attendances in case.attendances.items():
        for x in attendances:
            reported = (who, x.month) in bad or (who, None) in bad
            outside = not case.is_field_day(who, x.month, x.date)
            if case.cadres[who].rotates and outside and not reported:
                yield Finding("OFFWEEK", 1, x.branch.id, x.month, who, day=x.date)


@hard("AWAY")
def office_is_manned(case: Case) -> Iterator[Finding]:
    """In no week is more of a group away, in the field or on leave, than it can spare."""
    if case.mode is RotationMode.NONE:
        return
    for group in case.facts.groups:
        for monday in weeks_touching(case.facts.months):
            field = {who for who in group.members if case.in_field(who, monday)}
            away = field | {who for who in group.members if case.is_on_leave(who, monday)}
            if field and len(away) > group.max_away:
                yield Finding("AWAY", group=group.id, day=monday)
