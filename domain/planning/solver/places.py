"""Model parts about communes and about successive meetings of one branch."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

from ortools.sat.python import cp_model

from domain.planning.facts import CommuneKey, PartKey
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Literal

MOST_TIGHTENED = 150
"""Meetings up to which a tighter relaxation of distances saves more time than it takes."""


def add_communes(draft: Draft) -> None:
    """A commune's limits per date and per part of a date."""
    by_day: dict[tuple[CommuneKey, date], dict[MeetingKey, list[Literal]]] = defaultdict(dict)
    by_part: dict[tuple[CommuneKey, date, PartKey], dict[MeetingKey, list[Literal]]] = defaultdict(
        dict
    )
    for key in sorted(draft.places):
        commune = draft.look.branches[key.branch].commune
        for place, literal in zip(draft.places[key], draft.at[key], strict=True):
            by_day[commune, place.date].setdefault(key, []).append(literal)
            by_part[commune, place.date, place.part].setdefault(key, []).append(literal)
    limits = {commune: draft.look.commune_limit(commune) for commune in draft.look.communes}
    at_once = draft.look.settings.commune_max_per_part
    board = draft.board
    for (commune, day), meetings in sorted(by_day.items()):
        taken = board.meetings_on(commune, day) if board else 0
        _limit(draft, max(0, limits[commune] - taken), meetings)
    for (commune, day, part), meetings in sorted(by_part.items()):
        taken = board.meetings_at(commune, day, part) if board else 0
        if at_once is not None and at_once < limits[commune]:
            _limit(draft, max(0, at_once - taken), meetings)


def _limit(draft: Draft, limit: int, meetings: dict[MeetingKey, list[Literal]]) -> None:
    if len(meetings) > limit:
        draft.at_most(limit, [literal for key in sorted(meetings) for literal in meetings[key]])


def add_gaps(draft: Draft) -> None:
    """Days between a branch's meetings of successive months of the horizon."""
    months = draft.look.facts.months
    for earlier, later in pairwise(months):
        for branch in sorted(draft.look.branches):
            a, b = MeetingKey(branch, earlier), MeetingKey(branch, later)
            if a in draft.places and b in draft.places:
                if draft.look.settings.gap.hard:
                    _bind_gap(draft, a, b)
                else:
                    _charge_gap(draft, a, b)


def _dates(draft: Draft, key: MeetingKey) -> list[tuple[date, Literal]]:
    return [(p.date, x) for p, x in zip(draft.places[key], draft.at[key], strict=True)]


def _bind_gap(draft: Draft, a: MeetingKey, b: MeetingKey) -> None:
    """For each date: if the later meeting is that early (late), the earlier one is early (late)
    enough; stronger than comparing two positions."""
    gap, before, after = draft.look.settings.gap, _dates(draft, a), _dates(draft, b)
    free = [draft.skip[a]] if a in draft.skip else []
    for day in sorted({day for day, _ in after}):
        early = [x for d, x in after if d <= day]
        late = [x for d, x in after if d >= day]
        enough = [x for d, x in before if (day - d).days >= gap.min_days]
        near = [x for d, x in before if (day - d).days <= gap.max_days]
        draft.at_most(0, early, [*enough, *free])
        draft.at_most(0, late, [*near, *free])


def _charge_gap(draft: Draft, a: MeetingKey, b: MeetingKey) -> None:
    """Days beyond the limits, capped: a day count plus one Boolean that jumps to the cap."""
    settings = draft.look.settings
    price = settings.weights.gap * draft.look.mult(draft.look.branches[a.branch])
    before, after = _dates(draft, a), _dates(draft, b)
    if not (price and settings.gap_cap and before and after):
        return
    days = [(d2 - d1).days for d1, _ in (before[0], before[-1]) for d2, _ in (after[0], after[-1])]
    worst = max(0, settings.gap.min_days - min(days), max(days) - settings.gap.max_days)
    if worst == 0:
        return
    off = draft.model.new_int_var(0, min(worst, settings.gap_cap), "")
    draft.charge(off, price)
    origin = before[0][0]
    position = cp_model.LinearExpr.weighted_sum(
        [*(x for _, x in after), *(x for _, x in before)],
        [*((d - origin).days for d, _ in after), *(-(d - origin).days for d, _ in before)],
    )
    slack = _gap_slack(draft, a, b, off, worst)
    draft.model.add(off + slack >= settings.gap.min_days - position)
    draft.model.add(off + slack >= position - settings.gap.max_days)
    if len(draft.places) <= MOST_TIGHTENED:
        cap = settings.gap_cap
        for amount in sorted({max(1, cap // 4), (cap + 1) // 2, cap}):
            _tighten_gap(draft, a, b, off, amount)


def _tighten_gap(draft: Draft, a: MeetingKey, b: MeetingKey, off: Literal, amount: int) -> None:
    """If the later meeting is that early (late), the earlier one is early (late) enough or the
    distance is off by `amount`: said for each date, the relaxation is tighter."""
    gap, before, after = draft.look.settings.gap, _dates(draft, a), _dates(draft, b)
    free = [draft.skip[a]] if a in draft.skip else []
    for day in sorted({day for day, _ in after}):
        early = [x for d, x in after if d <= day]
        enough = [x for d, x in before if (day - d).days > gap.min_days - amount]
        late = [x for d, x in after if d >= day]
        near = [x for d, x in before if (day - d).days < gap.max_days + amount]
        for some, others in ((early, enough), (late, near)):
            if len(others) < len(before):
                terms = [off, *some, *others, *free]
                signs = [1, *[-amount] * len(some), *[amount] * (len(others) + len(free))]
                draft.model.add(cp_model.LinearExpr.weighted_sum(terms, signs) >= 0)


def _gap_slack(draft: Draft, a: MeetingKey, b: MeetingKey, off: Literal, worst: int) -> Literal:
    """What may be missing from the day count: beyond the cap, or where a meeting is left out."""
    cap, gap = draft.look.settings.gap_cap, draft.look.settings.gap
    reach = abs(gap.min_days) + abs(gap.max_days) + 100
    terms: list[Literal] = [draft.skip[key] * reach for key in (a, b) if key in draft.skip]
    if worst > cap:
        beyond = draft.boolean()
        draft.model.add(off == cap).only_enforce_if(beyond)
        terms.append(beyond * (worst - cap))
    return cp_model.LinearExpr.sum(terms) if terms else 0
