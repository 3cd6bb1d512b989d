"""Reading one cell as a code, number, date, time, phone, role: the value, or what is wrong."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import phonenumbers

from bot.roster.grid import Cell
from domain.habits import Habit
from domain.people import Role
from domain.roster.problems import Fault
from texts.habits import read_clock, read_habit
from texts.roster_sheets import role_called, yes_or_no

FIRST_YEAR, LAST_YEAR = 1930, 2100
_CODE = re.compile(r"[\w.\-/]{1,30}")
_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
NO_TIME = time()  # nobody meets at midnight


class Wrong(Exception):
    """What a cell says cannot be read."""

    def __init__(self, fault: Fault, *arguments: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.arguments = arguments


def words(longest: int) -> Callable[[Cell], str]:
    """A reader of plain text not longer than a column of the database."""

    def read(cell: Cell) -> str:
        text = unicodedata.normalize("NFC", cell.text)
        if len(text) > longest:
            raise Wrong(Fault.TOO_LONG, str(longest))
        return text

    return read


def code(cell: Cell) -> str:
    """A code: letters, digits, `-`, `.`, `_`, `/`; `nm01` is `NM01`."""
    return _code(cell.text)


def codes(cell: Cell) -> tuple[str, ...]:
    """Several codes, separated by `;` or `,`."""
    return tuple(dict.fromkeys(_code(part) for part in _parts(cell)))


def canonical(text: str) -> str:
    """A code as it is kept, whether it is a good one or not."""
    return unicodedata.normalize("NFC", text).upper()


def _code(text: str) -> str:
    text = canonical(text)
    if not _CODE.fullmatch(text):
        raise Wrong(Fault.BAD_CODE, text)
    return text


def _parts(cell: Cell) -> list[str]:
    # A line break inside a cell separates too; `Cell.text` has made it a space.
    text = str(cell.value).replace("\n", ";") if isinstance(cell.value, str) else cell.text
    return [" ".join(part.split()) for part in re.split("[;,]", text) if part.strip()]


def number(lowest: int, highest: int) -> Callable[[Cell], int]:
    """A reader of whole numbers in a range; a unit after the number is allowed (`45 phút`)."""

    def read(cell: Cell) -> int:
        found = re.fullmatch(r"(\d{1,6})(?: [^\d]+)?", cell.text)
        if isinstance(cell.value, bool) or not found or not lowest <= int(found[1]) <= highest:
            raise Wrong(Fault.BAD_NUMBER, cell.text, str(lowest), str(highest))
        return int(found[1])

    return read


def day(cell: Cell) -> date:
    """A date: a real date cell, or `dd/mm/yyyy` (also with `-` or `.`, or `yyyy-mm-dd`)."""
    if isinstance(cell.value, datetime):
        return _plausible(cell.value.date())
    if isinstance(cell.value, date):
        return _plausible(cell.value)
    found = _DATE.fullmatch(cell.text)
    if not found:
        raise Wrong(Fault.BAD_DATE, cell.text)
    if found[3]:
        year, month, number = int(found[3]), int(found[2]), int(found[1])
    else:
        year, month, number = int(found[4]), int(found[5]), int(found[6])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong(Fault.BAD_YEAR, f"{year:04d}")
    try:
        return date(year, month, number)
    except ValueError:
        raise Wrong(Fault.BAD_DATE, cell.text) from None


def day_after(cell: Cell) -> date:
    """People write the last day; the roster keeps the day after it."""
    return day(cell) + timedelta(days=1)


def _plausible(found: date) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Wrong(Fault.BAD_YEAR, f"{found.year:04d}")
    return found


def clock(cell: Cell) -> time:
    """A time of day: a real time cell, `19h30`, `19:30`, `19 giờ 30`, `7h`."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return _to_minute(value)
    if isinstance(value, float) and 0 < value < 1:  # Excel's fraction of a day, unformatted
        minutes = round(value * 24 * 60)
        return time(minutes // 60, minutes % 60)
    try:
        return _to_minute(read_clock(cell.text))
    except ValueError:
        raise Wrong(Fault.BAD_TIME, cell.text) from None


def _to_minute(value: time) -> time:
    if value == NO_TIME:  # a date cell without a time
        raise Wrong(Fault.BAD_TIME, "0h")
    return value.replace(second=0, microsecond=0)


def phone(cell: Cell) -> str:
    """A telephone number in any usual form, as E.164: `0912 345 678` -> `+84912345678`."""
    text = cell.text
    digits = re.sub(r"\D", "", text)
    if re.search(r"[^\d\s+().\-/]", text) or not digits:
        raise Wrong(Fault.BAD_PHONE, text)
    if digits.startswith("84") and len(digits) in (11, 12):
        text = f"+{digits}"
    try:
        parsed = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        raise Wrong(Fault.BAD_PHONE, text) from None
    if not phonenumbers.is_valid_number(parsed):
        raise Wrong(Fault.BAD_PHONE, cell.text)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def roles(cell: Cell) -> tuple[Role, ...]:
    """One or several roles, separated by `;` or `,`."""
    found = []
    for part in _parts(cell):
        role = role_called(part)
        if role is None:
            raise Wrong(Fault.BAD_ROLE, part)
        found.append(role)
    return tuple(dict.fromkeys(found))


def yes_no(cell: Cell) -> bool:
    """`có`, `không`, `x`, or a real true/false cell."""
    if isinstance(cell.value, bool):
        return cell.value
    found = yes_or_no(cell.text)
    if found is None:
        raise Wrong(Fault.BAD_YES_NO, cell.text)
    return found


def habit(cell: Cell) -> Habit | None:
    """The habitual day, `ngày 5` or `thứ 7 tuần 2`; a bare `5` is a day of the month."""
    try:
        return read_habit(cell.text)
    except ValueError:
        raise Wrong(Fault.BAD_HABIT, cell.text) from None
