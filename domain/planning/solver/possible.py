"""Asks whether meetings are possible together; each rule instance hangs on a literal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ortools.sat.python import cp_model

from domain.planning.candidates import gap_off, is_kept
from domain.planning.dates import days_of, off_habit_days, weeks_touching
from domain.planning.facts import CadreKey, PartKey, RotationMode, Span
from domain.planning.lookups import Lookups, Option
from domain.planning.plan import MeetingKey, Plan
from domain.planning.reasons import Reason, ReasonKind
from domain.planning.solver.draft import Entry, Literal
from domain.planning.solver.people import clash as days_clash
from domain.planning.solver.scope import substitutes

Place = tuple[date, PartKey]


@dataclass(slots=True)
class Possibility:
    """A feasibility model of some meetings under some reasons (None: all that exist)."""

    look: Lookups
    plan: Plan
    only: frozenset[Reason] | None
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    literals: dict[Reason, Literal] = field(default_factory=dict)
    entries: dict[CadreKey, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    at: dict[MeetingKey, dict[Place, Literal]] = field(default_factory=dict)

    def counts(self, reason: Reason) -> bool:
        """Whether the reason takes part in this model."""
        return self.only is None or reason in self.only

    def literal(self, reason: Reason) -> Literal:
        """The literal on which a reason hangs."""
        if reason not in self.literals:
            self.literals[reason] = self.model.new_bool_var("")
        return self.literals[reason]

    def bar(self, reason: Reason, literals: Iterable[Literal]) -> None:
        """None of the literals may hold while the reason does."""
        if self.counts(reason):
            for literal in literals:
                self.model.add_implication(self.literal(reason), literal.negated())

    def limit(self, reason: Reason, literals: list[Literal], limit: int) -> None:
        """At most `limit` of the literals hold while the reason does."""
        if self.counts(reason) and len(literals) > limit:
            total = cp_model.LinearExpr.sum(literals)
            self.model.add(total <= limit).only_enforce_if(self.literal(reason))


def possibility(
    look: Lookups,
    plan: Plan,
    missing: MeetingKey,
    others: frozenset[MeetingKey],
    only: frozenset[Reason] | None,
) -> Possibility:
    """The model of a missing meeting beside others, under the given reasons (None: all)."""
    model = Possibility(look, plan, only)
    for key in sorted({missing, *others}):
        held = Reason(ReasonKind.OTHER_MEETING, branch=key.branch)
        if key != missing and not model.counts(held):
            continue
        _add_meeting(model, key)
        total = cp_model.LinearExpr.sum(list(model.at[key].values()))
        model.model.add(total <= 1)
        if key == missing:
            model.model.add(total == 1)
        else:
            model.model.add(total == 1).only_enforce_if(model.literal(held))
    _add_weeks(model)
    _add_days(model)
    _add_communes(model)
    return model


def _add_meeting(model: Possibility, key: MeetingKey) -> None:
    """A literal for every date and part of the month; branch reasons bar some of them."""
    places = [(day, part.id) for day in days_of(key.month) for part in model.look.settings.parts]
    kept = _kept_place(model.look, key)
    if kept is not None and kept not in places:
        places.append(kept)
    at = model.at[key] = {place: model.model.new_bool_var("") for place in places}
    for reason, barred in _branch_reasons(model, key, places).items():
        model.bar(reason, [at[place] for place in barred])
    for required in dict.fromkeys(model.look.branches[key.branch].required):
        _add_seat(model, key, required)


def _kept_place(look: Lookups, key: MeetingKey) -> Place | None:
    past = look.past(key)
    return (past.date, past.part) if past else look.locked.get(key)


def _branch_reasons(
    model: Possibility, key: MeetingKey, places: list[Place]
) -> dict[Reason, list[Place]]:
    """Which places each reason about the branch bars."""
    look, name = model.look, key.branch
    branch, barred = look.branches[name], defaultdict(list)
    kept = _kept_place(look, key)
    if kept is not None:
        # Nothing else is asked of a meeting that was held or confirmed.
        barred[Reason(ReasonKind.KEPT, branch=name)] = [x for x in places if x != kept]
        return barred
    earliest = None
    if look.facts.today is not None:
        earliest = look.facts.today + timedelta(days=look.settings.min_notice_days)
    old = look.announced.get(key)
    window = branch.window
    for day, part in places:
        place = (day, part)
        if day in look.closed:
            barred[Reason(ReasonKind.CLOSED_DAY, span=Span(day, day))].append(place)
        for span in branch.blackouts:
            if span.first <= day <= span.last:
                barred[Reason(ReasonKind.BRANCH_OFF, branch=name, span=span)].append(place)
        if part not in branch.slots[day.weekday()]:
            barred[Reason(ReasonKind.SLOTS, branch=name)].append(place)
        if window and window.hard and off_habit_days(branch, key.month, day):
            barred[Reason(ReasonKind.WINDOW, branch=name)].append(place)
        if look.settings.gap.hard and _gap_broken(model, key, day):
            barred[Reason(ReasonKind.GAP, branch=name)].append(place)
        stays = old is not None and (old.date, old.part) == place
        if earliest is not None and day < earliest and not stays:
            barred[Reason(ReasonKind.NOTICE, branch=name)].append(place)
    return barred


def _gap_broken(model: Possibility, key: MeetingKey, day: date) -> bool:
    """Against history and against the plan's meetings of the neighbouring months."""
    look, months = model.look, model.look.facts.months
    index = months.index(key.month)
    dates = {x.month: x.date for x in model.plan.meetings if x.branch == key.branch}
    last = look.branches[key.branch].last_meeting if index == 0 else dates.get(months[index - 1])
    following = dates.get(months[index + 1]) if index + 1 < len(months) else None
    before = gap_off(look, (day - last).days if last else None)
    return bool(before or gap_off(look, (following - day).days if following else None))


