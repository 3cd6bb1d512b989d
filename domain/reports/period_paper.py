"""What the papers of a period say: the figures of each commune and one line for each meeting.

Everything can be written down as JSON and read again, so that a closed month prints the same
papers for ever.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from domain.attendance import SixNumbers
from domain.ids import UnitId
from domain.reports.facts import Figure, Figures, PeriodFacts, whole
from domain.reports.ledger import Line, read
from domain.reports.periods import Period
from domain.reports.rules import ReportRules

WORDING = 3  # of new papers; raised when words or looks change, so that closed months keep theirs


@dataclass(frozen=True, slots=True)
class Commune:
    """A unit that has branches, and its figures."""

    unit_id: UnitId
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class PeriodPaper:
    """One period of one subtree as known at `as_of` (UTC).

    `superior`: the unit above, "" at the top. `rules`: as they held on the period's last day.
    `before`: figures of the period before, for comparison.
    `wording`: how the papers look and say things.
    """

    period: Period
    unit: str
    superior: str
    as_of: datetime
    rules: ReportRules
    communes: tuple[Commune, ...]
    before: Figures
    lines: tuple[Line, ...]
    wording: int = WORDING

    @property
    def figures(self) -> Figures:
        """Of the whole subtree."""
        return whole(one.figures for one in self.communes)


def period_paper(
    facts: PeriodFacts,
    before: Figures,
    superior: str,
    lines: tuple[Line, ...],
    names: Mapping[UnitId, str],
) -> PeriodPaper:
    """The paper of some facts; communes by `names`, which the lines bear too."""
    communes = [Commune(unit, names[unit], found) for (_, unit), found in facts.units.items()]
    return PeriodPaper(
        period=facts.period,
        unit=facts.name,
        superior=superior,
        as_of=facts.now,
        rules=facts.rules.at(facts.period.until - timedelta(seconds=1)),
        communes=tuple(sorted(communes, key=lambda one: (one.name, one.unit_id))),
        before=before,
        lines=lines,
    )


def narrowed(
    paper: PeriodPaper, units: Collection[UnitId], unit: str, superior: str, before: Figures
) -> PeriodPaper:
    """The part of a paper that is about some units, under their own name."""
    return replace(
        paper,
        unit=unit,
        superior=superior,
        communes=tuple(one for one in paper.communes if one.unit_id in units),
        before=before,
        lines=tuple(line for line in paper.lines if line.unit in units),
    )


def written(paper: PeriodPaper) -> str:
    """Canonical JSON: the same paper is the same text."""
    stored = {
        "period": str(paper.period),
        "unit": paper.unit,
        "superior": paper.superior,
        "as_of": paper.as_of.isoformat(),
        "rules": asdict(paper.rules),
        "communes": [
            {"unit": one.unit_id, "name": one.name, **_figures(one.figures)}
            for one in paper.communes
        ],
        "before": _figures(paper.before),
        "lines": [line.written() for line in paper.lines],
        **({} if paper.wording == 1 else {"wording": paper.wording}),  # the first did not say
    }
    return json.dumps(stored, ensure_ascii=False, sort_keys=True, indent=0)


def _figures(figures: Figures) -> dict[str, Any]:
    counts = {figure.value: count for figure, count in figures.counts.items() if count}
    return {"counts": counts, "members": asdict(figures.members)}


def read_paper(text: str) -> PeriodPaper:
    """The paper a text was written from. Raises ValueError for a text that is none."""
    try:
        stored = json.loads(text)
        return PeriodPaper(
            period=Period.parse(stored["period"]),
            unit=stored["unit"],
            superior=stored["superior"],
            as_of=datetime.fromisoformat(stored["as_of"]),
            rules=ReportRules(**stored["rules"]),
            communes=tuple(
                Commune(UnitId(one["unit"]), one["name"], _read_figures(one))
                for one in stored["communes"]
            ),
            before=_read_figures(stored["before"]),
            lines=tuple(read(line) for line in stored["lines"]),
            wording=stored.get("wording", 1),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a paper: {type(error).__name__}") from None


def _read_figures(stored: Mapping[str, Any]) -> Figures:
    counts = {Figure(name): int(count) for name, count in stored["counts"].items()}
    return Figures(counts, SixNumbers(**stored["members"]))
