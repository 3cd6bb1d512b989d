"""The six numbers of a meeting as secretaries type them: "24 20 3 1 2 95", "có mặt 20, vắng 4"."""

import re
from dataclasses import dataclass

from domain.fold import fold
from domain.reply_times import clock_span


@dataclass(frozen=True, slots=True)
class SixNumbersReading:
    """Numbers as read, unchecked; None is what the text does not say.

    Members: total, present, absent (excused and unexcused together, when only that is said),
    excused, unexcused, exempt. Minutes of meeting.
    """

    total: int | None = None
    present: int | None = None
    absent: int | None = None
    excused: int | None = None
    unexcused: int | None = None
    exempt: int | None = None
    minutes: int | None = None

    @property
    def complete(self) -> bool:
        """All six numbers were said or follow from what was said."""
        parts = (self.total, self.present, self.excused, self.unexcused, self.exempt, self.minutes)
        return None not in parts


_POSITIONS = ("total", "present", "excused", "unexcused", "exempt", "minutes")
_BARE_LINE = re.compile(
    r"\D{0,40}?(\d{1,3}(?:[\s,;/\-.+|]+(?:(?:hop|trong|thoi gian|tg):?\s*)?\d{1,3}){4,5})"
    r"\s*(?:p|ph|phut|'|m)?[\s.!a-z]{0,20}"
)
_NOISE = re.compile(
    r"\b(?:ngay|hom|mung|thu|t|tuan|thang)\s*\d{1,2}(?:/\d{1,2}(?:/\d{2,4})?)?|\d{1,2}/\d{1,2}/\d{4}|\d+(?:[.,]\d+)?\s*%"
)
_HOURS = re.compile(r"(\d)\s*(?:tieng|h|gio)\s*(?:(\d{1,2})\s*(?:p|ph|phut)?|(ruoi|rui))?(?![\d:])")
_HALF = re.compile(r"(\d)[.,]5\s*(?:tieng|gio|h)\b")
# Folded keywords -> one letter; the first that matches wins.
_TOKEN = re.compile(
    r"(?P<U>(?:khong|ko|k|kg|chua)\s*(?:co\s*)?(?:ly do|li do|phep|ld\b)|\bkld\b|\bkp\b"
    r"|\b(?:khong|ko)\b(?= *(?:[,;.)]|$)))"
    r"|(?P<E>(?:co\s*)(?:ly do|li do|phep|ld\b)|\bcld\b|\bcp\b|\bxin phep\b|\bphep\b|\bly do\b)"
    r"|(?P<D>\bdang vien\b|\bdv\b)"
    r"|(?P<P>\bco mat\b|\btham (?:gia|du)\b|\bdu(?: hop)?\b|\bden du\b|\bhien dien\b|\bcm\b)"
    r"|(?P<Z>\b(?:khong|ko|k) (?:co )?(?:ai |d/c nao |dong chi nao )?vang\b"
    r"|\bday du\b|\bdu ca\b|\bvang khong\b(?! co| phep| ly))"
    r"|(?P<A>\bvang(?: mat)?\b|\bnghi\b)"
    r"|(?P<X>\bmien(?: sinh hoat| sh)?\b|\bmsh\b|\bm\b)"
    r"|(?P<T>\btong(?: so)?\b|\bquan so\b|\bdang so\b|\bsi so\b|\bts\b)"
    r"|(?P<M>\bphut\b|\bph\b|(?<=\d)\s*p\b|')"
    r"|(?P<S>\d{1,3}\s*(?:/|tren)\s*\d{1,3})"
    r"|(?P<n>\d{1,3})"
    r"|(?P<c>[,;.\n()])"
)
_JOINED = re.compile(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)")  # "20cm 3cld"
_ASIDE = re.compile(r"\((?!.*\b(?:phep|ly do|li do|cld|kld|cp|kp)\b)[^)]*\)")  # "(2 ill, 1 away)"
_GRAMMARS = tuple(
    re.compile(pattern)
    for pattern in (
        r"AEn|AUn|An(?:E|U)(?!n)|nA(?:E|U)|n(?:E|U)|(?:E|U)n|An|nA|PS|SP|S|Pn|nP|Tn|nT|Xn|nX|nM|Mn|Z",
        r"AEn|AUn|An(?=[,c]*(?:E|U)n)|(?:E|U)n|An|PS|S|Pn|Tn|Xn|nM|Mn|Z",
        r"nA(?:E|U)|n(?:E|U)|nA|SP|S|nP|nT|nX|nM|Z",
    )
)

# "vắng 3 có phép 1 không phép miễn 2": each number stands before what it counts.
_NUMBER_FIRST = re.compile(r"AnEc?nU(?!c?n)|AnUc?nE(?!c?n)")
_BEFORE = re.compile(r"An(?:E|U)|n(?:E|U)|An|PS|SP|S|Pn|nP|Tn|nT|Xn|nX|nM|Mn|Z")


