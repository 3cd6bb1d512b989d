"""Labelled replies of this folder and how the rules do on them."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.replies import Confidence, Label, understand
from tests.domain.replies.variations import variations_of

HERE = Path(__file__).parent
ABSENT = (Label.ABSENT, Label.ABSENT_WITH_REASON)


@dataclass(frozen=True, slots=True)
class Phrasing:
    half: str
    label: Label
    text: str


def phrasings() -> Iterator[Phrasing]:
    """Our own corpus, written by hand: `tuned` rows shaped the rules, `held-out` rows never did."""
    with (HERE / "phrasings.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Phrasing(row["half"], Label(row["label"]), row["text"])


def rounds() -> Iterator[Phrasing]:
    """Later rounds, each written before the rules were looked at; `half` is the round's name.

    The numbered rounds shaped the rules afterwards, the held-out ones never did.
    """
    with (HERE / "rounds.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Phrasing(row["round"], Label(row["label"]), row["text"])


def sample() -> Iterator[Phrasing]:
    """Replies labelled by other people."""
    with (HERE / "sample.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Phrasing("sample", Label(row["label"]), row["text"])


def varied(rows: Iterable[Phrasing]) -> Iterator[Phrasing]:
    """The rows as people type them: without accents, in keystrokes, politely, and so on."""
    for row in rows:
        for text in variations_of(row.text):
            yield Phrasing(row.half, row.label, text)


def outcome(row: Phrasing) -> str:
    """`right`, `asked`, `wrong` (a sure wrong label), or `harmful`: a sure wrong yes or no."""
    understood = understand(row.text)
    if understood.confidence is Confidence.ASK:
        return "asked"
    if understood.label is row.label:
        return "right"
    if understood.label in ABSENT and row.label in ABSENT:
        return "wrong"
    return "harmful" if understood.label in (Label.ATTEND, *ABSENT) else "wrong"


@dataclass(frozen=True, slots=True)
class Score:
    rows: int
    right: float
    asked: float
    wrong: int
    harmful: tuple[str, ...]


def score(rows: Iterable[Phrasing]) -> Score:
    """Shares of all rows; the harmful ones by name."""
    counted: Counter[str] = Counter()
    harmful = []
    for row in rows:
        what = outcome(row)
        counted[what] += 1
        if what == "harmful":
            harmful.append(row.text)
    total = counted.total()
    return Score(
        total, counted["right"] / total, counted["asked"] / total, counted["wrong"], tuple(harmful)
    )
