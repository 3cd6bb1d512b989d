"""How dates, hours, names and numbers are written: the small words every text is made of."""

from collections.abc import Sequence
from datetime import date, datetime, time

from domain.calendar import SHORT_WEEKDAYS, WEEKDAYS, Month, Week, local
from domain.meetings import BranchFacts, MeetingFacts


def clock(value: time | datetime) -> str:
    """19h30; 7h for a full hour."""
    here = local(value) if isinstance(value, datetime) else value
    return f"{here.hour}h{here.minute:02d}" if here.minute else f"{here.hour}h"


def day(value: date | datetime) -> str:
    """05/12"""
    here = local(value) if isinstance(value, datetime) else value
    return f"{here:%d/%m}"


def full_day(value: date | datetime) -> str:
    """05/12/2026"""
    here = local(value) if isinstance(value, datetime) else value
    return f"{here:%d/%m/%Y}"


def weekday(value: date | datetime) -> str:
    """Thứ Bảy"""
    here = local(value) if isinstance(value, datetime) else value
    return WEEKDAYS[here.weekday()]


def moment(value: datetime) -> str:
    """19h30 Thứ Bảy 05/12"""
    return f"{clock(value)} {weekday(value)} {day(value)}"


def short_moment(value: datetime) -> str:
    """T7 05/12 19h30: for lists"""
    return f"{SHORT_WEEKDAYS[local(value).weekday()]} {day(value)} {clock(value)}"


def month(value: Month) -> str:
    """tháng 12/2026"""
    return f"tháng {value.number}/{value.year}"


def week(value: Week) -> str:
    """tuần 49 (30/11-06/12/2026)"""
    return f"tuần {value.number} ({day(value.monday)}-{full_day(value.sunday)})"


def village(branch: BranchFacts) -> str:
    """bản Ngàm (Sơn Điện): two villages may share a name, so the commune is always said"""
    return f"{branch.village} ({branch.commune})"


def meeting(facts: MeetingFacts) -> str:
    """19h30 Thứ Bảy 05/12, bản Ngàm (Sơn Điện)"""
    return f"{moment(facts.starts_at)}, {village(facts.branch)}"


def village_day(facts: MeetingFacts) -> str:
    """bản Ngàm (Sơn Điện), 10/12: short, when the hour has been said"""
    return f"{village(facts.branch)}, {day(facts.starts_at)}"


def comrade(name: str) -> str:
    """đ/c Hà Văn Tiến"""
    return f"đ/c {name}"


def comrades(names: Sequence[str]) -> str:
    """đ/c Hà Văn Tiến, đ/c Lò Thị Mai"""
    return ", ".join(comrade(name) for name in names)


def number(value: int) -> str:
    """4.136"""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """92,1%; a dash when there is nothing to divide by"""
    if whole == 0:
        return "–"
    tenths = round(1000 * part / whole)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}%"


def share(part: int, whole: int) -> str:
    """164/178 (92,1%): the base is always shown"""
    both = f"{number(part)}/{number(whole)}"
    return f"{both} ({percent(part, whole)})" if whole else both


def capital(text: str) -> str:
    """The first letter upper case, the rest as it is"""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The first letter lower case, the rest as it is"""
    return text[:1].lower() + text[1:]
