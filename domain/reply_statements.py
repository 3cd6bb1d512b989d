"""What a reply that asks nothing says of one's own coming, from its claims.

Every rule errs towards asking: a confident wrong yes or no costs a meeting its visitor.
"""

import re

from domain.reply_labels import Label, Verdict

_ATTEND, _ABSENT, _WITH, _LATE, _UNSURE, _OTHER = (
    Label.ATTEND,
    Label.ABSENT,
    Label.ABSENT_WITH_REASON,
    Label.LATE,
    Label.UNSURE,
    Label.OTHER,
)
CLAIMS = frozenset("αβλ")
OBSTACLES = frozenset("Bwhfdo")
_NOT_UNDERSTOOD: Verdict = (_OTHER, _ATTEND, _ABSENT)

_TWO = re.compile(
    r"[tb/][^,.]*[αβ][^,.]*[,.].*[tb/][^,.]*[αβ]|α.*[,.].*b[^,.]*β|β.*[,.].*b[^,.]*α"
    r"|α[^,.]*b[^,.]*[,.].*β[^,.]*b|t[^,.]*α[^,.]*,?[^,.]*t[^,.]*[βN]|t[^,.]*β[^,.]*t[^,.]*α"
    r"|t[^,.]*β[^,.]*,[^,.]*t[^,.]*C|t[^,.]*C[^,.]*,[^,.]*tN"
    r"|t#[^,.]*[αC][^,.]*,?t#[^,.]*[βNB]|t#[^,.]*[βNB][^,.]*,?t#[^,.]*[αC]"
)
_THIRD = re.compile(
    r"[OΠPð][^,.?S]*[αβλγωBwhfdo]|F[^,.?S]*[αγ]|(?:^|[,.])[yY]?F[^,.?SBwhfdoxD]*[βλ]"
)
_OWN_NAME = re.compile(r"^(?:[yYSPð,]*(\^+),?)?")
# An unknown word before the refusal may be a doubt or a name, unless it belongs to a reason.
_UNCLEAR_NO = re.compile(
    r"(?:^|[,.])(?![^,.]*S__)[^,.BwhfdoxΩDJn]*[_^4][^,.BwhfdoxΩDJn]*β|β[_4][^,.]*C"
)
# A reason of one's own: nothing unknown before it unless one speaks of oneself, nothing odd beside.
_OWN_REASON = re.compile(r"(?:[yY]*N[,S]*)?[^_^4γφψřXEsiOΠðƉN]*[BwhfdoS][^γφψřXEsiOΠðƉ4+N]*")
# What may stand beside "comes" without making it doubtful.
_PLAIN = frozenset("αSYycCVZtp@/#%MbJnEaiτφř8Ξςk+,.:u")
# Said of somebody, denied, taken back, or contradicted by where one goes instead.
_CAST_DOUBT = re.compile(
    r"β[^,.SDn]*[ΠOðF]|N[^,.S]*β|X[^,.]*β|βS[VM]|βV|(?:^|[,.])[yY]?[ςΩℓb]+\^*β|β[_4]+p|β[_^4ℓlo]|W[^,.J]*β|β[^π]*[,.].*π|βS[c]"
)
_SETTLED = re.compile(r"^[^αβNUHIBhdxwfoQ?!:γ]*p,(?=S?[cVt]*α)")  # "lãnh đạo cho rồi, em dự"
_CONCEDED = frozenset("BwhfdoxΩF&πℓl")  # obstacles, once a "still" or "but" has been seen


def claimed(claims: str) -> Label:
    """The last claim made; only obstacles mean an absence with a reason."""
    last = max("αβλ", key=claims.rfind)
    if last in claims:
        return {"α": _ATTEND, "β": _ABSENT, "λ": _LATE}[last]
    return _WITH


def statement(claims: str) -> Verdict:
    """The verdict on a string of claims that neither asks nor requests anything."""
    if _TWO.search(claims) and not set(claims) & set("EJłu"):
        return (_OTHER,)
    claims = _this_time(_corrected(claims))
    if "ŧ" in claims:
        own = set(claims) & (CLAIMS | OBSTACLES)
        later = own and "α" not in own and re.search("(?<!#)ŧ", claims)
        claims = claims.replace("ŧ", "t") + ("γ" if later else "")
    found = set(claims)
    if found & set("OΠðPFs"):
        others = _about_others(claims)
        if others:
            return others
    if found & set("HTI"):
        return _doubt(claims)
    if "λ" in found:
        if found & set("łŧ"):
            return (_LATE, _OTHER)
        if set(found) & set("βN"):
            return (_LATE, _WITH)
        unclear = re.search(r"^[SP]?λp|^[^S]*[Mt_^4ℓb]λ", claims)
        return (_LATE, _OTHER) if unclear and "α" not in found else (_LATE,)
    if "α" in found or "β" in found:
        return _coming(claims)
    return _reasons_only(claims)


def _corrected(claims: str) -> str:
    """Only what follows the correction counts; taking back an absence is coming."""
    after = claims[claims.rfind("E") + 1 :].lstrip(",.") if "E" in claims else claims
    if "E" in claims and re.fullmatch(r"[SMt]*[Nc]", after.strip(",.")):
        claims = after.replace("N", "β").replace("c", "α")
    elif set(after) & set("αβλωBwhfoHT"):
        claims = after
    elif "E" in claims and set(claims) & CLAIMS:
        return claims + "4γ"  # taken back, and nothing said instead
    head = re.match(r"[yY,.SP]*X[^αβ]?([αβ])[,.]*", claims)
    if head and set(claims[head.end() :]) & CLAIMS:
        claims = claims[head.end() :]
    leading = re.match(r"[yY]*N[.,]+(?=.*[αβ])", claims)
    return claims[leading.end() :] if leading else claims


