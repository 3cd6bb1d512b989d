"""Model parts about 3+1: field weeks, meetings inside them, the cycle, offices never emptied."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

from ortools.sat.python import cp_model

from domain.planning.dates import phase_of, weeks_touching
from domain.planning.facts import Cadre, CadreKey, Group, Month, RotationMode
from domain.planning.lookups import Option
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Entry, Literal


def add_weeks(draft: Draft) -> None:
    """Field weeks or phases of everybody who may attend, and all that depends on them."""
    look = draft.look
    if look.mode is RotationMode.NONE:
        return
    announced = look.announced_options
    people = draft.entries.keys() | {who for who, _ in announced}
    for who in sorted(people & look.cadres.keys()):
        cadre = look.cadres[who]
        entries = draft.entries.get(who, [])
        months = look.facts.months if look.mode is RotationMode.CALENDAR else (None,)
        for month in months if cadre.rotates else ():
            mine = [x for x in entries if month is None or x.meeting.month == month]
            _add_choice(draft, cadre, month, mine, announced.get((who, month)))
        if not cadre.rotates and (who, None) in announced:
            # An announced phase of somebody who does not rotate binds nobody, but can be kept.
            _add_choice(draft, cadre, None, [], announced[who, None])
    if look.mode is RotationMode.CALENDAR:
        charge_cycle(draft)
    add_offices(draft)


def _add_choice(
    draft: Draft, cadre: Cadre, month: Month | None, entries: list[Entry], announced: Option
) -> None:
    useful = {entry.option for entry in entries} | {announced}
    options = [option for option in draft.look.options(cadre, month) if option in useful]
    if not options:
        return
    choice = {option: draft.boolean() for option in options}
    draft.weeks[cadre.id, month] = choice
    if announced in choice:
        draft.charge(choice[announced], -draft.look.settings.weights.move_week)
    if any(entry.certain for entry in entries):
        draft.model.add_exactly_one(choice.values())
    else:
        draft.model.add_at_most_one(choice.values())
    linked: dict[tuple[MeetingKey, Option], list[Entry]] = defaultdict(list)
    for entry in entries:
        linked[entry.meeting, entry.option].append(entry)
    certain = {entry.meeting for entry in entries if entry.certain}
    for key in sorted({entry.meeting for entry in entries}):
        for option in options:
            _link(draft, linked.get((key, option), []), choice[option], key in certain)


def _link(draft: Draft, entries: list[Entry], week: Literal, certain: bool) -> None:
    """A meeting lies in a week only if it is the field week; equality keeps the model tight."""
    literals = [entry.literal for entry in entries]
    reliefs = [entry.relief for entry in entries if entry.relief is not None]
    if certain:
        draft.model.add(cp_model.LinearExpr.sum(literals) == week)
    elif literals:
        draft.at_most(0, literals, [*reliefs, week])


def charge_cycle(draft: Draft) -> None:
    """Distance between successive field weeks: against history, then month against month."""
    months = draft.look.facts.months
    for who in sorted({who for who, _ in draft.weeks}):
        before = draft.look.cadres[who].last_field_week
        first = draft.weeks.get((who, months[0]), {})
        for week, literal in first.items():
            if before is not None:
                draft.charge(literal, _cycle_price(draft, before, week))
        for earlier, later in pairwise(months):
            a, b = draft.weeks.get((who, earlier)), draft.weeks.get((who, later))
            if a and b:
                _charge_pair(draft, a, b)


def _cycle_price(draft: Draft, before: Option, after: Option) -> int:
    assert isinstance(before, date)
    assert isinstance(after, date)
    rotation = draft.look.settings.rotation
    weeks = (after - before).days // 7
    off = max(0, rotation.spacing_min - weeks, weeks - rotation.spacing_max)
    return draft.look.settings.weights.cycle * off


def _charge_pair(draft: Draft, a: dict[Option, Literal], b: dict[Option, Literal]) -> None:
    """A flow from the earlier month's week to the later one's, exact even when relaxed."""
    prices = {(x, y): _cycle_price(draft, x, y) for x in a for y in b}
    if not any(prices.values()):
        return
    flow = {pair: draft.boolean() for pair in prices}
    for pair, literal in flow.items():
        draft.charge(literal, prices[pair])
    some_a, some_b = [*a.values()], [*b.values()]
    for x, literal in a.items():
        total = cp_model.LinearExpr.sum([flow[x, y] for y in b])
        draft.model.add(total <= literal)
        draft.model.add(total >= literal + cp_model.LinearExpr.sum(some_b) - 1)
    for y, literal in b.items():
        total = cp_model.LinearExpr.sum([flow[x, y] for x in a])
        draft.model.add(total <= literal)
        draft.model.add(total >= literal + cp_model.LinearExpr.sum(some_a) - 1)


def add_offices(draft: Draft) -> None:
    """No office is emptied in any week."""
    if draft.look.mode is RotationMode.NONE:
        return
    offices = {group.id: group for who, _ in draft.weeks for group in draft.look.groups_of(who)}
    for name in sorted(offices):
        _add_office(draft, offices[name])


def _add_office(draft: Draft, group: Group) -> None:
    look = draft.look
    members = sorted(set(group.members))
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for monday in weeks_touching(look.facts.months):
        field = {who: _in_field(draft, who, monday) for who in members}
        leave = {who for who in members if look.is_on_leave(who, monday)}
        if draft.board is not None:  # settled elsewhere: away like those on leave
            leave |= draft.board.out(group.id, monday)
        room = group.max_away - len(leave)
        counted = [literal for who, literal in field.items() if room < 0 or who not in leave]
        literals = [literal for literal in counted if literal is not None]
        signature = (max(0, room), tuple(literal.index for literal in literals))
        if signature not in seen:
            seen.add(signature)
            draft.at_most(max(0, room), literals)


def _in_field(draft: Draft, who: CadreKey, monday: date) -> Literal | None:
    """A literal that holds when the person is in the field that week; None: never."""
    look = draft.look
    if look.mode is RotationMode.ROLLING:
        return draft.weeks.get((who, None), {}).get(phase_of(monday, look.settings.rotation))
    found = [
        draft.weeks[who, month][monday]
        for month in look.facts.months
        if monday in draft.weeks.get((who, month), {})
    ]
    if len(found) < 2:
        return found[0] if found else None
    either = draft.boolean()
    for literal in found:
        draft.model.add_implication(literal, either)
    return either


def announced_weeks_price(draft: Draft) -> int:
    """What it would cost to keep none of the announced weeks; keeping one refunds its share."""
    look, baseline = draft.look, draft.look.facts.baseline
    if baseline is None:
        return 0
    weeks = sum(
        x.cadre in look.cadres and x.month in look.facts.months for x in baseline.field_weeks
    )
    phases = sum(x.cadre in look.cadres for x in baseline.phases)
    return look.settings.weights.move_week * (weeks + phases)
