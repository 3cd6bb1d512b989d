"""A second look at a sure yes or no: what in the reply speaks against being so sure.

The rules that found the answer look for what supports it. These look only for what could make it
somebody else's, some other day's, a supposition, or a joke, and then the person is asked instead.
"""

import re

from domain.reply_labels import Label, Verdict

# Before the first word that refuses, an unknown word may be a doubt, a name or a denial.
_UNKNOWN_FIRST = re.compile(r"[^NABwhfdoK<ßJ,.]*[_4]")
# No refusal is said, and what is said besides a reason is not all understood.
_UNKNOWN_BESIDE = re.compile(r"^[^SFBD]*h_|[Jn][^β]*_")
_CAN_THEN = re.compile(r"β[,.]?t+[^,.NU]*C$")  # "sáng không được, chiều được"
_SINCE_FREE = re.compile(r"^S?(?:ř|ψ|K|\*[hBx]?)S[tVc]*[Gg]")  # "rảnh em đi": if, or since?

_BOTH = (
    r"|S\^+(?![,·])"  # "em Mai không đi được": oneself, or a younger one?
    r"|(?:[FO]S?|P\^+|Π)ß"  # "vợ em báo em bận"
)
_AGAINST_YES = re.compile(
    r"[whfd]J[Gg]C?$"  # "ốm mà đi"
    r"|gC?\*"  # "có mà đi được khối"
    r"|[2ᵬ][^,.]*ř"  # "sang ban chieu ranh"
    r"|[Gg]C?ż"  # "em dự xong rồi"
    r"|[Gg][^,.C?]*t[^,.C]*p(?![^,.]*[GgC])"  # "em dự hôm mùng 3 rồi"
    r"|^M[^,.S]*[Gg]$" + _BOTH  # "họp vào chủ nhật đi"
)
_AGAINST_NO = re.compile(
    r"^FS?(?!F?[hf])[^,.SBNA]*[wo][^NASB]*$"  # "chồng em đi nương"
    r"|^FS?B[^,.S]*N|^FF"  # "vợ em bận không đi", "ông nhà tôi ốm"
    r"|P\^+J"  # "anh Hà mà bận thì em không đi"
    r"|U[c_t]*[wfoΩ]"  # "chưa có giấy mời"
    r"|[py][SP]*(?:Ā|ß[^,.]*A)|Āp"  # "em đã báo vắng rồi": and nothing new
    r"|[py][SV]*A#"  # "em đã vắng 2 buổi"
    r"|[Se]S[,.]?$"  # "xong em toi": "tới" without its accents
    r"|^[P·]*&2"  # "o ban": at the village, or busy
    r"|[YZc][^,.]*[Gg][fo]|[SYc]G(?=F?[fo])"  # "vâng em đi xe hỏng"
    r"|N[ctV]*G[Gg]|N:C|9" + _BOTH  # "không dự đi được", "em chưa bao giờ nói không đi"
)
# Politeness before and after, which none of these is about.
_OPENING = re.compile(r"^(?:[yY·,]+|[Pð]v|[yPSðv·]*ʌ[ðPO]{0,2}[,.])*")
_THANKS = re.compile(r"[,.]*[SPð]?τ.*$|[·,.]+$")


def second_look(raw: str, claims: str, verdict: Verdict) -> Verdict:
    """The same verdict, or two readings when a sure yes or no rests on too little."""
    if len(verdict) > 1:
        return verdict
    (label,) = verdict
    raw = _THANKS.sub("", _OPENING.sub("", raw))
    if label is Label.ATTEND:
        if _SINCE_FREE.search(raw):
            return (label, Label.UNSURE)
        return (label, Label.OTHER) if _AGAINST_YES.search(raw) else verdict
    if label in (Label.ABSENT, Label.ABSENT_WITH_REASON) and (
        _AGAINST_NO.search(raw) or _rests_on_the_unknown(claims)
    ):
        return (label, Label.OTHER)
    return verdict


def _rests_on_the_unknown(claims: str) -> bool:
    """Whether words nobody knows stand where they could change what is claimed."""
    if "β" not in claims and _UNKNOWN_BESIDE.search(claims):
        return True
    first = _UNKNOWN_FIRST.match(_OPENING.sub("", claims))
    return first is not None or _CAN_THEN.search(claims) is not None
