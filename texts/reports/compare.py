"""Two periods side by side: the whole first, then each commune by name; never a ranking."""

from domain.fold import fold
from domain.ids import UnitId
from domain.reports.facts import Figure, Figures, PeriodFacts
from domain.reports.periods import PeriodKind
from texts import say
from texts.reports.periods import last_period, period
from texts.reports.summary import closed


def compare(this: PeriodFacts, last: PeriodFacts) -> str:
    """Each line: now, and the period before."""
    kind, now, before = this.period.kind, this.figures, last.figures
    lines = [
        f"So sánh {period(this.period)} với {period(last.period)}; {this.name}.",
        *_closed(this),
        *_closed(last),
        f"Họp: {_met(now, kind)}; {last_period(kind)} {_met(before, kind)}.",
        f"Đảng viên dự: {_members(now)}; {last_period(kind)} {_members(before)}.",
        f"Cán bộ dự: {_visits(now)}; {last_period(kind)} {_visits(before)}.",
        f"Hoãn, dời, không họp: {_broken(now)}; {last_period(kind)} {_broken(before)}.",
    ]
    units = {unit: name for (name, unit) in (*last.units, *this.units)}
    if len(units) > 1:
        lines.append(f"Từng đơn vị (đã họp; {last_period(kind)}):")
        for unit in sorted(units, key=lambda one: (fold(units[one]), one)):
            pair = (_met(_of(this, unit), kind), _met(_of(last, unit), kind))
            lines.append(f"- {units[unit]}: {pair[0]}; {pair[1]}")
    return "\n".join(lines)


def _closed(facts: PeriodFacts) -> list[str]:
    return [f"{say.capital(period(facts.period))}: {say.uncapital(line)}" for line in closed(facts)]


def _of(facts: PeriodFacts, unit: UnitId) -> Figures:
    return next((found for (_, one), found in facts.units.items() if one == unit), Figures())


def _met(figures: Figures, kind: PeriodKind) -> str:
    """A day or week counts the meetings planned in it, longer periods the branches that met."""
    if kind in (PeriodKind.DAY, PeriodKind.WEEK):
        return say.share(figures[Figure.HELD], figures[Figure.MEETINGS])
    return say.share(figures[Figure.BRANCHES_MET], figures[Figure.BRANCHES])


def _members(figures: Figures) -> str:
    return say.share(figures.members.present, figures.members.due)


def _visits(figures: Figures) -> str:
    return say.share(figures[Figure.PRESENT], figures[Figure.DUE])


def _broken(figures: Figures) -> str:
    kinds = (Figure.POSTPONED, Figure.MOVED, Figure.NOT_HELD)
    return f"{sum(figures[one] for one in kinds)}/{figures[Figure.MEETINGS]} buổi"