def _add_seat(model: Possibility, key: MeetingKey, required: CadreKey) -> None:
    look, at = model.look, model.at[key]
    branch = look.branches[key.branch]
    deputies = sorted(set(branch.standins) - set(branch.required))
    people = (required, *(deputies if branch.no_standin else substitutes(look, key)))
    holding: dict[Place, list[Literal]] = {place: [] for place in at}
    for who in people:
        mine = {place: model.model.new_bool_var("") for place in at}
        for place, literal in mine.items():
            holding[place].append(literal)
        if who != required and branch.no_standin:
            model.bar(Reason(ReasonKind.NO_STANDIN, branch=key.branch), mine.values())
        _bar_person(model, key, who, mine)
        for (day, part), literal in mine.items():
            start = look.starts.get(part, 0)
            option = look.option_of(who, key.month, day) if look.rotates(who) else None
            times = (day, start, start + branch.duration_min, branch.commune, option)
            model.entries[who].append(Entry(key, *times, literal, None, certain=False))
    for place, literals in holding.items():
        # A confirmed meeting takes place even if a seat stays empty.
        empty = [model.model.new_bool_var("")] if is_kept(look, key) else []
        model.model.add(cp_model.LinearExpr.sum([*literals, *empty]) == at[place])


def _bar_person(
    model: Possibility, key: MeetingKey, who: CadreKey, mine: dict[Place, Literal]
) -> None:
    look, cadre = model.look, model.look.cadres[who]
    if (key.branch, key.month, who) in look.declined:
        model.bar(Reason(ReasonKind.DECLINED, branch=key.branch, cadre=who), mine.values())
    for span in cadre.blackouts:
        off = [x for (day, _), x in mine.items() if span.first <= day <= span.last]
        if off:
            model.bar(Reason(ReasonKind.PERSON_OFF, cadre=who, span=span), off)
    for busy in cadre.busy:
        if (busy.date, busy.part) in mine:
            span = Span(busy.date, busy.date)
            reason = Reason(ReasonKind.PERSON_BUSY, cadre=who, span=span, part=busy.part)
            model.bar(reason, [mine[busy.date, busy.part]])
    if look.rotates(who):
        foreign = [x for (d, _), x in mine.items() if look.option_of(who, key.month, d) is None]
        model.bar(Reason(ReasonKind.FIELD_WEEK, cadre=who), foreign)


