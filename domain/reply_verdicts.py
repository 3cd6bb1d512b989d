"""From the claims of a reply to a verdict: one label when sure, two or more when it must be asked.

Every rule errs towards asking: a confident wrong yes or no costs a meeting its visitor.
"""

import re
from functools import lru_cache

from domain.attendance import ReasonCategory
from domain.reply_claims import reduce_signs
from domain.reply_clauses import weigh
from domain.reply_doubts import second_look
from domain.reply_labels import Asked, Label, Verdict
from domain.reply_reasons import reason_of
from domain.reply_statements import CLAIMS, OBSTACLES, claimed, statement

_ATTEND, _ABSENT, _WITH, _LATE, _UNSURE, _OTHER = (
    Label.ATTEND,
    Label.ABSENT,
    Label.ABSENT_WITH_REASON,
    Label.LATE,
    Label.UNSURE,
    Label.OTHER,
)

# Digits as the questions number their options.
_DIGITS: dict[Asked, dict[str, Verdict]] = {
    Asked.VISIT: {"1": (_ATTEND,), "2": (_ABSENT,), "3": (_LATE, _UNSURE)},
    Asked.AVAILABILITY: {"1": (_ATTEND,), "2": (_ABSENT,)},
}
_YES = re.compile(
    r"[y,.SPðv]*(?:[YcC+Zẍ]|(?<=.)y(?!.*i))[YyCcpSPðvVZ+,.iẍ8]*|y+[.]*|(?=.*Y)[yYcCpSPðvVZ+,.i·κʌt{Mẍ8]+O?"
)
_NO = re.compile(r"[y,.SPðv]*[Nñ][yNñ,.SPðvp:]*(?:,·*)?|-+")
_OPENING = re.compile(r"^[yPSðv·]*ʌ[ðPO]{0,2}[,.]*(?=.*[NcY])")  # "báo cáo đồng chí,"
_ANSWER_IS = re.compile(r"^[yS·]*ß[,.](?=[yYcN])")  # "trả lời: có"
_ANY_DAY = re.compile(
    r"[yY,.SPt]*(?:[:t]?(?:VC|ɟ)\*?|Nc:?|[Gg]?C\*)[pSP,.·]*"
)  # "hôm nào cũng được", "không có gì"
_THIS_TIME_NO = re.compile(r"[yY,.SP]*t+S?N[,.]*")  # "lần này không": or does it ask?
_HOW_COULD = re.compile(
    r"[_S]*Q[JSV]*[Gg]+[CK0][,.]*"
)  # "răng đi được": how could I, or how can one?
_QUESTION_END = re.compile(
    r"(?:^|[,.])[^N,.]*[^SPðOΠyYNUHZ&(){},.αβλω·ĉVt][^N,.]*[NU](?=[,.]|$)|[αβλRω][CpSPðOtMb]*[NU](?=[,.]|$)"
)
_REPORT = re.compile(
    r"[GA1]b?[^,.SP]?(?:~|#(?![Mt%]))|~[^.]*[GA1]|[#r][^,.S]{0,2}[AG1]|#N?[BD]|^[^S]*r#|^~$"
)
_WHAT_FOR = re.compile(r"(?<=[B:6Ao])Ɱ[Gg]C?(?=[,.?]|$)")  # "thời gian đâu mà đi"


@lru_cache(maxsize=4096)
def verdict_of(raw: str, number: str, asked: Asked) -> tuple[Verdict, ReasonCategory]:
    """Verdict and reason of a string of signs; remembered, because most replies look alike."""
    if asked is Asked.RESULT:
        raw = raw.replace("u", "t")  # then "yesterday" is what was asked about
    if asked is Asked.AVAILABILITY:
        raw = raw.replace("ŧ", "t")  # other weeks and months are what was asked about
    raw = _WHAT_FOR.sub("", raw).replace("JⱮ", "J").replace("Ɱ", "J")
    claims = reduce_signs(raw)
    verdict = _verdict(raw, claims, number, asked)
    if not number:
        verdict, basis = weigh(raw, verdict, _alone)
        told_by = claims if basis == raw else reduce_signs(basis)
        verdict = second_look(basis, told_by, verdict)
    told = verdict[0] not in (_ATTEND, _ABSENT)
    return verdict, reason_of(claims) if told else ReasonCategory.NONE


