"""From the usual day of a branch, or the day it asked for, to the window the planner prefers."""

from datetime import date

from domain import habits
from domain.planning.facts import Window, WindowKind


def window_of(habit: str, wanted: date | None) -> Window | None:
    """The usual days as stored, or the one the branch asked for this time; None prefers none."""
    if wanted is not None:
        return Window(WindowKind.DAYS_OF_MONTH, hard=False, first=wanted.day, last=wanted.day)
    match habits.parse(habit):
        case habits.DaysOfMonth(first, last):
            return Window(WindowKind.DAYS_OF_MONTH, hard=False, first=first, last=last)
        case habits.NthWeekday(n, weekday):
            return Window(WindowKind.NTH_WEEKDAY, hard=False, n=n, weekdays=(weekday,))
        case habits.EveryWeekday(weekday):
            return Window(WindowKind.WEEKDAYS, hard=False, weekdays=(weekday,))
        case _:
            return None
