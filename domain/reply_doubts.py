"""A second look at a sure yes or no: what in the reply speaks against being so sure.

The rules that found the answer look for what supports it. These look only for what could make it
somebody else's, some other day's, a supposition, or a joke, and then the person is asked instead.
"""

import re

from domain.reply_labels import Label, Verdict

# Before the first word that refuses, an unknown word may be a doubt, a name or a denial.
_UNKNOWN_FIRST = re.compile(r"[^NABwhfdoK<ßJ,.]*[_4]")
_RELATIVE_BUSY = re.compile(r"^FS?(?!F?[hf])[^,.SBNA]*[wo][^NASB]*$")  # "chồng em đi nương"
_NOT_YET = re.compile(r"U[c_t]*[wfoΩ]")
_ALREADY = re.compile(r"[Gg][^,.C?]*t[^,.C]*p(?![^,.]*[GgC])")  # "em dự hôm mùng 3 rồi"


_SINCE_FREE = re.compile(r"^S?(?:ř|ψ|K|\*[hBx]?)S[tVc]*[Gg]")  # "rảnh em đi": if, or since?
_LET_US_MEET = re.compile(r"^M[^,.S]*[Gg]$")  # "họp vào chủ nhật đi"
_NAMED = re.compile(r"S\^+(?![,·])")  # "em Mai không đi được": oneself, or a younger one?
_TOLD_BEFORE = re.compile(r"[py][SP]*(?:Ā|ß[^,.]*A)|Āp")  # "em đã báo vắng rồi"

_DONE = re.compile(r"[Gg]C?ż")  # "em dự xong rồi"
_COUNTED = re.compile(r"[py][SV]*A#")  # "em đã vắng 2 buổi"
_SAID_BY = re.compile(r"(?:[FO]S?|P\^+|Π)ß")  # "vợ em bảo em bận"
_LOST_COMING = re.compile(r"[Se]S[,.]?$")  # "xong em toi": "tới" without its accents
_OR_NOT = re.compile(r"gC?\*|[2ᵬ][^,.]*ř")  # "có mà đi được khối", "sang ban chieu ranh"
_AGREED_TO = re.compile(
    r"N[ctV]*G[Gg]|N:C|9|^FF|P\^+J|^[P·]*&2|[YZc][^,.]*[Gg][fo]|[SYc]G(?=F?[fo])"
)  # "vâng em đi xe hỏng"
# No refusal is said, and what is said besides a reason is not all understood.
_UNKNOWN_BESIDE = re.compile(r"^[^SFBD]*h_|[Jn][^β]*_")
_CAN_THEN = re.compile(r"β[,.]?t+[^,.NU]*C$")  # "sáng không được, chiều được"
_OPENING = re.compile(r"^(?:[yY·,]+|[Pð]v|[yPSðv·]*ʌ[ðPO]{0,2}[,.])*")
_THANKS = re.compile(r"[,.]*[SPð]?τ.*$|[·,.]+$")

_TO_WHAT_END = re.compile(r"[whfd]J[Gg]C?$")  # "ốm mà đi"

_AGAINST_YES = (_TO_WHAT_END, _SAID_BY, _OR_NOT, _DONE, _ALREADY, _LET_US_MEET, _NAMED)
_AGAINST_NO = (
    _AGREED_TO,
    _SAID_BY,
    _LOST_COMING,
    _COUNTED,
    _RELATIVE_BUSY,
    _NOT_YET,
    _NAMED,
    _TOLD_BEFORE,
)


def second_look(raw: str, claims: str, verdict: Verdict) -> Verdict:
    """The same verdict, or two readings when a sure yes or no rests on too little."""
    if len(verdict) > 1:
        return verdict
    (label,) = verdict
    raw = _THANKS.sub("", _OPENING.sub("", raw))
    if label is Label.ATTEND:
        if _SINCE_FREE.search(raw):
            return (label, Label.UNSURE)
        return (label, Label.OTHER) if any(_.search(raw) for _ in _AGAINST_YES) else verdict
    if label not in (Label.ABSENT, Label.ABSENT_WITH_REASON):
        return verdict
    if label is Label.ABSENT_WITH_REASON and "β" not in claims and _UNKNOWN_BESIDE.search(claims):
        return (label, Label.OTHER)
    doubtful = (
        _UNKNOWN_FIRST.match(_OPENING.sub("", claims))
        or _CAN_THEN.search(claims)
        or any(_.search(raw) for _ in _AGAINST_NO)
    )
    return (label, Label.OTHER) if doubtful else verdict
