"""The four words a branch grades its own meeting with: the same in chat and in papers.

They are those with which committees grade branch meetings (tốt, khá, trung bình, kém).
"""

from collections.abc import Mapping

from domain.reports.facts import GRADES as FIGURES
from domain.reports.facts import Figure, Figures, Grade

GRADES: Mapping[Grade, str] = {
    Grade.GOOD: "Tốt",
    Grade.FAIR: "Khá",
    Grade.AVERAGE: "Trung bình",
    Grade.POOR: "Kém",
}
_OLDER: Mapping[int, Mapping[Grade, str]] = {1: {**GRADES, Grade.POOR: "Yếu"}}


def of_wording(wording: int) -> Mapping[Grade, str]:
    """The words of papers of a wording: a month closed in an older one keeps its bytes."""
    return _OLDER.get(wording, GRADES)


def counted(figures: Figures, words: Mapping[Grade, str] = GRADES) -> str:
    """tốt 3, kém 1; nothing when no branch graded"""
    named: list[tuple[str, Figure]] = [(words[one].lower(), FIGURES[one]) for one in Grade]
    return ", ".join(f"{word} {figures[one]}" for word, one in named if figures[one])
