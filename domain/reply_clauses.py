"""A reply of several clauses: each is read alone, and together they must not contradict the whole.

"Em bị đau lưng, nhưng em vẫn vào dự" says no and yes in turn. Read as one string such a reply is
easily misread; so every clause is read once more by itself, what follows a "but" outweighs what
stands before it, and where two clauses pull different ways the person is asked.
"""

import re
from collections.abc import Callable

from domain.reply_labels import Label, Verdict

Reader = Callable[[str], Verdict]

_ABSENCE = frozenset((Label.ABSENT, Label.ABSENT_WITH_REASON))
_EITHER: Verdict = (Label.ATTEND, Label.ABSENT)
_CLAUSE = re.compile(r"[^,.?]+\??")
_BUT = re.compile(r"J(?=[^,.?]*[^,.?])")
_ELSEWHEN = frozenset("EułX")  # corrections and other meetings are settled for the whole
_HARMLESS = frozenset("yPSðOτaiv·κʌ^tkMbJ/p")
_LAST_WORD = re.compile(r"[tVcZ]*S[tVcZ]*(?:N[ctV]*[Gg]+[CK]?|[kZ]*A|[Gg]+C?)[:tbM·C]*")
_IN_DOUBT = frozenset("HITWU?ßŋ4_δɦRE><)[]!su~#")
_ASKING = frozenset("Q:?56")
_AGAINST_COMING = frozenset("NABwhfdoxL")
_BARE = re.compile(r"[yYNSPðv]*")
_DETAIL = r"[SPOðτtMb·κʌ&ℓv{g^q@/]*"
_WHEN_WHERE_WHO = re.compile(rf"{_DETAIL}[Q:]{_DETAIL}")


def weigh(raw: str, whole: Verdict, read: Reader) -> tuple[Verdict, str]:
    """`whole`, unless the clauses say it better or contradict it; and the part that says it."""
    head, tail = _parted(raw)
    if set(tail + head.replace("u", "")) & _ELSEWHEN or whole == (Label.OTHER,):
        return whole, raw
    before, after = _clauses(head), _clauses(tail)
    if len(before) + len(after) < 2 or set(head) & _ASKING:
        return whole, raw
    said = _labels(after, read)
    told, basis = _agreed(said), tail
    if told is None and not before and _LAST_WORD.fullmatch(after[-1]):
        told, basis = _last_word("".join(after[:-1]), said), after[-1]
    if told is Label.ATTEND and set(head) & _IN_DOUBT:
        return whole, raw
    if told is not None and before:
        told = _conceded(_labels(before, read), told, tail)
    if whole == (Label.LATE,) and before and told not in (None, Label.LATE):
        return (Label.LATE, Label.ATTEND), raw
    if whole == (Label.UNSURE,) and told in (Label.ATTEND, *_ABSENCE):
        return (Label.UNSURE, told), raw
    if len(whole) == 1:
        against = _contradicted(whole[0], set(said) if told is None else {told, None}, "V" in tail)
        return (_EITHER if against else whole), raw
    return (whole, raw) if told is None else ((told,), basis)


def _last_word(before: str, said: list[Label | None]) -> Label | None:
    """ "Cứ họp đi, em không lên đâu": one's own plain words at the end, after nothing in doubt."""
    if set(before) & _IN_DOUBT or said[-1] not in (Label.ATTEND, *_ABSENCE):
        return None
    coming = said[-1] is Label.ATTEND
    if any(label in (_ABSENCE if coming else (Label.ATTEND,)) for label in said):
        return None
    return None if coming and set(before) & _AGAINST_COMING else said[-1]


def _parted(raw: str) -> tuple[str, str]:
    """What stands before the last "but" and what after it; all is after when there is none."""
    places = [found.start() for found in _BUT.finditer(raw)]
    if not places or not raw[: places[-1]].strip(",.yY"):
        return "", raw
    return raw[: places[-1]], raw[places[-1] + 1 :]


def _clauses(part: str) -> list[str]:
    """The clauses without mere politeness, and without a bare yes or no before others."""
    clauses = [clause for clause in _CLAUSE.findall(part) if not set(clause) <= _HARMLESS]
    if len(clauses) > 1 and _BARE.fullmatch(clauses[0]):
        del clauses[0]  # "không, em đi được": the no is about something else
    return clauses


def _labels(clauses: list[str], read: Reader) -> list[Label | None]:
    """What each clause says alone; None when unclear."""
    return [_label(clause, read(clause)) for clause in clauses]


def _label(clause: str, verdict: Verdict) -> Label | None:
    if len(verdict) > 1 or (verdict[0] is Label.OTHER and not _asks_details(clause)):
        return None
    return verdict[0]


def _asks_details(clause: str) -> bool:
    """Where, when, with whom: asked by who comes, and no doubt about coming."""
    return _WHEN_WHERE_WHO.fullmatch(clause.rstrip("?")) is not None


def _agreed(labels: list[Label | None]) -> Label | None:
    """The one thing all clauses say; a question about details may follow a yes."""
    if not labels or None in labels:
        return None
    said = set(labels)
    if labels[0] is Label.ATTEND and said <= {Label.ATTEND, Label.OTHER}:
        return Label.ATTEND
    if said <= _ABSENCE:
        return Label.ABSENT_WITH_REASON if Label.ABSENT_WITH_REASON in said else Label.ABSENT
    if Label.LATE in said and said <= {Label.LATE, Label.ATTEND}:
        return Label.LATE
    return Label.UNSURE if said == {Label.UNSURE} else None


def _conceded(before: list[Label | None], told: Label, tail: str) -> Label | None:
    """What follows "but" counts, unless both sides are plain and nothing says which holds."""
    if Label.OTHER in before or Label.UNSURE in before:
        return None
    if told is Label.ATTEND:
        return None if Label.ABSENT in before and "V" not in tail else told
    if told in _ABSENCE and Label.ATTEND in before:
        return told if set("NA") & set(tail) else None
    return told


def _contradicted(whole: Label, said: set[Label | None], still: bool) -> bool:
    """Whether a sure yes or no is denied by one of its own clauses; "still" outweighs obstacles."""
    if whole is Label.ATTEND:
        return Label.ABSENT in said or (Label.ABSENT_WITH_REASON in said and not still)
    return whole in _ABSENCE and Label.ATTEND in said