@lru_cache(maxsize=4096)
def _alone(clause: str) -> Verdict:
    """What one clause says by itself to somebody asked whether they come."""
    return _verdict(clause, reduce_signs(clause), "", Asked.VISIT)


def _verdict(raw: str, claims: str, number: str, asked: Asked) -> Verdict:
    bare = claims.strip(",.")
    if asked is Asked.DATE and re.fullmatch(r"[yYcVS,.·κ]*κ[SP,.·κ]*", raw):
        return (_ATTEND,)
    if not bare or raw.strip(",.·κʌ") == "":
        return (_OTHER,)
    raw = _OPENING.sub("y", raw)
    raw = _ANSWER_IS.sub("", raw)
    if "Sƈ" not in raw:
        raw = raw.replace("ƈ", "c")
    if _YES.fullmatch(raw) or _NO.fullmatch(raw):
        return _bare_answer(raw, asked)
    if number:
        option = _DIGITS.get(asked, {}).get(number, (_OTHER,))
        said = set(claims) & CLAIMS
        return option if not said or option[0] is claimed(claims) else (_OTHER, claimed(claims))
    if asked is Asked.AVAILABILITY and _ANY_DAY.fullmatch(raw):
        return (_ATTEND,)
    if raw.strip("yY,.·SP") == "5":
        return (_ATTEND, _OTHER)  # "sao lại không": why not!
    if re.fullmatch(r"[yYP]*SX", raw):
        return (_ABSENT, _OTHER)  # "em rút"
    if re.fullmatch(r"[yS]*#A", raw):
        return (_OTHER, _ABSENT)  # "2 vắng": an option, or two who are absent
    if _THIS_TIME_NO.fullmatch(claims) or _HOW_COULD.fullmatch(raw):
        return (_ABSENT, _OTHER)
    return _service(raw, claims) or _question(claims) or statement(claims)


def _bare_answer(raw: str, asked: Asked) -> Verdict:
    if asked is Asked.NOTHING:
        return (_OTHER,)
    no = _NO.fullmatch(raw) is not None
    if asked is Asked.AVAILABILITY:  # "is there any day you cannot?"
        if no:
            return (_ATTEND,)
        return (_ABSENT,) if "c" in raw and "Y" not in raw else (_ABSENT, _ATTEND)
    if raw.strip("+") == "":
        return (_ATTEND, _OTHER)
    if raw.strip("-") == "":
        return (_ABSENT, _OTHER)
    return (_ABSENT,) if no else (_ATTEND,)


def _service(raw: str, claims: str) -> Verdict | None:
    """Reports, postponements, requests to the bot: not about the person's own coming."""
    if not re.search(r"S(?!τ)", raw) and _REPORT.search(raw):
        return (_OTHER,)
    own = set(claims) & (CLAIMS | OBSTACLES)
    if "!" in claims:
        return (_OTHER, claimed(claims)) if own and "S" in claims else (_OTHER,)
    if "R" in claims:
        if "λ" in own:
            return (_LATE,)
        if "S" in claims and own:
            return (_OTHER, claimed(claims))
        if "RC" in claims:
            return (_OTHER, _ABSENT)
        return (_OTHER, _ABSENT) if "SR" in claims and "M" not in claims else (_OTHER,)
    return None


def _question(claims: str) -> Verdict | None:
    if not _asks(claims):
        return None
    if "H" in claims and not set(claims) & set("?Q"):
        return (_UNSURE,)
    told = ",".join(clause for clause in re.split(r"[,.]", claims) if not _asks(clause))
    if set(told) & (CLAIMS | OBSTACLES):
        return (claimed(told), _OTHER)
    return (_OTHER,)


def _asks(claims: str) -> bool:
    return bool(set(claims) & set("?Q:Ķ")) or _QUESTION_END.search(claims) is not None
