"""Questions in plain words about figures: a small typed grammar over words without accents.

A question is understood only as a whole: whatever is left over after period, place, subject and
predicate means that it was not. That is what keeps a secretary's "chưa họp" a reply.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.fold import fold
from domain.reports.listings import Listing
from domain.reports.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """Which ...? `place`: the words that name a unit."""

    listing: Listing
    period: Period
    place: str | None


@dataclass(frozen=True, slots=True)
class SummaryQuestion:
    """How are things?"""

    period: Period
    place: str | None


@dataclass(frozen=True, slots=True)
class CompareQuestion:
    """Compared with the period before?"""

    period: Period
    place: str | None


Question = ListQuestion | SummaryQuestion | CompareQuestion

_OF_BRANCHES: Mapping[str, Listing] = {
    "chua hop": Listing.NOT_YET,
    "chua sinh hoat": Listing.NOT_YET,
    "da hop": Listing.HELD,
    "hop roi": Listing.HELD,
    "da hop xong": Listing.HELD,
    "khong hop": Listing.NOT_HELD,
    "hoan": Listing.POSTPONED,
    "hoan hop": Listing.POSTPONED,
    "doi": Listing.MOVED,
    "doi lich": Listing.MOVED,
    "doi ngay": Listing.MOVED,
    "doi hop": Listing.MOVED,
    "chua bao": Listing.UNREPORTED,
    "chua bao cao": Listing.UNREPORTED,
    "chua bao ket qua": Listing.UNREPORTED,
    "im lang": Listing.UNREPORTED,
    "sap hop": Listing.UPCOMING,
    "chua den gio": Listing.UPCOMING,
    "ty le thap": Listing.LOW_TURNOUT,
    "ty le du thap": Listing.LOW_TURNOUT,
    "du thap": Listing.LOW_TURNOUT,
    "hop ngan": Listing.UNDER_NORM,
    "hop qua ngan": Listing.UNDER_NORM,
    "hop ngan hon quy dinh": Listing.UNDER_NORM,
    "ngan hon quy dinh": Listing.UNDER_NORM,
    "chua hop chuyen de": Listing.NO_THEMATIC,
    "chua sinh hoat chuyen de": Listing.NO_THEMATIC,
    "da hop chuyen de": Listing.THEMATIC,
    "da sinh hoat chuyen de": Listing.THEMATIC,
}
_OF_CADRES: Mapping[str, Listing] = {
    "chua du lan nao": Listing.NEVER,
    "chua du buoi nao": Listing.NEVER,
    "chua di lan nao": Listing.NEVER,
    "khong du lan nao": Listing.NEVER,
    "khong du buoi nao": Listing.NEVER,
    "vang": Listing.AWAY,
    "vang mat": Listing.AWAY,
    "vang khong ly do": Listing.ABSENT,
    "vang co ly do": Listing.EXCUSED,
    "chua tra loi": Listing.UNANSWERED,
    "im lang": Listing.UNANSWERED,
    "chua bao": Listing.UNSEEN,
    "da du": Listing.PRESENT,
    "bao khac nhau": Listing.DISPUTED,
    "duoc thay": Listing.SUBSTITUTED,
    "co nguoi thay": Listing.SUBSTITUTED,
    "nho nguoi thay": Listing.SUBSTITUTED,
    "da cu nguoi thay": Listing.SUBSTITUTED,
}
_BEFORE = r"(?:(?:cho (?:toi )?(?:biet|hoi)|xem|xin hoi|hien|con|co) )*"
_WORDS = r"(?:(?:con|dang|bi|van|phai) )?"


def _pattern(subject: str, predicates: Mapping[str, Listing]) -> re.Pattern[str]:
    """Which or how many of the subject, then one of the predicates, and nothing else."""
    longest = "|".join(sorted(predicates, key=len, reverse=True))
    asked = rf"(?:(?:nhung |cac )?(?:{subject}) nao|(?:bao nhieu|may) (?:{subject}))"
    return re.compile(rf"{_BEFORE}{asked} {_WORDS}(?P<what>{longest})")


_BRANCHES = _pattern("ban|chi bo|khu pho|thon|lang", _OF_BRANCHES)
_CADRES = _pattern("can bo|dong chi|d/c|dc|cap uy vien", _OF_CADRES)
_WHO = re.compile(
    rf"{_BEFORE}(?:ai|nhung ai) {_WORDS}"
    rf"(?P<what>{'|'.join(sorted(_OF_CADRES, key=len, reverse=True))})"
)
_SUMMARY = re.compile(
    rf"{_BEFORE}(?:(?:tinh hinh|tong hop)(?: hop| sinh hoat)?(?: the nao| ra sao)?"
    r"|(?:hop|sinh hoat)(?: hanh)? (?:the nao|ra sao)"
    r"|ty le (?:dang vien |can bo )?(?:du|hop|du hop|du sinh hoat)(?: the nao| ra sao| bao nhieu)?)"
)
_COMPARE = re.compile(rf"{_BEFORE}so (?:sanh )?voi")
_COMPARE_ALONE = re.compile(rf"{_BEFORE}so sanh")
_ABOUT = re.compile(
    r"\b(?:(?:ban|chi bo|khu pho|thon|can bo|xa|dang vien) nao"
    r"|(?:bao nhieu|may) (?:ban|chi bo|khu pho|thon|can bo|xa|dang vien)|tinh hinh|so voi)\b"
)
_ASKS = re.compile(
    r"\b(?:nao|ai|bao nhieu|may|the nao|ra sao|so voi|so sanh|tinh hinh|tong hop|ty le)\b"
)

_WHICH = re.compile(r"(?:(?:ban|chi bo|khu pho|thon|can bo|xa) nao|bao nhieu (?:ban|chi bo|xa))\b")
_ANY = re.compile(r"\b(?:cung|thi)\b")  # "bản nào cũng được" asks nothing

_UNITS = {
    "tuan": PeriodKind.WEEK,
    "thang": PeriodKind.MONTH,
    "quy": PeriodKind.QUARTER,
    "nam": PeriodKind.YEAR,
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PERIOD = re.compile(
    r"\b(?:trong |cua )?(?P<unit>tuan|thang|quy|nam) "
    r"(?P<which>nay|truoc|ngoai|qua|sau|toi"
    r"|(?:\d{1,2}|iv|i{1,3})[/-]20\d\d|20\d\d|\d{1,2}|iv|i{1,3})\b"
)
_SHIFTS = {"nay": 0, "truoc": -1, "ngoai": -1, "qua": -1, "sau": 1, "toi": 1}
# A place ends where the question goes on: "xã Sơn Điện bản nào chưa họp".
_GOES_ON = (
    r"(?=$| (?:(?:nhung |cac )?(?:ban|chi bo|khu pho|thon|can bo|dong chi|d/c|dc|cap uy vien) nao"
    r"|ai|nhung ai|bao nhieu|may|tinh hinh|tong hop|so voi|so sanh|ty le"
    r"|(?:hop|sinh hoat)(?: hanh)? (?:the nao|ra sao))\b)"
)
_PLACE = re.compile(
    rf"\b(?:o |tai |cua )?(?:xa|thi tran|phuong) (?!nao\b)(?P<place>.+?){_GOES_ON}"
    rf"|\b(?:o|tai) (?!xa\b|thi tran\b|phuong\b)(?P<at>.+?){_GOES_ON}"
)


def reads_as_question(text: str) -> bool:
    """Whether words ask for figures, understood or not."""
    words = fold(text)
    if not text.rstrip().endswith("?"):
        return bool(_WHICH.match(words)) and not _ANY.search(words)
    return bool(_ABOUT.search(words))


def understand_question(text: str, today: date) -> Question | None:
    """What is asked; None when the words are not a question of this grammar from end to end."""
    words = " ".join(re.sub(r"[?!.,;:]+(?=\s|$)", " ", fold(text)).split())
    if not _ASKS.search(words):
        return None
    period, words = _period(words, today)
    place, words = _place(words)
    return _listing(words, period, place, today) or _whole(words, period, place, today)


def as_typed(text: str, place: str) -> str:
    """The place of a question as it stands in its text, with accents."""
    words = re.sub(r"[?!.,;:]+(?=\s|$)", " ", text).split()
    length = len(place.split())
    parts = (" ".join(words[at : at + length]) for at in range(len(words)))
    return next((part for part in parts if fold(part) == place), place)


def _listing(words: str, period: Period | None, place: str | None, today: date) -> Question | None:
    for pattern, predicates in (
        (_BRANCHES, _OF_BRANCHES),
        (_CADRES, _OF_CADRES),
        (_WHO, _OF_CADRES),
    ):
        match = pattern.fullmatch(words)
        if match is not None:
            listing = predicates[match["what"]]
            about = period or Period.of(_usual(listing), today)
            if listing is Listing.NOT_YET and about.kind is not PeriodKind.WEEK:
                listing = Listing.NOT_MET
            return ListQuestion(listing, about, place)
    return None


def _usual(listing: Listing) -> PeriodKind:
    """The period meant when none is said."""
    quarterly = (Listing.NEVER, Listing.NO_THEMATIC, Listing.THEMATIC)
    return PeriodKind.QUARTER if listing in quarterly else PeriodKind.WEEK


def _whole(words: str, period: Period | None, place: str | None, today: date) -> Question | None:
    if period is not None and _COMPARE.fullmatch(words):
        # "so với tháng trước": this month beside the one before it
        ahead = period.first > today
        return None if ahead else CompareQuestion(period.next, place)
    if _COMPARE_ALONE.fullmatch(words):
        return CompareQuestion(period or Period.of(PeriodKind.MONTH, today), place)
    if _SUMMARY.fullmatch(words):
        return SummaryQuestion(period or Period.of(PeriodKind.WEEK, today), place)
    return None


def _period(words: str, today: date) -> tuple[Period | None, str]:
    """The one period that is named, and the words without it."""
    match = _PERIOD.search(words)
    if match is None:
        return None, words
    found = _named(_UNITS[match["unit"]], match["which"], today)
    if found is None:
        return None, words
    return found, " ".join((words[: match.start()] + " " + words[match.end() :]).split())


def _named(kind: PeriodKind, which: str, today: date) -> Period | None:
    this = Period.of(kind, today)
    if which in _SHIFTS:
        return this.shifted(_SHIFTS[which])
    number, _, year = which.replace("-", "/").partition("/")
    return numbered(kind, _ROMAN.get(number, 0) or int(number), int(year or 0), today)


def numbered(kind: PeriodKind, number: int, year: int, today: date) -> Period | None:
    """The period of that number: of that year, or (0) the latest that is not far ahead."""
    if kind is PeriodKind.YEAR:
        return Period(date(number, 1, 1), kind) if 2000 <= number <= 2100 else None
    if year == 0:
        this = Period.of(kind, today)
        back = (this.shifted(-n) for n in range(-1, 54))
        return next((one for one in back if one.number == number), None)
    letter = {PeriodKind.WEEK: f"W{number:02d}", PeriodKind.QUARTER: f"Q{number}"}.get(kind)
    try:
        return Period.parse(f"{year}-{letter or f'{number:02d}'}")
    except ValueError:
        return None


def _place(words: str) -> tuple[str | None, str]:
    match = _PLACE.search(words)
    if match is None:
        return None, words
    rest = f"{words[: match.start()]} {words[match.end() :]}"
    return match["place"] or match["at"], " ".join(rest.split())