def six_numbers(text: str) -> SixNumbersReading | None:
    """What a report says in numbers; None when it is not a report of numbers.

    Bare numbers are read in the order total, present, excused, unexcused, exempt, minutes (five of
    them are the first five). Nothing is checked here except that two sayings do not contradict.
    """
    folded = fold(text)
    minutes, rest = _duration(folded)
    for line in _lines(folded, rest, minutes):
        bare = _BARE_LINE.fullmatch(line)
        if bare and not any(word in folded for word in ("mat", "vang", "mien")):
            numbers = [int(number) for number in re.findall(r"\d+", bare[1])]
            if line is not folded and minutes is not None and len(numbers) == 5:
                numbers.append(minutes)
            return SixNumbersReading(**dict(zip(_POSITIONS, numbers, strict=False)))
    return _named(folded)


def _lines(folded: str, rest: str, minutes: int | None) -> tuple[str, ...]:
    """The text as it may hold bare numbers: without the hours said, without a date before them."""
    told = (rest, folded) if minutes is not None else (folded,)
    return tuple(line for one in told for line in (one, _NOISE.sub(" ", one)))


def _named(folded: str) -> SixNumbersReading | None:
    minutes, rest = _duration(_NOISE.sub(" ", folded))
    rest = _ASIDE.sub(" ", _JOINED.sub(" ", rest))
    found = [(m.lastgroup or "", m.group()) for m in _TOKEN.finditer(rest)]
    found = _without_asides(found)
    letters = "".join(kind for kind, _ in found)
    if _dated(letters, found) or not set(letters) & set("nSZ"):
        return None
    if not set(letters) & set("PAXEUZ") and not _only_a_ratio(letters, found):
        return None
    for grammar in (_BEFORE, *_GRAMMARS) if _NUMBER_FIRST.search(letters) else _GRAMMARS:
        said = _associate(grammar, letters, found)
        if said is not None:
            return _complete(said, minutes)
    return None


def _without_asides(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """ "20 members present" is about those present; otherwise members are the total."""
    after = [kind for kind, _ in found[1:]] + [""]
    return [
        ("T" if kind == "D" else kind, said)
        for (kind, said), following in zip(found, after, strict=False)
        if not (kind == "D" and following in tuple("PAEUX"))
    ]


def _dated(letters: str, found: list[tuple[str, str]]) -> bool:
    """ "dự 5/12" with nothing else is a day, not five of twelve."""
    ratio = next((said for kind, said in found if kind == "S"), "")
    return (
        letters.strip("c") in ("PS", "SP")
        and not any("mat" in said for _, said in found)
        and int(re.split(r"\D+", ratio)[-1]) <= 12
    )


def _only_a_ratio(letters: str, found: list[tuple[str, str]]) -> bool:
    """ "28/31" is nobody's birthday: more than twelve members, and no more present than that."""
    if letters.strip("c") != "S":
        return False
    present, total = (
        int(part) for kind, said in found if kind == "S" for part in re.findall(r"\d+", said)
    )
    return 12 < total >= present


def _duration(folded: str) -> tuple[int | None, str]:
    span = clock_span(folded)
    if span:
        return span[0], folded.replace(span[1], " ")
    for pattern in (_HALF, _HOURS):
        match = pattern.search(folded)
        if match:
            half = pattern is _HALF or bool(match[3])
            extra = 30 if half else int(match[2] or 0)
            return int(match[1]) * 60 + extra, folded.replace(match.group(), " ")
    return None, folded


def _associate(
    grammar: re.Pattern[str], letters: str, found: list[tuple[str, str]]
) -> dict[str, int] | None:
    """Which keyword each number belongs to; None when a number is left over or said twice."""
    said: dict[str, int] = {}
    used = 0
    for match in grammar.finditer(letters):
        piece = match.group()
        values = [found[i][1] for i in range(*match.span()) if letters[i] in "nS"]
        used += len(values)
        for name, value in _members(piece, values[0] if values else "0"):
            if said.setdefault(name, value) != value:
                return None
    return said if used == sum(letters.count(kind) for kind in "nS") else None


def _members(piece: str, value: str) -> list[tuple[str, int]]:
    if "S" in piece:
        present, total = (int(part) for part in re.findall(r"\d+", value))
        return [("present", present), ("total", total)]
    number = int(value)
    for letter, name in (
        ("E", "excused"),
        ("U", "unexcused"),
        ("A", "absent"),
        ("P", "present"),
        ("X", "exempt"),
        ("T", "total"),
        ("M", "minutes"),
    ):
        if letter in piece:
            return [(name, number)]
    return [("absent", 0)]


def _complete(said: dict[str, int], minutes: int | None) -> SixNumbersReading:
    """What follows from what was said: nobody absent, or the other half of the absent."""
    absent = said.get("absent")
    if absent == 0:
        said.setdefault("excused", 0)
        said.setdefault("unexcused", 0)
    elif absent is not None:
        for one, other in (("excused", "unexcused"), ("unexcused", "excused")):
            if one in said and other not in said and said[one] <= absent:
                said[other] = absent - said[one]
                break
    if minutes is not None:
        said.setdefault("minutes", minutes)
    return SixNumbersReading(**said)