def _this_time(claims: str) -> str:
    """Without what is said of the last meeting or the next one, if anything is said of this one."""
    if not set(claims) & set("uł"):
        return claims
    clauses = [c for c in re.split(r"[,.J]", claims) if not set(c) & set("uł")]
    if re.search("βł", claims):
        return claims[: claims.index("ł")]
    now = ",".join(clauses)
    if set(now) & (CLAIMS | OBSTACLES):
        return now
    unclear = set("αβλBwoh" if re.search(r"(?:^|[,.])[yYS]*u", claims) else "αβλBwo")
    return claims + "γ" if set(claims) & unclear else claims


def _about_others(claims: str) -> Verdict | None:
    """Someone else comes or not, or is asked to stand in; None when only oneself."""
    clauses = re.split(r"[,.nJD]|(?=s)" if "s" in claims else r"[,.J]", claims)
    own = [c for c in clauses if not (_THIRD.search(c) or "s" in c)]
    if len(own) == len(clauses):
        return None
    told = ",".join(own)
    found = set(told)
    if "β" in found or ("α" not in found and found & OBSTACLES):
        unclear = found & set("αHTI") or re.search(r"F[^,.]*α", claims)
        return (_absent(told), _OTHER) if unclear else (_absent(told),)
    if not set(claims) & set("OΠ") and re.search(r"F[^,.]*[Bwhfdo][^,.αS]*β|S[^,.]*[αβλ]", claims):
        return None if "s" not in claims else (_OTHER, claimed(claims))
    return (
        (_OTHER, _ABSENT)
        if "s" in claims
        else (_OTHER, claimed(told))
        if found & CLAIMS
        else (_OTHER, claimed(claims))
        if found & set("S") and set(claims) & CLAIMS and not re.match("[yY]*[OΠðPF]", claims)
        else (_OTHER,)
    )


def _doubt(claims: str) -> Verdict:
    tail = claims[claims.rfind("J") + 1 :] if "J" in claims else claims
    if "J" in claims and not set(tail) & set("HTI") and set(tail) & set("αβ"):
        return _coming(tail) if "β" in tail else (_ATTEND, _UNSURE)
    if "λ" in claims:
        return (_LATE, _UNSURE)
    if re.search("VTα", claims):
        return (_ATTEND, _UNSURE)
    told = re.search(r"[whfo].*H", claims) and not set(claims) & set("IJ")
    return (_UNSURE, _WITH) if told else (_UNSURE,)


def _absent(claims: str) -> Label:
    unknown = sum(claims.count(sign) for sign in "_^") - len(_OWN_NAME.findall(claims)[0])
    reasoned = set(claims) & set("BwhfdoxΩ") or re.search(r"D[^β]", claims) or "ω" in claims
    return _WITH if reasoned or unknown > 1 else _ABSENT


def _coming(claims: str) -> Verdict:
    claims = re.sub(r"W[^,.Jβ]*α(?=[,.]?J)", "", claims)  # "wanted to come, but ..."
    found = set(claims)
    if "α" not in found and "β" not in found:
        return _reasons_only(claims)
    if "α" in found and "β" in found:
        return (_OTHER, _ATTEND)
    if "β" in found:
        unclear = found & set("γƉ!ɟ") or _CAST_DOUBT.search(claims)
        unclear = unclear or _UNCLEAR_NO.search(claims)
        return (_absent(claims), _OTHER) if unclear else (_absent(claims),)
    if "N" in found or re.search(r"[cψ*]ς?S[cVt]*α", claims):
        return (_ATTEND, _ABSENT)
    if re.match(r"[yY,.]*[Mb]\^+[^S]*α", claims):
        return (_ATTEND, _OTHER)  # the branch comes, or one comes to the branch
    if "W" in found or "X" in found:
        return (_ATTEND, _UNSURE)
    if "cJ" in claims or "j" in claims[1:]:
        return (_ATTEND, _ABSENT)
    claims = _SETTLED.sub("", claims)
    found = set(claims)
    conceded = re.search(r"J.*α|[BwhfdoxJ]V+α|xZ+S?α|V[^,.]*α", claims)
    if found & (OBSTACLES | set("ω")) and not conceded:
        return (_ATTEND, _WITH)
    left = re.sub(r"M\^{1,2}|b[_^]{1,2}|q%", "", claims)
    return (
        (_ATTEND,)
        if set(left) <= _PLAIN | (_CONCEDED if conceded else set("ψ7*"))
        else (_ATTEND, _OTHER)
    )


def _reasons_only(claims: str) -> Verdict:
    found = set(claims)
    obstacles = found & OBSTACLES
    if "ω" in found:
        return (_WITH,) if obstacles or found & set("xl") else (_ABSENT, _UNSURE)
    if found & set("φψř") and not obstacles:
        return (_ATTEND,) if found <= _PLAIN else (_ATTEND, _OTHER)
    if re.search(r"B[^,.]*@", claims):
        return (_WITH, _LATE)
    if obstacles:
        return (_WITH,) if _OWN_REASON.fullmatch(claims) else (_WITH, _OTHER)
    if re.search(r"^[yYSP]*N_{1,2}C", claims):
        return (_ABSENT, _OTHER)
    for signs, verdict in (
        ("xΩπ", (_WITH, _OTHER)),
        ("kjł", (_ABSENT, _OTHER)),
        ("YCZ", (_ATTEND, _OTHER)),
        ("ɟ", (_UNSURE,)),
        ("γ", (_OTHER, _ATTEND)),
    ):
        if found & set(signs):
            return verdict
    return (
        _NOT_UNDERSTOOD if found & set("40") or (found & set("_^") and "S" in found) else (_OTHER,)
    )
