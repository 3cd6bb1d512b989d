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
from domain.reports.question_times import named_period
from domain.reports.question_words import (
    OF_ANYBODY,
    OF_BRANCHES,
    OF_CADRES,
    OF_EITHER,
    OF_SECRETARIES,
    plain,
)


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


@dataclass(frozen=True, slots=True)
class BranchQuestion:
    """What about this branch? `name`: the words that name it."""

    name: str


@dataclass(frozen=True, slots=True)
class CadreQuestion:
    """What about this cadre? `name`: the words that name them."""

    name: str


@dataclass(frozen=True, slots=True)
class BriefQuestion:
    """What waits for a decision?"""


Question = (
    ListQuestion
    | SummaryQuestion
    | CompareQuestion
    | BranchQuestion
    | CadreQuestion
    | BriefQuestion
)

_BEFORE = r"(?:(?:cho (?:toi )?(?:biet|hoi|xem)|cho toi|xem|xin hoi|hien|con|co|da co) )*"
_WORDS = r"(?:(?:con|dang|bi|van|phai) )?"
_OF_A_BRANCH = "ban|chi bo|khu pho|thon|lang"
_OF_A_CADRE = "can bo|dong chi|d/c|dc|cap uy vien|uy vien"


def _pattern(subject: str, predicates: Mapping[str, Listing]) -> re.Pattern[str]:
    """Which, how many or all of the subject, then one of the predicates, and nothing else."""
    longest = "|".join(sorted(predicates, key=len, reverse=True))
    asked = (
        rf"(?:(?:nhung |cac )?(?:{subject}) nao|(?:bao nhieu|may) (?:{subject})"
        rf"|(?:danh sach |liet ke )(?:nhung |cac )?(?:{subject})|(?:nhung|cac) (?:{subject}))"
    )
    return re.compile(rf"{_BEFORE}{asked} {_WORDS}(?P<what>{longest})")


def _who(predicates: Mapping[str, Listing]) -> re.Pattern[str]:
    longest = "|".join(sorted(predicates, key=len, reverse=True))
    return re.compile(rf"{_BEFORE}(?:ai|nhung ai) {_WORDS}(?P<what>{longest})")


