"""Asking before the plan: which days of the coming month people cannot use, and when to ask.

Source: the month of the product description; the days and hours are settings.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from domain.calendar import Month, at


class Availability(StrEnum):
    """What was answered."""

    FREE = "free"  # a cadre: no day is taken ("không vướng")
    AWAY = "away"  # a cadre: some days are, they stand among the absences
    USUAL = "usual"  # a branch keeps its usual day
    OTHER = "other"  # a branch wants another day this time


@dataclass(frozen=True, slots=True)
class CampaignRules:
    """Settings: the day of the month on which everybody is asked, and those of the reminders."""

    day: int = 15
    chase_days: tuple[int, ...] = (18, 19)
    cadre_hour: time = time(8, 0)
    secretary_hour: time = time(18, 30)
    call_day: int = 20  # before the draft: who is still silent goes to the call list
    call_hour: time = time(7, 30)


DEFAULT = CampaignRules()


def month_asked(today: date, rules: CampaignRules = DEFAULT) -> Month | None:
    """The month people owe an answer about: the coming one, from the day of the question on."""
    return Month.of(today).next if today.day >= rules.day else None


def asked_at(month: Month, rules: CampaignRules = DEFAULT) -> datetime:
    """When the cadres are asked about a month."""
    before = month.previous
    return at(date(before.year, before.number, rules.day), rules.cadre_hour)
