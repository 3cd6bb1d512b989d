"""Model parts about one person's days: clashes, roads, limits, weekends and trips."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from domain.planning.dates import DAY
from domain.planning.facts import CadreKey
from domain.planning.lookups import Lookups
from domain.planning.plan import MeetingKey
from domain.planning.solver.draft import Draft, Entry, Literal


def add_people(draft: Draft) -> None:
    """What each person can do on a date and the next, and what their journeys cost."""
    for who in sorted(draft.entries):
        entries = draft.entries[who]
        days: dict[date, list[Entry]] = defaultdict(list)
        for entry in entries:
            days[entry.date].append(entry)
        trips = _charge_trips(draft, days) if draft.look.cadres[who].rotates else {}
        if len({entry.meeting for entry in entries}) > 1:
            _add_days(draft, who, days, trips)
            _add_nights(draft, days)
        _add_one_role(draft, entries)
        if draft.look.cadres[who].rotates:
            _charge_weekends(draft, entries)
    _charge_fairness(draft)


def clash(look: Lookups, who: CadreKey, a: Entry, b: Entry) -> bool:
    """Whether one person cannot attend both entries of one date."""
    if look.day_limit(who) <= 1:
        return True
    first, second = sorted((a, b), key=lambda x: (x.start, x.meeting.branch))
    need = look.settings.same_commune_gap_min
    if first.commune != second.commune:
        if not look.settings.cross_commune_same_day:
            return True
        need = max(need, look.travel_min(first.commune, second.commune))
    return second.start - first.end < need


def _add_days(
    draft: Draft, who: CadreKey, days: dict[date, list[Entry]], trips: dict[date, Literal]
) -> None:
    """Places that exclude each other, and none without the journey of that date."""
    limit = draft.look.day_limit(who)
    for day in sorted(days):
        entries = days[day]
        meetings = {entry.meeting for entry in entries}
        if len(meetings) < 2:
            continue
        _cover(draft, entries, lambda a, b: clash(draft.look, who, a, b), trip=trips.get(day))
        if len(meetings) > limit > 1:
            draft.at_most(limit, *_literals(entries))


def _literals(entries: list[Entry]) -> tuple[list[Literal], list[Literal]]:
    reliefs = [entry.relief for entry in entries if entry.relief is not None]
    return [entry.literal for entry in entries], reliefs


def _cover(
    draft: Draft,
    entries: list[Entry],
    forbidden: Callable[[Entry, Entry], bool],
    adjacent: Callable[[Entry, Entry], bool] | None = None,
    trip: Literal | None = None,
) -> None:
    """Cover every forbidden pair by at-most-one groups, each grown as far as it goes.

    Places of one meeting exclude each other anyway, so they may join a group for strength.
    """
    grows = adjacent or forbidden
    open_pairs = {
        (i, j)
        for i in range(len(entries))
        for j in range(i + 1, len(entries))
        if entries[i].meeting != entries[j].meeting and forbidden(entries[i], entries[j])
    }
    for pair in sorted(open_pairs):
        if pair not in open_pairs:
            continue
        group = list(pair)
        for k in range(len(entries)):
            if k not in pair and all(_exclusive(entries[k], entries[i], grows) for i in group):
                group.append(k)
        group.sort()
        open_pairs -= {(i, j) for i in group for j in group if i < j}
        literals, reliefs = _literals([entries[i] for i in group])
        if trip is None:
            draft.at_most(1, literals, reliefs)
        else:
            draft.at_most(0, literals, [*reliefs, trip])


def _exclusive(a: Entry, b: Entry, forbidden: Callable[[Entry, Entry], bool]) -> bool:
    return a.meeting == b.meeting or forbidden(a, b)


def _add_nights(draft: Draft, days: dict[date, list[Entry]]) -> None:
    """A late meeting here and an early one far away the next morning exclude each other."""
    night = draft.look.settings.overnight
    if night is None:
        return

    def journey(a: Entry, b: Entry) -> bool:
        if a.date == b.date or a.commune == b.commune:
            return False
        return draft.look.travel_min(a.commune, b.commune) > night.max_travel_min

    def adjacent(a: Entry, b: Entry) -> bool:
        same_day = a.date == b.date and a.commune != b.commune
        return journey(a, b) or (same_day and not draft.look.settings.cross_commune_same_day)

    for day in sorted(days):
        late = [entry for entry in days[day] if entry.start >= night.after_start]
        early = [entry for entry in days.get(day + DAY, ()) if entry.start < night.before_start]
        if late and early:
            _cover(draft, [*late, *early], journey, adjacent)


def _add_one_role(draft: Draft, entries: list[Entry]) -> None:
    """Somebody who could fill two seats of a meeting, or a seat and a guest's chair, has one."""
    roles: dict[tuple[MeetingKey, date, int], list[Literal]] = defaultdict(list)
    for entry in entries:
        roles[entry.meeting, entry.date, entry.start].append(entry.literal)
    for key in sorted(roles):
        draft.at_most(1, roles[key])


