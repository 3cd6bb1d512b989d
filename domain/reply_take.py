"""Whether words take on a duty ("nhận", "không nhận"), typed with or without accents."""

import re

from domain.fold import fold
from domain.replies import Asked, Confidence, Label, understand

_WHO = r"(?:toi|em|anh|chi|minh|chau|vang|ok|uh|u|xin|se)"
_END = r"(?:a|nhe|nha|dc|dong chi|anh|chi)"
_TAKES = re.compile(rf"(?:{_WHO} )*nhan(?: loi| thay| di thay| du thay)?(?: {_END})*")
_REFUSES = re.compile(rf"(?:{_WHO} )*(?:khong|ko|k) nhan(?: loi| duoc| dc| thay)*(?: {_END})*")


def _is_polite(word: str) -> bool:
    """A "dạ" that cannot be the "đã" of "đã nhận": it begins with a plain d and has an accent."""
    return fold(word).strip(",.!") == "da" and word[0] == "d" and not word.isascii()


def takes(text: str) -> bool | None:
    """True for a sure yes, False for a sure no, None when it is neither.

    "Đã nhận" means received and is no consent; without accents it cannot be told from "dạ nhận".
    """
    said = " ".join(word for word in text.casefold().split() if not _is_polite(word))
    plain = " ".join(re.findall(r"[a-z0-9]+", fold(said)))
    if _TAKES.fullmatch(plain):
        return True
    if _REFUSES.fullmatch(plain):
        return False
    found = understand(text, Asked.VISIT)
    if found.confidence is not Confidence.SURE:
        return None
    if found.label is Label.ATTEND:
        return True
    return False if found.label in (Label.ABSENT, Label.ABSENT_WITH_REASON) else None
