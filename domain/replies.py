"""Understanding a reply: will the person come, why not, how late, and is the program sure of it.

Rules only: the same text always gives the same answer, nothing is learnt, nothing leaves the
machine. Whatever could be read in two ways is asked back; a wrong yes or no is worse than a question.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.attendance import ReasonCategory
from domain.reply_claims import reduce_signs
from domain.reply_signs import Signs, read_signs


class Asked(StrEnum):
    """What the person was asked last."""

    VISIT = "visit"  # will you come?
    RESULT = "result"  # did the meeting take place?
    AVAILABILITY = "availability"  # is there any day you cannot? (so "no" means free)
    DATE = "date"  # which date, or: do you keep this date?
    NOTHING = "nothing"


class Label(StrEnum):
    """What a reply says about coming."""

    ATTEND = "attend"
    ABSENT_WITH_REASON = "absent-with-reason"
    ABSENT = "absent"
    LATE = "late"
    UNSURE = "unsure"
    OTHER = "question/other"


class Confidence(StrEnum):
    """SURE is recorded and echoed; ASK is never recorded, the person chooses between readings."""

    SURE = "sure"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Understanding:
    """One reply understood. When asking, `label` is the likelier of the two `readings`."""

    label: Label
    reason: ReasonCategory
    minutes_late: int | None
    confidence: Confidence
    readings: tuple[Label, ...]
    seen: str


_REASONS = {
    "w": ReasonCategory.WORK,
    "h": ReasonCategory.HEALTH,
    "f": ReasonCategory.FAMILY,
    "d": ReasonCategory.DISASTER,
    "x": ReasonCategory.DISASTER,
    "o": ReasonCategory.OTHER,
    "B": ReasonCategory.OTHER,
}
_ATTEND, _ABSENT, _WITH, _LATE, _UNSURE, _OTHER = (
    Label.ATTEND,
    Label.ABSENT,
    Label.ABSENT_WITH_REASON,
    Label.LATE,
    Label.UNSURE,
    Label.OTHER,
)
_Verdict = tuple[Label, ...]  # one label: sure; two: ask which

_DIGITS: dict[str, _Verdict] = {"1": (_ATTEND,), "2": (_ABSENT,), "3": (_LATE, _UNSURE)}
_YES = re.compile(r"[y,.]*(?:[YcC+]|(?<=.)y)[YyCcpSPV+,.i]*|y+[.SP]*")
_NO = re.compile(r"[y,.SP]*N[yN,.SPp:]*|-+")
_QUESTION_END = re.compile(r"(?:[GgACMcBαβγφωY]|^[SPO]+[^,.]*)[CpSPOtM]*[NU][.]*$")
_REPORT = re.compile(r"[GA1]b?[^,.SP]?[#~]|~[^.]*[GA1]|#[PO]?[AG1]|#N?[BD]|^[^S]*r#")
_THIRD = re.compile(r"[OP][^,.?S]*[αβλγωBwhfdoAG]|F[^,.?S]*[αβλ]")
_TWO = re.compile(r"[tb/][^,.]*[αβ][^,.]*[,.].*[tb/][^,.]*[αβ]|α.*[,.].*b[^,.]*β|β.*[,.].*b[^,.]*α")


def understand(text: str, asked: Asked = Asked.VISIT) -> Understanding:
    """What a reply says, given what was asked; `text` as typed, any spelling."""
    signs = read_signs(text)
    claims = reduce_signs(signs.text)
    verdict = _verdict(signs, claims, asked)
    label = verdict[0]
    return Understanding(
        label=label,
        reason=reason_of(claims) if label in (_WITH, _LATE, _UNSURE) else ReasonCategory.NONE,
        minutes_late=_minutes(signs) if label is _LATE else None,
        confidence=Confidence.SURE if len(verdict) == 1 else Confidence.ASK,
        readings=() if len(verdict) == 1 else verdict,
        seen=" ".join(w for s, w in zip(signs.text, signs.words, strict=True) if s not in "_^,."),
    )


def _verdict(signs: Signs, claims: str, asked: Asked) -> _Verdict:
    raw = signs.text
    bare = claims.strip(",.")
    if not bare:
        return (_OTHER,)
    if _YES.fullmatch(raw) or _NO.fullmatch(raw):
        return _bare_answer(raw, asked)
    if raw in ("#", "#."):
        known = _DIGITS if asked is Asked.VISIT else {}
        return known.get(signs.words[0], (_OTHER,))
    return _service(raw, claims) or _question(raw, claims) or _statement(raw, claims)


def _bare_answer(raw: str, asked: Asked) -> _Verdict:
    if asked is Asked.NOTHING:
        return (_OTHER,)
    no = _NO.fullmatch(raw) is not None
    if asked is Asked.RESULT:
        return (_OTHER,)
    if asked is Asked.AVAILABILITY:
        return (_ATTEND,) if no else (_ABSENT, _ATTEND)
    if raw.strip("+") == "":
        return (_ATTEND, _OTHER)
    if raw.strip("-") == "":
        return (_ABSENT, _OTHER)
    return (_ABSENT,) if no else (_ATTEND,)


def _service(raw: str, claims: str) -> _Verdict | None:
    """Reports, postponements, requests to the bot: not about the person's own coming."""
    if "S" not in raw and _REPORT.search(raw):
        return (_OTHER,)
    if "!" in claims:
        return (_OTHER,) if not set(claims) & set("αβλ") else (_OTHER, _claimed(claims))
    if "R" in claims:
        own = set(claims) & set("αβλωBwhf")
        if "λ" in own:
            return (_LATE,)
        if "S" in claims and own:
            return (_OTHER, _claimed(claims))
        return (_OTHER, _ABSENT) if "SR" in claims and "M" not in claims else (_OTHER,)
    return None