def _by_meeting(entries: list[Entry]) -> dict[MeetingKey, list[Entry]]:
    table: dict[MeetingKey, list[Entry]] = defaultdict(list)
    for entry in entries:
        table[entry.meeting].append(entry)
    return table


def _charge_each(draft: Draft, entries: list[Entry], weight: int) -> None:
    """Charge each place of one meeting; whoever is relieved there saves it."""
    for entry in entries:
        draft.charge(entry.literal, weight)
    reliefs = {x.relief.index: x.relief for x in entries if x.relief is not None}
    for relief in reliefs.values():
        draft.charge(relief, -weight)


def _charge_trips(draft: Draft, days: dict[date, list[Entry]]) -> dict[date, Literal]:
    """Charge every date with a meeting; the variables of dates where several are possible."""
    trips: dict[date, Literal] = {}
    weight = draft.look.settings.weights.trip
    if not weight:
        return trips
    alone: list[Entry] = []
    for day in sorted(days):
        meetings = _by_meeting(days[day])
        if len(meetings) == 1:
            alone += days[day]
            continue
        trip = trips[day] = draft.boolean()
        draft.charge(trip, weight)
        for key in sorted(meetings):
            draft.at_most(0, *_with_slack(meetings[key], [trip]))
    _charge_each(draft, alone, weight)
    return trips


def _with_slack(entries: list[Entry], slack: list[Literal]) -> tuple[list[Literal], list[Literal]]:
    literals, reliefs = _literals(entries)
    return literals, [*reliefs, *slack]


def _charge_weekends(draft: Draft, entries: list[Entry]) -> None:
    """The n-th weekend meeting of a month costs n times the weight."""
    weight = draft.look.settings.weights.weekend
    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if weight and entry.date.isoweekday() >= 6:
            months[entry.meeting.month].append(entry)
    for month in sorted(months):
        meetings = _by_meeting(months[month])
        if len(meetings) == 1:
            _charge_each(draft, months[month], weight)
            continue
        steps = [draft.boolean() for _ in meetings]
        for number, step in enumerate(steps, start=1):
            draft.charge(step, weight * number)
        draft.at_most(0, *_with_slack(months[month], steps))


def _charge_fairness(draft: Draft) -> None:
    """Who stood in often before is dearer, step by step."""
    weight = draft.look.settings.weights.standin_fair
    standing: dict[CadreKey, dict[object, list[Literal]]] = {}
    for seat, holders in draft.holders.items():
        for holder in holders:
            if weight and holder.cadre not in (None, seat.required):
                assert holder.cadre is not None
                seats = standing.setdefault(holder.cadre, {})
                seats.setdefault(seat, []).append(holder.literal)
    for who in sorted(standing):
        history = draft.look.cadres[who].standin_count
        literals = [literal for seat in standing[who].values() for literal in seat]
        if len(standing[who]) == 1:
            for literal in literals:
                draft.charge(literal, weight * history)
            continue
        steps = [draft.boolean() for _ in standing[who]]
        for number, step in enumerate(steps):
            draft.charge(step, weight * (history + number))
        draft.at_most(0, literals, steps)