_LISTS = (
    (_pattern(f"{_OF_A_BRANCH}|buoi|cuoc hop|noi", OF_BRANCHES), OF_BRANCHES),
    (_pattern(_OF_A_CADRE, OF_CADRES), OF_CADRES),
    (_pattern("bi thu|truong ban", OF_SECRETARIES), OF_SECRETARIES),
    (_pattern("cb", OF_EITHER), OF_EITHER),
    (_who(OF_ANYBODY), OF_ANYBODY),
)
_HELD = re.compile(
    rf"{_BEFORE}(?:da )?(?:hop|sinh hoat) (?:duoc )?(?:bao nhieu|may) (?:{_OF_A_BRANCH}|buoi)"
    r"(?: roi)?"
)
_HOW = "the nao|ra sao"
_SUMMARY = re.compile(
    rf"{_BEFORE}(?:(?:tinh hinh|tong hop)(?: hop(?: hanh)?| sinh hoat)?(?: {_HOW})?"
    rf"|(?:hop|sinh hoat)(?: hanh)? (?:{_HOW})"
    rf"|ty le (?:dang vien |can bo )?(?:du|hop|du hop|du sinh hoat)(?: {_HOW}| bao nhieu)?"
    r"|bao nhieu dang vien (?:du|du hop|di hop|co mat|vang|vang mat|vang khong ly do))"
)
_HOW_ALONE = re.compile(_HOW)
_COMPARE = re.compile(rf"{_BEFORE}so (?:sanh )?voi(?: {_HOW})?")
_COMPARE_TWO = re.compile(rf"{_BEFORE}(?:so (?:sanh )?voi|(?:co )?(?:hon|kem|tot hon))(?: {_HOW})?")
_COMPARE_ALONE = re.compile(rf"{_BEFORE}so sanh")
_TO_DECIDE = r"(?:quyet dinh|quyet|xu ly|giai quyet|lam|duyet|chi dao|cho y kien)"
_BRIEF = re.compile(
    rf"(?:con |co |nhung |cac )*(?:viec|dieu|van de) (?:gi|nao)(?: (?:can|phai|chua|cho))*"
    rf"(?: toi| minh)?(?: phai)?(?: {_TO_DECIDE})?(?: xong)?"
    rf"|(?:con |co )*gi (?:can|phai|cho) (?:toi |minh )?{_TO_DECIDE}"
    rf"|(?:con |co |nhung |cac )*viec (?:can|phai|cho|chua) (?:toi |minh )?{_TO_DECIDE}"
)
# "ban nhung chua biet the nao" names no village: these are not words of names
_NO_NAME = "nao|toi|minh|em|nay|ay|nhung|chua|khong|biet|cung|thi|la|ma|thay|di|viec|lam|hop|hom"
_NAME = rf"(?P<name>(?!(?:{_NO_NAME})\b)\S+(?: (?!(?:{_NO_NAME})\b)\S+){{0,3}}?)"
# "khu phố 3" is not "bản 3": the word stays with the name
_A_BRANCH = rf"(?=(?:{_OF_A_BRANCH}) )(?:(?:ban|chi bo|thon|lang) )*"
_BRANCH = re.compile(
    rf"{_BEFORE}(?P<why>(?:vi sao|tai sao|sao|bao gio|khi nao|ngay nao) )?"
    rf"{_A_BRANCH}{_NAME} (?P<verb>(?:da |co |chua |khong )?(?:hop|sinh hoat|hoan|doi"
    r"|bao cao|bao ket qua)(?: lich)?(?: sang)?)?"
    rf" ?(?P<what>chua|{_HOW}|(?:vao )?(?:ngay nao|hom nao|bao gio|khi nao|luc nao)|may buoi)?"
)
_OF_BRANCH = re.compile(
    rf"{_BEFORE}(?:ai|can bo nao|dong chi nao) (?:duoc phan cong|phu trach|di|du|di du)"
    rf"(?: hop)?(?: o)? {_A_BRANCH}{_NAME}"
    rf"|{_BEFORE}bi thu {_A_BRANCH}(?P<led>\S+(?: \S+){{0,3}}?) la ai"
    rf"|{_BEFORE}{_A_BRANCH}(?P<has>\S+(?: \S+){{0,3}}?) co"
    r" (?:bao nhieu|may) dang vien"
)
_CADRE = re.compile(
    rf"{_BEFORE}(?:can bo|dong chi|d/c|cap uy vien|cb) {_NAME}"
    r"(?: (?:(?:da |co )?(?:du|di|vang)(?: duoc| hop)? (?:bao nhieu|may) (?:buoi|lan|ban|cuoc)"
    rf"|(?:da )?(?:du|di)(?: hop| du)? chua|{_HOW}))"
)
_ASKS = re.compile(
    r"\b(?:nao|ai|bao nhieu|may|the nao|ra sao|so|so voi|so sanh|tinh hinh|tong hop|ty le"
    r"|gi|viec|hon|kem|danh sach|liet ke|nhung|cac|sao|bao gio)\b| chua$"
)

_WHICH = re.compile(
    rf"\b(?:(?:nhung |cac )?(?:{_OF_A_BRANCH}|{_OF_A_CADRE}|xa|dang vien|cb) nao"
    r"|(?:bao nhieu|may) (?:ban|chi bo|xa|can bo|dang vien|buoi))\b"
)
_ABOUT = re.compile(
    r"\b(?:(?:ban|chi bo|khu pho|thon|can bo|xa|dang vien) nao"
    r"|(?:bao nhieu|may) (?:ban|chi bo|khu pho|thon|can bo|xa|dang vien)|tinh hinh|so voi)\b"
)
_ANY = re.compile(r"\b(?:cung|thi)\b")  # "bản nào cũng được" asks nothing

# A place ends where the question goes on: "xã Sơn Điện bản nào chưa họp".
_GOES_ON = (
    r"(?=$| (?:(?:con|co|da) )*(?:(?:nhung |cac )?"
    r"(?:ban|chi bo|khu pho|thon|can bo|dong chi|d/c|dc|cap uy vien) nao"
    rf"|ai|nhung ai|bao nhieu|may|tinh hinh|tong hop|so voi|so sanh|ty le|{_HOW}"
    r"|(?:hop|sinh hoat)(?: hanh)? (?:the nao|ra sao)"
    r"|(?:da )?(?:hop|sinh hoat) (?:duoc )?(?:may|bao nhieu))\b)"
)
_PLACE = re.compile(
    rf"\b(?:o |tai |cua )?(?:xa|thi tran|phuong) (?!nao\b)(?P<place>.+?){_GOES_ON}"
    rf"|\b(?:o|tai) (?!xa\b|thi tran\b|phuong\b|dau\b|sao\b)(?P<at>.+?){_GOES_ON}"
)


