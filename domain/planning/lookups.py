"""Facts with everything found by key: who is free when, which weeks, what was announced."""

from collections import Counter
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from domain.planning.dates import (
    DAY,
    days_of,
    monday_of,
    owned_weeks,
    phase_of,
    weeks_touching,
    within,
)
from domain.planning.facts import (
    Branch,
    BranchKey,
    Cadre,
    CadreKey,
    CommuneKey,
    Group,
    Month,
    PartKey,
    PlannedMeeting,
    PlanningFacts,
    RotationMode,
)
from domain.planning.plan import MeetingKey

Option = date | int | None
"""A field week's Monday (calendar), a phase (rolling), or None (not bound to weeks)."""


class Lookups:
    """Facts by key, and the simple questions every reader of facts asks."""

    def __init__(self, facts: PlanningFacts) -> None:
        self.facts = facts
        self.settings = facts.settings
        self.mode = facts.settings.rotation.mode
        self.branches = {branch.id: branch for branch in facts.branches}
        self.cadres = {cadre.id: cadre for cadre in facts.cadres}
        self.communes = {commune.id: commune for commune in facts.communes}
        self.starts = {part.id: part.start for part in facts.settings.parts}
        self.places: dict[MeetingKey, tuple[Any, ...]] = {}  # filled by candidates.py
        self._mult = dict(facts.settings.priority_mult)
        self._roads: dict[tuple[CommuneKey, CommuneKey], int] = {}
        for road in facts.travel:  # the same way back; the last of two entries counts
            self._roads[road.a, road.b] = self._roads[road.b, road.a] = road.minutes

    @cached_property
    def keys(self) -> tuple[MeetingKey, ...]:
        """Every meeting of the horizon, sorted."""
        return tuple(
            MeetingKey(branch, month)
            for branch in sorted(self.branches)
            for month in self.facts.months
        )

    def travel_min(self, a: CommuneKey, b: CommuneKey) -> int:
        """Minutes on the road."""
        return 0 if a == b else self._roads.get((a, b), self.settings.default_travel_min)

    def mult(self, branch: Branch) -> int:
        """Cost factor of a branch's priority."""
        return self._mult[branch.priority]

    def wish_price(self, key: MeetingKey, cadre: CadreKey) -> int:
        """What it costs when a wanted guest stays away, as often as the file names the guest."""
        wanted = self.branches[key.branch].wanted
        return self.settings.weights.wanted * wanted.count(cadre)

    def swap_price(self, key: MeetingKey, cadre: CadreKey) -> int:
        """What it costs to change who fills a required person's announced seat."""
        required = self.branches[key.branch].required
        return self.settings.weights.move_attend * required.count(cadre)

    def commune_limit(self, commune: CommuneKey) -> int:
        """Meetings the commune may have on one date."""
        own = self.communes[commune].max_per_day
        return self.settings.commune_max_per_day if own is None else own

    def day_limit(self, cadre: CadreKey) -> int:
        """Meetings the person may attend on one date."""
        own = self.cadres[cadre].max_per_day
        return self.settings.max_meetings_per_day if own is None else own

    @cached_property
    def locked(self) -> dict[MeetingKey, tuple[date, PartKey]]:
        """Confirmed places."""
        return {MeetingKey(x.branch, x.month): (x.date, x.part) for x in self.facts.locked}

    @cached_property
    def announced(self) -> dict[MeetingKey, PlannedMeeting]:
        """The baseline's meetings."""
        meetings = self.facts.baseline.meetings if self.facts.baseline else ()
        return {MeetingKey(meeting.branch, meeting.month): meeting for meeting in meetings}

    @cached_property
    def announced_options(self) -> dict[tuple[CadreKey, Month | None], Option]:
        """The baseline's field weeks by cadre and month, or its phases under month None."""
        baseline = self.facts.baseline
        if baseline is None or self.mode is RotationMode.NONE:
            return {}
        if self.mode is RotationMode.ROLLING:
            return {(x.cadre, None): x.phase for x in baseline.phases}
        return {(x.cadre, x.month): x.monday for x in baseline.field_weeks}

    @cached_property
    def declined(self) -> frozenset[tuple[BranchKey, Month, CadreKey]]:
        """Who will not come where."""
        return frozenset((x.branch, x.month, x.cadre) for x in self.facts.declined)

    @cached_property
    def closed(self) -> frozenset[date]:
        """Dates on which nobody meets."""
        return frozenset(day.date for day in self.facts.closed_days)

    def past(self, key: MeetingKey) -> PlannedMeeting | None:
        """The announced meeting if it was held already."""
        old = self.announced.get(key)
        return old if old and self.facts.today and old.date < self.facts.today else None

    def move_factor(self, old: PlannedMeeting) -> int:
        """How much dearer it is to move a meeting that is near."""
        near = self.facts.today is not None and old.date <= self.facts.today + timedelta(
            days=self.settings.near_days
        )
        return self.settings.near_mult if near else 1

    @cached_property
    def _off(self) -> dict[CadreKey, frozenset[tuple[date, PartKey | None]]]:
        """Dates of the horizon (part None) and parts at which each person is off."""
        first, last = self._horizon
        table = {}
        for cadre in self.facts.cadres:
            off: set[tuple[date, PartKey | None]] = {(x.date, x.part) for x in cadre.busy}
            for span in cadre.blackouts:
                begin = max(first, span.first)
                days = (min(last, span.last) - begin).days + 1
                off |= {(begin + i * DAY, None) for i in range(days)}
            table[cadre.id] = frozenset(off)
        return table

    @cached_property
    def _horizon(self) -> tuple[date, date]:
        months = self.facts.months
        return days_of(months[0])[0], days_of(months[-1])[-1]

    def is_free(self, cadre: CadreKey, day: date, part: PartKey) -> bool:
        """Whether a person is neither on leave nor busy."""
        off = self._off[cadre]
        if (day, None) in off or (day, part) in off:
            return False
        inside = self._horizon[0] <= day <= self._horizon[1]
        return inside or not within(day, self.cadres[cadre].blackouts)

    def rotates(self, cadre: CadreKey) -> bool:
        """Whether field weeks bind the person under this rotation."""
        return self.mode is not RotationMode.NONE and self.cadres[cadre].rotates

    def options(self, cadre: Cadre, month: Month | None) -> tuple[Option, ...]:
        """Field weeks (of a month) or phases (month None) a rotating cadre may be given."""
        rotation = self.settings.rotation
        if self.mode is RotationMode.CALENDAR and month is not None:
            return owned_weeks(month, rotation.min_week_days)
        if cadre.phase is None:
            return tuple(range(rotation.cycle_weeks))
        return (cadre.phase,) if 0 <= cadre.phase < rotation.cycle_weeks else ()

    def option_of(self, cadre: CadreKey, month: Month, day: date) -> Option:
        """The option under which a rotating cadre may attend on the date; None: there is none."""
        monday = monday_of(day)
        option: Option = monday
        if self.mode is RotationMode.ROLLING:
            option = phase_of(monday, self.settings.rotation)
            return option if option in self.options(self.cadres[cadre], None) else None
        return option if monday in owned_weeks(month, self._min_week_days) else None

    @cached_property
    def _min_week_days(self) -> int:
        return self.settings.rotation.min_week_days

    def mondays_of(self, option: Option) -> tuple[date, ...]:
        """The field weeks that an option means."""
        if isinstance(option, date):
            return (option,)
        weeks = weeks_touching(self.facts.months)
        return tuple(x for x in weeks if phase_of(x, self.settings.rotation) == option)

    def can_attend(self, cadre: CadreKey, key: MeetingKey, day: date, part: PartKey) -> bool:
        """Whether nothing about the person alone forbids the meeting there."""
        return (
            (key.branch, key.month, cadre) not in self.declined
            and self.day_limit(cadre) > 0
            and self.is_free(cadre, day, part)
            and (not self.rotates(cadre) or self.option_of(cadre, key.month, day) is not None)
        )

    def is_on_leave(self, cadre: CadreKey, monday: date) -> bool:
        """Whether leave alone keeps a member from the office that week."""
        spans = self.cadres[cadre].blackouts
        days = sum(within(monday + i * DAY, spans) for i in range(5)) if spans else 0
        return days >= self.settings.leave_away_days

    @cached_property
    def load(self) -> Counter[CadreKey]:
        """How many branches require each person."""
        return Counter(who for branch in self.facts.branches for who in set(branch.required))

    def groups_of(self, cadre: CadreKey) -> tuple[Group, ...]:
        """The offices a person belongs to."""
        return self._groups.get(cadre, ())

    @cached_property
    def _groups(self) -> dict[CadreKey, tuple[Group, ...]]:
        table: dict[CadreKey, tuple[Group, ...]] = {}
        for group in self.facts.groups:
            for who in dict.fromkeys(group.members):
                table[who] = (*table.get(who, ()), group)
        return table
