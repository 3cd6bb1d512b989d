"""What a string of signs claims: negation scope, rhetorical questions, lateness, other people.

`reduce_signs` rewrites the signs of `reply_words` step by step, each step one fact about Vietnamese,
until the claims stand as Greek letters in the order they were made:

    α comes   β does not come   λ comes late   ω cannot yet   φ obstacle denied   γ goes, unclear where
"""

import re

_Step = tuple[re.Pattern[str], str]


def _steps(*pairs: tuple[str, str]) -> tuple[_Step, ...]:
    return tuple((re.compile(pattern), into) for pattern, into in pairs)


# Who is meant. A title with a name is somebody else; a title that nothing follows is only politeness.
_PEOPLE = _steps(
    (r"P[\^_]{1,2}(?!$)", "O"),
    (r"[PO]v|v", ""),
    (r"^([Yyai]*)[PO](?=[,.])", r"\1"),
    (r"[PO](?=S)", ""),
    (r"(?<=[^,.M])P(?=[,.+]|$)", ""),
    (r"F[SP]?=", "Ff"),
    (r"=", ""),
)

# Bare words that only their neighbours can tell apart: vang, ban, muon.
_BARE = _steps(
    (r"(?<=N)1", "A"),
    (r"^1(?=[D#tM]|B(?!N))", "A"),
    (r"1(?=,?[SPVcZH]*[NUGgABwhfdoLHT3])", "Y"),
    (r"(?<=[SNDJWV&])2|^2(?=[NnpD]|$)|2(?=[wMJ])", "B"),
    (r"(?<=[gMRGO])2|2(?=[_^])", "b"),
    (r"3(?=[gGM])", "W"),
    (r"(?<=[gG])3|(?<=S)3(?=%|$|[,.])", "L"),
    (r"[123]", "4"),
)

_RHETORIC = _steps(
    (r"5[cStVM]*[Gg]C?", "α"),
    (r"N[SP]?[GgM]C?6Q?", "α"),
    (r"[9]A|N[cVStC]*N[cVStCZ]*[Gg]C?|N[GgMA]NC(?![:Q?])", "α"),
)

_NEGATION = _steps(
    (r"[NU][cSt]*8|N[cStV]*[Gg]t?8C?", "λ"),
    (r"N[cStVC]*[gG]?L[C:Q]?", "α"),
    (r"N[cStVC]*A[C:]?(?!N)", "α"),
    (r"(?:N[cStV]*|\*)[Bwhfdox]+[:Q]?|[Bw]+p?\*", "φ"),
    (r"N[cVStTCWZmM=]{0,4}[Gg]{1,2}[CK]*[:]?|(?<!^)N[cVSt]*[KC]:?|^N[cV]*[KC]:?", "β"),
    (r"(?<=S)(?:N[cV]*M|<)[CK]?", "β"),
    (r"U[cVStTC]*[GgK][CK]*", "ω"),
)

_MOTION = _steps(
    (r"[Gg]+&?(?=[whf])", ""),
    (r"g+&?(?=[o])", ""),
    (r"m[cVt]*[Gg][CK]?|V?Mq|e%|e[^.?αβ]*[Gg][CK]*", "λ"),
    (r"[Gg]?L", "λ"),
    (r"g+[MRb]*l", "o"),
    (r"Gs?[MRb&]*l|&g|g\(|gp|[Gg]F|Gs", "γ"),
    (r"[cVpZ]*(?:G|g(?![_^4O]))[gG]?[CKp]*Y?", "α"),
    (r"g+", "γ"),
    (r"A[C]?", "β"),
)


# Whatever is told about the meeting itself is one thing here; reply_results tells them apart.
_MEETING_NEWS = str.maketrans("><)[]", "RRRRR")


def reduce_signs(text: str) -> str:
    """The signs with every claim replaced by its Greek letter; what nothing claims is kept."""
    for step in _PEOPLE:
        text = step[0].sub(step[1], text)
    if "1" in text or "2" in text or "3" in text:
        text = _apply(_BARE, text)
    if "5" in text or "6" in text or "N" in text:
        text = _apply(_RHETORIC, text)
    if "N" in text or "U" in text or "*" in text or "<" in text:
        text = _apply(_NEGATION, text)
    return _apply(_MOTION, text).translate(_MEETING_NEWS)


def _apply(steps: tuple[_Step, ...], text: str) -> str:
    for pattern, into in steps:
        text = pattern.sub(into, text)
    return text
