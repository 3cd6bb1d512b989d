"""Papers of a period made by hand: their figures are counted from their lines, one by one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from domain.attendance import SixNumbers
from domain.ids import UnitId
from domain.reports.facts import STANDINGS, Figure, Figures, Standing, added
from domain.reports.ledger import Line
from domain.reports.period_paper import Commune, PeriodPaper
from domain.reports.periods import Period
from domain.reports.rules import ReportRules

NOW = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
COMMUNES = ("Mường Mìn", "Na Mèo", "Sơn Thủy", "Sơn Điện", "Tam Lư", "=1+1")
HELD_NUMBERS = SixNumbers(24, 20, 1, 1, 2, 95)


def line(number: int, commune: str, standing: Standing, **changes: object) -> Line:
    """A meeting of November with everything in order unless said otherwise."""
    held = standing is Standing.HELD
    n = HELD_NUMBERS if held else None
    made = Line(
        meeting=number,
        unit=sum(commune.encode()),
        code=f"CB-{number:03d}",
        village=f"bản {number}",
        commune=commune,
        kind="regular",
        starts_at=(
            datetime(2026, 11, 1, 12, 30, tzinfo=UTC) + timedelta(days=number % 27)
        ).isoformat(),
        moved_to="2026-12-03T12:30:00+00:00" if standing is Standing.MOVED else None,
        place="nhà văn hóa bản",
        standing=standing,
        reason="disaster" if standing is Standing.POSTPONED else "none",
        thematic=False,
        grade="good" if held else None,
        total=n.total if n else None,
        present=n.present if n else None,
        excused=n.excused if n else None,
        unexcused=n.unexcused if n else None,
        exempt=n.exempt if n else None,
        minutes=n.minutes if n else None,
        low_turnout=False,
        under_norm=False,
        visits_present=1 if held else 0,
        visits_excused=0,
        visits_absent=0,
        visits_unseen=1 if standing is Standing.UNREPORTED else 0,
        visits_disputed=0,
        visits_ahead=0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def figures(lines: Iterable[Line]) -> Figures:
    """Counted from lines the slow way."""
    counts: Counter[Figure] = Counter()
    numbers = []
    for one in lines:
        held = one.standing == Standing.HELD
        counts[Figure.MEETINGS] += 1
        counts[STANDINGS[Standing(one.standing)]] += 1
        counts[Figure.LOW_TURNOUT] += one.low_turnout
        counts[Figure.UNDER_NORM] += one.under_norm
        counts[Figure.THEMATIC] += one.thematic and held
        counts[Figure.DUE] += one.visits_due
        counts[Figure.PRESENT] += one.visits_present
        counts[Figure.EXCUSED] += one.visits_excused
        counts[Figure.ABSENT] += one.visits_absent
        counts[Figure.UNSEEN] += one.visits_unseen
        counts[Figure.BRANCHES] += 1
        counts[Figure.BRANCHES_MET] += held
        if one.total is not None:
            counts[Figure.WITH_NUMBERS] += 1
            numbers.append(
                SixNumbers(
                    one.total,
                    one.present or 0,
                    one.excused or 0,
                    one.unexcused or 0,
                    one.exempt or 0,
                    one.minutes or 0,
                )
            )
    return Figures({f: c for f, c in counts.items() if c}, added(numbers))


def paper(lines: Sequence[Line], period: str = "2026-11") -> PeriodPaper:
    """Of these lines."""
    names = sorted({one.commune for one in lines})
    return PeriodPaper(
        period=Period.parse(period),
        unit="Quan Sơn",
        superior="tỉnh Thanh Hóa",
        as_of=NOW,
        rules=ReportRules(),
        communes=tuple(
            Commune(
                UnitId(sum(name.encode())), name, figures(o for o in lines if o.commune == name)
            )
            for name in names
        ),
        before=figures([line(900, "Na Mèo", Standing.HELD)]),
        lines=tuple(sorted(lines, key=lambda one: (one.commune, one.starts_at, one.code))),
    )


def a_month(count: int = 94, seed: int = 1) -> PeriodPaper:
    """A month of a district, with everything that can happen to a meeting in it."""
    chance = Random(seed)
    others = [one for one in Standing if one not in (Standing.HELD, Standing.UPCOMING)]
    lines = []
    for number in range(1, count + 1):
        commune = COMMUNES[number % len(COMMUNES)]
        standing = Standing.HELD if chance.random() < 0.85 else chance.choice(others)
        made = line(number, commune, standing)
        if standing is Standing.HELD and chance.random() < 0.2:
            made = replace(made, present=17, unexcused=4, low_turnout=True, minutes=60)
            made = replace(made, under_norm=True, visits_present=0, visits_absent=1)
        if standing is Standing.HELD and chance.random() < 0.2:
            made = replace(made, thematic=True)
        lines.append(made)
    return paper(lines)
