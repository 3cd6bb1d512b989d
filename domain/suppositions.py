"""What somebody supposes about a plan: "neu d/c Ha nghi 14-20/12", read into its kind and pieces.

The names in it are left as typed: who and which branch is meant depends on what the asker sees.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.fold import fold
from domain.reply_dates import DateRange, read_date
from domain.reply_ranges import read_range

_ADDRESS = re.compile(r"^(?:d/c|dc|dong chi|ong|ba|anh|chi)\s+")
_AWAY = (
    r"(?:di cong tac|cong tac|di hoc|di vien|di vang|nghi phep|nghi om|nghi|vang mat|vang|ban viec|"
    r"ban|om|vuong|khong hop duoc|khong di duoc|khong du duoc|sat lo|bi sat lo|ngap lut|ngap|"
    r"bi ngap|mat duong|duong sat|lu quet|bao lu|mua lu|co viec)"
)
_SOMEBODY = re.compile(
    r"^(?:(?:d/c|dc|dong chi) )?(?P<who>\S.*?)\s+(?:bi |phai |se |xin |duoc )*"
    rf"{_AWAY}\b(?P<when>.*)$"
)
_DAY_CLOSED = re.compile(
    r"^(?:toan huyen |ca vung |tat ca |ca xa )?(?:ngay |nghi (?:ngay )?|cam hop )*"
    r"(?P<when>\d{1,2}(?:\s*-\s*\d{1,2})?\s*/\s*\d{1,2}(?:/\d{4})?)"
    r"(?:\s+(?:nghi|khong hop|khong hop duoc|le|bao|lu|mua bao|cam hop|nghi le).*)?$"
)
_INSTEAD = re.compile(
    r"^(?P<new>\S.*?)\s+(?:du thay|di thay|thay the|thay)\s+(?:cho\s+)?(?P<old>\S.*?)\s+"
    r"(?:o|tai|du|di)\s+(?P<where>\S.*)$"
)
_MOVED = re.compile(
    r"^(?:doi |chuyen |hop )?(?P<where>\S.*?)\s+(?:sang |vao |ngay |qua )*(?P<when>"
    r"(?:t[2-7]|cn|thu \S+)?\s*\d{1,2}/\d{1,2}.*)$"
)


class Supposed(StrEnum):
    """The kinds of changes a plan can be tried against."""

    AWAY = "away"  # a person, or a branch, cannot for some days
    CLOSED = "closed"  # nobody meets on some days
    INSTEAD = "instead"  # another cadre is assigned to a branch
    MOVED = "moved"  # a meeting is set to a time


@dataclass(frozen=True, slots=True)
class Supposition:
    """One change as typed: `who` and `where` are names or codes still to be found."""

    kind: Supposed
    who: str = ""
    instead_of: str = ""
    where: str = ""
    days: DateRange | None = None
    rest: str = ""  # the time of a move, still to be read


def read_supposition(text: str, today: date) -> Supposition | None:
    """The change a text speaks of; None when none can be read, or its days cannot."""
    words = " ".join(fold(text).replace("–", "-").split()).rstrip(" ?.!")
    words = words.removeprefix("neu ").removesuffix(" thi sao").removesuffix(" thi the nao")
    for read in (_closed, _away, _instead, _moved):
        found = read(words, today)
        if found is not None:
            return found
    return None


def _name(words: str) -> str:
    return _ADDRESS.sub("", words).strip()


def _closed(words: str, today: date) -> Supposition | None:
    match = _DAY_CLOSED.match(words)
    days = read_range(match["when"], today) if match else None
    return None if days is None else Supposition(Supposed.CLOSED, days=days)


def _away(words: str, today: date) -> Supposition | None:
    match = _SOMEBODY.match(words)
    days = read_range(match["when"], today) if match else None
    if match is None or days is None:
        return None
    return Supposition(Supposed.AWAY, who=_name(match["who"]), days=days)


def _instead(words: str, today: date) -> Supposition | None:
    match = _INSTEAD.match(words)
    if match is None:
        return None
    return Supposition(
        Supposed.INSTEAD,
        who=_name(match["new"]),
        instead_of=_name(match["old"]),
        where=match["where"].removeprefix("chi bo ").strip(),
    )


def _moved(words: str, today: date) -> Supposition | None:
    match = _MOVED.match(words)
    day = read_date(match["when"], today) if match else None
    if match is None or day is None:
        return None
    where = match["where"].removeprefix("chi bo ").strip()
    return Supposition(
        Supposed.MOVED, where=where, days=DateRange(day, day), rest=match["when"].strip()
    )
