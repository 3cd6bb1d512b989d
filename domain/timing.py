"""When each reminder of a meeting is due, and when nobody may be disturbed.

Source: the month of the product description. Every number here is a default of `Timetable`, so a
district can change it. `due` functions give instants already moved out of the quiet hours of the
people they are for, which is why they take the audience.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.calendar import at, local


class Audience(StrEnum):
    """Whose hours a message respects."""

    SECRETARY = "secretary"
    CADRE = "cadre"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Timetable:
    """Hours of the day, local. A quiet span starts in the evening and ends in the morning."""

    quiet_from: time = time(21, 0)
    quiet_until: time = time(6, 0)
    secretary_morning: time = time(6, 30)
    secretary_evening: time = time(18, 30)
    cadre_morning: time = time(7, 30)
    office_morning: time = time(7, 30)
    details: time = time(18, 30)
    first_call_days: int = 7
    second_call_days: int = 3
    upload_days: int = 2
    last_word_hours: int = 3
    result_hours: int = 2
    chase_gap_hours: int = 10
    report_closes_days: int = 3

    def morning(self, audience: Audience) -> time:
        """The hour at which a morning message reaches this audience."""
        if audience is Audience.SECRETARY:
            return self.secretary_morning
        if audience is Audience.CADRE:
            return self.cadre_morning
        return self.office_morning


DEFAULT = Timetable()


def audible(instant: datetime, table: Timetable = DEFAULT) -> datetime:
    """The instant itself, or the end of the quiet hours it falls into."""
    here = local(instant)
    if here.time() >= table.quiet_from:
        return at(here.date() + timedelta(days=1), table.quiet_until)
    if here.time() < table.quiet_until:
        return at(here.date(), table.quiet_until)
    return instant


def quiet_since(instant: datetime, table: Timetable = DEFAULT) -> datetime | None:
    """When the quiet hours began in which the instant falls; None in waking hours."""
    here = local(instant)
    if here.time() >= table.quiet_from:
        return at(here.date(), table.quiet_from)
    if here.time() < table.quiet_until:
        return at(here.date() - timedelta(days=1), table.quiet_from)
    return None


def days_before(starts_at: datetime, days: int, clock: time) -> datetime:
    """A local hour, so many days before the day of the meeting."""
    return at(local(starts_at).date() - timedelta(days=days), clock)


def first_call(starts_at: datetime, audience: Audience, table: Timetable = DEFAULT) -> datetime:
    """T-7: ask again those who have not answered."""
    return days_before(starts_at, table.first_call_days, table.morning(audience))


def first_call_lapses(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """The day of the second call begins: nobody is asked twice on it, as after a late change."""
    return days_before(starts_at, table.second_call_days, time())


def second_call(starts_at: datetime, audience: Audience, table: Timetable = DEFAULT) -> datetime:
    """T-3: ask again those who have not answered."""
    return days_before(starts_at, table.second_call_days, table.morning(audience))


def upload(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """T-2: the secretary uploads the documents to the national app (at least a day before)."""
    return days_before(starts_at, table.upload_days, table.secretary_evening)


def details(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """T-1, 18:30: the details to those who come."""
    return days_before(starts_at, 1, table.details)


def last_word(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """T-3h to those who never answered; a morning meeting is announced when quiet hours end."""
    return audible(starts_at - timedelta(hours=table.last_word_hours), table)


def result_asked(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """T+2h: what happened? After an evening meeting this is the next morning."""
    asked = starts_at + timedelta(hours=table.result_hours)
    here = audible(asked, table)
    if here != asked:
        return at(local(here).date(), table.secretary_morning)
    return asked


def result_chased(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """The next morning, or the evening when the question itself came that morning."""
    rested = result_asked(starts_at, table) + timedelta(hours=table.chase_gap_hours)
    day = local(rested).date()
    for clock in (table.secretary_morning, table.secretary_evening):
        if at(day, clock) >= rested:
            return at(day, clock)
    return at(day + timedelta(days=1), table.secretary_morning)


def result_chased_again(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """T+2 days in the evening: the last request before the call list."""
    return days_before(starts_at, -2, table.secretary_evening)


def report_overdue(starts_at: datetime, table: Timetable = DEFAULT) -> datetime:
    """The morning after the last request: the coordinator is asked to phone."""
    return days_before(starts_at, -3, table.office_morning)
