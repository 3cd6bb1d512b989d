"""Understanding a reply: will the person come, why not, how late, and is the program sure of it.

Rules only: the same text always gives the same answer, nothing is learnt, nothing leaves the
machine. What could be read in two ways is asked back: a wrong yes or no is worse than a question.

A reply goes through four modules: `reply_spelling` (how a word is typed), `reply_signs` (words to
one-letter signs, by the tables of `reply_words`), `reply_claims` (signs to claims) and
`reply_verdicts` (claims to labels).
"""

import re
from functools import lru_cache

from domain.attendance import ReasonCategory
from domain.reply_labels import Asked, Confidence, Label, Understanding
from domain.reply_signs import Signs, read_signs
from domain.reply_spelling import bare_key
from domain.reply_verdicts import verdict_of
from domain.reply_words_times import MINUTES

__all__ = ["Asked", "Confidence", "Label", "Understanding", "understand"]

_NUMBERED = re.compile(r"[S·]*#[.,]?(?:[SP.]*)|[S·]*#[.,][GAL]")  # "2", "2 ạ", "2. vắng"

_LONGEST = 80  # signs; a longer message is a letter, and no rule was made for letters
_HOUR = re.compile(r"\d{1,2}")


@lru_cache(maxsize=256)  # most replies are among the few that everybody writes
def understand(text: str, asked: Asked = Asked.VISIT) -> Understanding:
    """What a reply says, given what was asked; `text` as typed, any spelling."""
    signs = read_signs(text)
    if len(signs.text) > _LONGEST:
        return Understanding(Label.OTHER, ReasonCategory.NONE, None, Confidence.SURE, (), seen="")
    number = signs.words[signs.text.index("#")] if _NUMBERED.fullmatch(signs.text) else ""
    verdict, reason = verdict_of(signs.text, number, asked)
    if asked is Asked.VISIT and verdict == (Label.ATTEND,) and _late_hour(signs):
        verdict = (Label.ATTEND, Label.LATE)
    label = verdict[0]
    return Understanding(
        label=label,
        reason=reason,
        minutes_late=_minutes(signs) if label is Label.LATE else None,
        confidence=Confidence.SURE if len(verdict) == 1 else Confidence.ASK,
        readings=() if len(verdict) == 1 else verdict[-2:],
        seen=" ".join(w for s, w in zip(signs.text, signs.words, strict=True) if s not in "_^·,."),
    )


def _late_hour(signs: Signs) -> bool:
    """Whether an hour is named at which most meetings have begun: "20h em có mặt"."""
    stated = zip(signs.text, signs.words, strict=True)
    hours = [int(_HOUR.findall(word)[0]) for sign, word in stated if sign == "@"]
    morning = any(bare_key(word.lower()).endswith("sang") for word in signs.words)
    return "7" not in signs.text and any(
        hour >= 20 or (hour in (8, 9) and not morning) for hour in hours
    )


def _minutes(signs: Signs) -> int | None:
    """Minutes said, in digits or in words; None when only "a little"."""
    before = ""
    for sign, word in zip(signs.text, signs.words, strict=True):
        if sign == "%":
            digits = re.match(r"\d+", word)
            if digits:
                return int(digits.group())
            each = MINUTES.get(bare_key(word.lower()))
            return each * int(before or 1) if each and (before or each > 1) else None
        before = word if sign == "#" else ""
    return None
