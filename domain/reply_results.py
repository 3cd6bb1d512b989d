"""The secretary's report after a meeting: held, moved, postponed or not held, in free words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.attendance import MeetingOutcome, ReasonCategory
from domain.reply_labels import Confidence
from domain.reply_numbers import SixNumbersReading, six_numbers
from domain.reply_reasons import reason_of
from domain.reply_signs import Signs, read_signs

HELD, MOVED, POSTPONED, NOT_HELD = (
    MeetingOutcome.HELD,
    MeetingOutcome.MOVED,
    MeetingOutcome.POSTPONED,
    MeetingOutcome.NOT_HELD,
)


@dataclass(frozen=True, slots=True)
class ResultUnderstanding:
    """What a report says. When asking, `outcome` is the likelier of `readings`, or None: unknown.

    `new_date` is the part of the text that names the new date or time, for `read_date`.
    """

    outcome: MeetingOutcome | None
    confidence: Confidence
    readings: tuple[MeetingOutcome, ...]
    reason: ReasonCategory
    new_date: str | None
    numbers: SixNumbersReading | None
    seen: str


_DIGITS = {"1": HELD, "2": MOVED, "3": POSTPONED, "4": NOT_HELD}  # as the question numbers them
_DENIED = re.compile(r"N[cVC]*[R>]")
_SAYS = (
    (MOVED, re.compile(r">|R.*[/@]|R[^,.]*t#|R[^,.]*(?:ge|g)t")),
    (POSTPONED, re.compile(r"R")),
    (NOT_HELD, re.compile(r"<|N[cVC]*M|MNC")),
    (HELD, re.compile(r"\)|p[yM]*M|M[^,.]*p|[cV]M|M[^,.]*ż|^[Yycpż.,]*[cpż][ypżPS.,]*$")),
)
_OPEN = re.compile(r"\[|U")
_QUESTION = re.compile(r"\?|Q|Ķ|[Mc)][^,.]*[NU][.]?$")


@lru_cache(maxsize=256)
def understand_result(text: str) -> ResultUnderstanding:
    """What the secretary reports about one meeting; never sure of two outcomes at once."""
    signs = read_signs(text)
    numbers = six_numbers(text)
    readings, sure = _readings(text, signs, numbers)
    return ResultUnderstanding(
        outcome=readings[0] if readings else None,
        confidence=Confidence.SURE if sure else Confidence.ASK,
        readings=() if sure else readings,
        reason=ReasonCategory.NONE if readings[:1] == (HELD,) else reason_of(signs.text),
        new_date=_new_date(signs) if readings[:1] in ((MOVED,), (POSTPONED,)) else None,
        numbers=numbers,
        seen=" ".join(w for s, w in zip(signs.text, signs.words, strict=True) if s not in "_^,."),
    )


def _readings(
    text: str, signs: Signs, numbers: SixNumbersReading | None
) -> tuple[tuple[MeetingOutcome, ...], bool]:
    digit = _DIGITS.get(text.strip(" .)"))
    if digit:
        return (digit,), True
    said = _DENIED.sub("", signs.text)
    found = tuple(outcome for outcome, pattern in _SAYS if pattern.search(said))
    if MOVED in found and POSTPONED in found:
        found = tuple(outcome for outcome in found if outcome is not POSTPONED)
    if NOT_HELD in found and len(found) > 1 and HELD not in found:
        found = tuple(outcome for outcome in found if outcome is not NOT_HELD)
    if _QUESTION.search(said):
        return found[:2], False
    if numbers and numbers.present is not None and not found:
        return (HELD,), True
    if _OPEN.search(said) and HELD not in found and found:
        return found[:2], len(found) == 1
    if _OPEN.search(said) or "H" in said or "I" in said:
        return found[:2] or (POSTPONED, NOT_HELD), False
    if not found:
        return (
            (NOT_HELD, POSTPONED) if "N" in said else (HELD, POSTPONED) if "Y" in said else ()
        ), False
    return found[:2], len(found) == 1


def _new_date(signs: Signs) -> str | None:
    """What stands from the first date or time after the word that moves the meeting."""
    moved = max(signs.text.rfind(">"), signs.text.rfind("R"))
    dated = re.compile(r"[/@t]").search(signs.text, max(moved, 0))
    return " ".join(signs.words[dated.start() :]) if dated else None