def _add_weeks(model: Possibility) -> None:
    """One field week a person (and month), and offices that are not emptied."""
    look = model.look
    if look.mode is RotationMode.NONE:
        return
    field: dict[tuple[CadreKey, date], list[Literal]] = defaultdict(list)
    for who in sorted(model.entries):
        reason = Reason(ReasonKind.FIELD_WEEK, cadre=who)
        if look.rotates(who) and model.counts(reason):
            for options in _choices(model, who, reason):
                for option, literal in options.items():
                    for monday in look.mondays_of(option):
                        field[who, monday].append(literal)
    for group in look.facts.groups:
        for monday in weeks_touching(look.facts.months):
            leave = {who for who in group.members if look.is_on_leave(who, monday)}
            room = group.max_away - len(leave)
            out = [
                x
                for w in sorted(set(group.members))
                if room < 0 or w not in leave
                for x in field.get((w, monday), [])
            ]
            model.limit(Reason(ReasonKind.OFFICE, group=group.id), out, max(0, room))


def _choices(model: Possibility, who: CadreKey, reason: Reason) -> list[dict[Option, Literal]]:
    """For each month (rolling: once) a literal for each field week, one of which may hold."""
    rolling = model.look.mode is RotationMode.ROLLING
    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in model.entries[who]:
        if entry.option is not None:
            months["" if rolling else entry.meeting.month].append(entry)
    found = []
    for month in sorted(months):
        options = sorted({str(x.option): x.option for x in months[month]}.items())
        choice = {option: model.model.new_bool_var("") for _, option in options}
        model.model.add_at_most_one(choice.values())
        for entry in months[month]:
            clause = [model.literal(reason).negated(), entry.literal.negated()]
            model.model.add_bool_or([*clause, choice[entry.option]])
        found.append(choice)
    return found


def _add_days(model: Possibility) -> None:
    """Nobody is in two places at once, travels by night, or attends too much on one date."""
    for who in sorted(model.entries):
        reason = Reason(ReasonKind.ONE_PLACE, cadre=who)
        entries = model.entries[who]
        if not model.counts(reason) or len({x.meeting for x in entries}) < 2:
            continue
        days: dict[date, list[Entry]] = defaultdict(list)
        for entry in entries:
            days[entry.date].append(entry)
        for day in sorted(days):
            _add_day(model, who, reason, days[day], days.get(day + timedelta(days=1), []))


def _add_day(
    model: Possibility, who: CadreKey, reason: Reason, today: list[Entry], tomorrow: list[Entry]
) -> None:
    look = model.look
    active = model.literal(reason).negated()
    for i, a in enumerate(today):
        rivals = [b for b in today[i + 1 :] if days_clash(look, who, a, b)]
        rivals += [b for b in tomorrow if _night(look, a, b)]
        for b in rivals:
            if a.meeting != b.meeting:
                both = [a.literal.negated(), b.literal.negated()]
                model.model.add_bool_or([active, *both])
    model.limit(reason, [x.literal for x in today], look.day_limit(who))


def _night(look: Lookups, a: Entry, b: Entry) -> bool:
    night = look.settings.overnight
    return (
        night is not None
        and a.commune != b.commune
        and a.start >= night.after_start
        and b.start < night.before_start
        and look.travel_min(a.commune, b.commune) > night.max_travel_min
    )


def _add_communes(model: Possibility) -> None:
    look, at_once = model.look, model.look.settings.commune_max_per_part
    day_use: dict[tuple[str, date], list[Literal]] = defaultdict(list)
    part_use: dict[tuple[str, date, str], list[Literal]] = defaultdict(list)
    for key, at in model.at.items():
        commune = look.branches[key.branch].commune
        for (day, part), literal in at.items():
            day_use[commune, day].append(literal)
            part_use[commune, day, part].append(literal)
    for commune in sorted(look.communes):
        day_reason = Reason(ReasonKind.COMMUNE_DAY, commune=commune)
        part_reason = Reason(ReasonKind.COMMUNE_PART, commune=commune)
        for (name, _), literals in day_use.items():
            if name == commune:
                model.limit(day_reason, literals, look.commune_limit(commune))
        for (name, _, _), literals in part_use.items():
            if name == commune and at_once is not None:
                model.limit(part_reason, literals, at_once)
