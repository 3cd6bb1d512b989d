"""The names of periods: this one, and the one before it."""

from domain.reports.periods import Period, PeriodKind
from texts import say

_QUARTERS = ("I", "II", "III", "IV")
_LAST = {
    PeriodKind.DAY: "hôm trước",
    PeriodKind.WEEK: "tuần trước",
    PeriodKind.MONTH: "tháng trước",
    PeriodKind.QUARTER: "quý trước",
    PeriodKind.YEAR: "năm trước",
}


def period(asked: Period) -> str:
    """ngày 04/12/2026, tuần 49 (30/11-06/12/2026), tháng 12/2026, quý IV/2026, năm 2026"""
    if asked.kind is PeriodKind.DAY:
        return f"ngày {say.full_day(asked.first)}"
    if asked.kind is PeriodKind.WEEK:
        return f"tuần {asked.number} ({say.day(asked.first)}-{say.full_day(asked.last)})"
    if asked.kind is PeriodKind.MONTH:
        return f"tháng {asked.number}/{asked.year}"
    if asked.kind is PeriodKind.QUARTER:
        return f"quý {_QUARTERS[asked.number - 1]}/{asked.year}"
    return f"năm {asked.year}"


def last_period(kind: PeriodKind) -> str:
    """tuần trước"""
    return _LAST[kind]