def reads_as_question(text: str, today: date) -> bool:
    """Whether words ask for figures, understood or not."""
    words = fold(text)
    if not text.rstrip().endswith("?"):
        _, rest = named_period(plain(text), today)
        return bool(_WHICH.search(rest)) and not _ANY.search(words)
    return bool(_ABOUT.search(words))


def understand_question(text: str, today: date) -> Question | None:
    """What is asked; None when the words are not a question of this grammar from end to end."""
    words = plain(text)
    if not _ASKS.search(words):
        return None
    period, words = named_period(words, today)
    place, words = _place(words)
    return (
        _listing(words, period, place, today)
        or _whole(words, period, place, today)
        or (_one(words) if place is None else None)
    )


def as_typed(text: str, place: str) -> str:
    """The words of a question that name something as they stand in its text, with accents."""
    words = re.sub(r"[?!.,;:]+(?=\s|$)", " ", text).split()
    length = len(place.split())
    parts = (" ".join(words[at : at + length]) for at in range(len(words)))
    return next((part for part in parts if fold(part) == place), place)


def _listing(words: str, period: Period | None, place: str | None, today: date) -> Question | None:
    for pattern, predicates in _LISTS:
        match = pattern.fullmatch(words)
        if match is not None:
            return _list(predicates[match["what"]], period, place, today)
    return _list(Listing.HELD, period, place, today) if _HELD.fullmatch(words) else None


def _list(listing: Listing, period: Period | None, place: str | None, today: date) -> ListQuestion:
    about = period or Period.of(_usual(listing), today)
    short = about.kind in (PeriodKind.WEEK, PeriodKind.DAY)
    if listing is Listing.NOT_YET and not short:
        listing = Listing.NOT_MET
    return ListQuestion(listing, about, place)


def _usual(listing: Listing) -> PeriodKind:
    """The period meant when none is said."""
    quarterly = (Listing.NEVER, Listing.NO_THEMATIC, Listing.THEMATIC)
    return PeriodKind.QUARTER if listing in quarterly else PeriodKind.WEEK


def _whole(words: str, period: Period | None, place: str | None, today: date) -> Question | None:
    if period is not None and (compared := _compared(words, period, place, today)):
        return compared
    if _COMPARE_ALONE.fullmatch(words):
        return CompareQuestion(period or Period.of(PeriodKind.MONTH, today), place)
    named = period is not None or place is not None
    if _SUMMARY.fullmatch(words) or (named and _HOW_ALONE.fullmatch(words)):
        return SummaryQuestion(period or Period.of(PeriodKind.WEEK, today), place)
    if place is None and (period is None or period.first <= today) and _BRIEF.fullmatch(words):
        return BriefQuestion()
    return None


def _compared(words: str, period: Period, place: str | None, today: date) -> Question | None:
    """'So với tháng trước': this month beside the one before it; or both are named."""
    second, rest = named_period(words, today)
    if second is not None:
        both = second == period.previous and _COMPARE_TWO.fullmatch(rest)
        return CompareQuestion(period, place) if both else None
    if _COMPARE.fullmatch(words) and period.first <= today:
        return CompareQuestion(period.next, place)
    return None


def _one(words: str) -> Question | None:
    """About one branch or one cadre; somebody who says only what happened asks nothing."""
    match = _CADRE.fullmatch(words)
    if match is not None:
        return CadreQuestion(match["name"])
    match = _OF_BRANCH.fullmatch(words)
    if match is not None:
        return BranchQuestion(match["name"] or match["led"] or match["has"])
    match = _BRANCH.fullmatch(words)
    if match is None or not (match["why"] or match["what"]):
        return None
    return BranchQuestion(match["name"])


def _place(words: str) -> tuple[str | None, str]:
    match = _PLACE.search(words)
    if match is None:
        return None, words
    rest = f"{words[: match.start()]} {words[match.end() :]}"
    return match["place"] or match["at"], " ".join(rest.split())