def _claimed(claims: str) -> Label:
    last = max("αβλ", key=claims.rfind)
    if last in claims:
        return {"α": _ATTEND, "β": _ABSENT, "λ": _LATE}[last]
    return _WITH


def _question(raw: str, claims: str) -> _Verdict | None:
    asks = "?" in claims or "Q" in claims or ":" in claims or _QUESTION_END.search(claims)
    if not asks:
        return None
    clauses = re.split(r"[,.]", claims)
    if len(clauses) > 1:
        rest = [c for c in clauses if not ("?" in c or "Q" in c or _QUESTION_END.search(c))]
        told = ",".join(rest)
        if set(told) & set("αβλBwhfo"):
            return (_claimed(told), _OTHER)
    return (_OTHER,)


def _statement(raw: str, claims: str) -> _Verdict:
    if _TWO.search(claims) and "E" not in claims and "J" not in claims:
        return (_OTHER,)
    claims = _corrected(claims)
    found = set(claims)
    third = _THIRD.search(claims)
    if third and not third.group(0).startswith("F"):
        return _about_others(claims, third)
    if found & set("HTI"):
        return _doubt(claims)
    if "λ" in found:
        return (_LATE, _WITH) if "β" in found else (_LATE,)
    if "α" in found or "β" in found:
        return _coming(claims)
    return _reasons_only(claims)


def _corrected(claims: str) -> str:
    """Only what follows the correction counts; taking back an absence is coming."""
    after = claims[claims.rfind("E") + 1 :].lstrip(",.") if "E" in claims else claims
    if set(after) & set("αβλωBwhfoHT"):
        claims = after
    head = re.match(r"[yY,.SP]*X[^αβ]?([αβ])[,.]*", claims)
    if head and set(claims[head.end() :]) & set("αβλ"):
        claims = claims[head.end() :]
    leading = re.match(r"[yY]*N[.,]+(?=.*[αβ])", claims)
    return claims[leading.end() :] if leading else claims


def _about_others(claims: str, third: re.Match[str]) -> _Verdict:
    own = claims[: third.start()] + claims[third.end() :]
    found = set(own)
    if "P" in third.group(0)[:1] and "O" not in claims and "S" not in claims:
        return _coming(claims) if found else _own_title(claims)
    if found & set("β") or ("S" in found and found & set("Bwhfo")):
        return (_absent(own),) if not found & set("αHTI") else (_absent(own), _OTHER)
    return (_OTHER, _claimed(claims))


def _own_title(claims: str) -> _Verdict:
    inner = claims.replace("P", "S")
    return _statement(inner, inner)


def _doubt(claims: str) -> _Verdict:
    tail = claims[claims.rfind("J") + 1 :] if "J" in claims else claims
    if "J" in claims and not set(tail) & set("HTI") and set(tail) & set("αβ"):
        return _coming(tail) if "β" in tail else (_ATTEND, _UNSURE)
    return (_UNSURE,)


def _absent(claims: str) -> Label:
    unknown = sum(claims.count(sign) for sign in "_^")
    return _WITH if set(claims) & set("Bwhfdox") or "D_" in claims or unknown > 1 else _ABSENT


def _coming(claims: str) -> _Verdict:
    found = set(claims)
    if "α" in found and "β" in found:
        return (_OTHER, _ATTEND)
    if "β" in found:
        return (_absent(claims),) if "γ" not in found else (_absent(claims), _OTHER)
    obstacles = found & set("Bwhfdoω")
    if "W" in found or "X" in found:
        return (_ATTEND, _UNSURE)
    if obstacles and not re.search(r"[J].*α|[BwhfdoxJ]V+α|V[^,.]*α", claims):
        return (_ATTEND, _WITH)
    left = re.sub(r"[Mb][_^]{1,2}", "", claims)
    if set(left) & set("_^4γs-O"):
        return (_ATTEND, _OTHER)
    return (_ATTEND,)


def _reasons_only(claims: str) -> _Verdict:
    found = set(claims)
    if "ω" in found:
        return (_WITH,) if found & set("Bwhfdoxl") else (_ABSENT, _UNSURE)
    if "φ" in found and not found & set("Bwhfdox"):
        return (_ATTEND,) if not found & set("_^4γ") else (_ATTEND, _OTHER)
    if found & set("Bwhfdo"):
        return (_WITH,) if not found & set("γφO4+Y") or "B" in found else (_WITH, _OTHER)
    if "x" in found:
        return (_WITH, _OTHER)
    if "k" in found or "j" in found:
        return (_ABSENT, _OTHER)
    if "a" in found and "Y" in found:
        return (_ATTEND, _OTHER)
    if "Y" in found or "c" in found or "C" in found:
        return (_ATTEND, _OTHER)
    if found & set("γs4#"):
        return (_OTHER, _ATTEND)
    return (_OTHER,)


def reason_of(claims: str) -> ReasonCategory:
    """The most telling reason; a plain "busy" only when nothing says with what."""
    for sign in "hfdwxoB":
        if sign in claims:
            if sign == "B" and re.search(r"B[nD]?M", claims):
                return ReasonCategory.WORK
            return _REASONS[sign]
    return ReasonCategory.OTHER if set(claims) & set("_^l") else ReasonCategory.NONE


def _minutes(signs: Signs) -> int | None:
    for sign, word in zip(signs.text, signs.words, strict=True):
        if sign == "%":
            digits = re.match(r"\d+", word)
            return int(digits.group()) if digits else 30 if "n" in word else None
    return None
