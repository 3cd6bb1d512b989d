"""3+1: which weeks a month owns, and therefore where a cadre's field week may lie."""

from datetime import date, timedelta

from domain.calendar import Month, monday_of

MIN_WEEK_DAYS = 4  # the ISO rule: every week belongs to exactly one month


def owned_weeks(month: Month, *, min_week_days: int = MIN_WEEK_DAYS) -> tuple[date, ...]:
    """Mondays of the weeks with at least `min_week_days` of their days in the month."""
    monday = monday_of(month.first)
    owned = []
    while monday <= month.last:
        inside = sum(Month.of(monday + timedelta(days=n)) == month for n in range(7))
        if inside >= min_week_days:
            owned.append(monday)
        monday += timedelta(weeks=1)
    return tuple(owned)
