"""A plan being filled in meeting by meeting, which can say at once what stands in the way."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from domain.planning.candidates import Candidate
from domain.planning.dates import DAY
from domain.planning.facts import (
    CadreKey,
    CommuneKey,
    FieldWeek,
    GroupKey,
    Month,
    Phase,
    PlannedMeeting,
    RotationMode,
)
from domain.planning.lookups import Lookups, Option
from domain.planning.plan import MeetingKey, Plan


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's attendance: minutes after midnight, and where."""

    start: int
    end: int
    commune: CommuneKey
    key: MeetingKey


class Board:
    """Meetings placed so far, people's days, field weeks, and room in offices and communes."""

    def __init__(self, look: Lookups) -> None:
        self.look = look
        self.meetings: dict[MeetingKey, PlannedMeeting] = {}
        self.options: dict[tuple[CadreKey, Month | None], Option] = {}
        self._days: dict[CadreKey, dict[date, list[Visit]]] = defaultdict(lambda: defaultdict(list))
        self._commune_day: Counter[tuple[CommuneKey, date]] = Counter()
        self._commune_part: Counter[tuple[CommuneKey, date, str]] = Counter()
        self._out: dict[tuple[GroupKey, date], set[CadreKey]] = defaultdict(set)
        self._leave: dict[tuple[CadreKey, date], bool] = {}

    @classmethod
    def of(cls, look: Lookups, plan: Plan) -> "Board":
        """A board on which a whole plan lies."""
        board = cls(look)
        for week in plan.field_weeks:
            if week.cadre in look.cadres:
                board.send(week.cadre, week.month, week.monday)
        for phase in plan.phases:
            if phase.cadre in look.cadres:
                board.send(phase.cadre, None, phase.phase)
        for meeting in plan.meetings:
            board.put(meeting)
        return board

    def visit(self, key: MeetingKey, day: date, part: str) -> Visit:
        """What attending the meeting there means."""
        branch = self.look.branches[key.branch]
        start = next((p.start for p in self.look.settings.parts if p.id == part), 0)
        return Visit(start, start + branch.duration_min, branch.commune, key)

    def put(self, meeting: PlannedMeeting) -> None:
        """Place a meeting; rotating attendees are sent to the field week it needs."""
        key = MeetingKey(meeting.branch, meeting.month)
        self.meetings[key] = meeting
        visit = self.visit(key, meeting.date, meeting.part)
        self._commune_day[visit.commune, meeting.date] += 1
        self._commune_part[visit.commune, meeting.date, meeting.part] += 1
        for who in meeting.attend:
            self._days[who][meeting.date].append(visit)
            if self.look.rotates(who):
                option = self.look.option_of(who, meeting.month, meeting.date)
                self.send(who, self.slot_of(meeting.month), option)

    def take(self, key: MeetingKey) -> PlannedMeeting:
        """Take a meeting off again; field weeks that nothing needs any more are freed."""
        meeting = self.meetings.pop(key)
        visit = self.visit(key, meeting.date, meeting.part)
        self._commune_day[visit.commune, meeting.date] -= 1
        self._commune_part[visit.commune, meeting.date, meeting.part] -= 1
        for who in meeting.attend:
            self._days[who][meeting.date].remove(visit)
            if self.look.rotates(who) and not self._attends(who, meeting.month):
                self.recall(who, self.slot_of(meeting.month))
        return meeting

    def _attends(self, who: CadreKey, month: Month) -> bool:
        visits = (visit for visits in self._days[who].values() for visit in visits)
        rolling = self.look.mode is RotationMode.ROLLING
        return any(rolling or visit.key.month == month for visit in visits)

    def slot_of(self, month: Month) -> Month | None:
        """The month a field week is chosen for; None where one phase serves all months."""
        return month if self.look.mode is RotationMode.CALENDAR else None

    def send(self, who: CadreKey, month: Month | None, option: Option) -> None:
        """Give a person a field week or phase."""
        if (who, month) not in self.options:
            self.options[who, month] = option
            for monday in self.look.mondays_of(option):
                for group in self.look.groups_of(who):
                    self._out[group.id, monday].add(who)

    def recall(self, who: CadreKey, month: Month | None) -> None:
        """Take a field week back."""
        option = self.options.pop((who, month), None)
        kept = {day for (other, _), o in self.options.items() if other == who for day in _plain(o)}
        for monday in self.look.mondays_of(option):
            for group in self.look.groups_of(who):
                if monday not in kept:
                    self._out[group.id, monday].discard(who)

    def recall_idle(self, who: CadreKey, month: Month) -> None:
        """Take a field week back from somebody who attends nothing in it."""
        slot = (who, self.slot_of(month))
        if slot in self.options and not self._attends(who, month):
            self.recall(*slot)

    def empties_office(self, meeting: PlannedMeeting) -> bool:
        """Whether its attendees together leave an office with too few."""
        self.put(meeting)
        weeks = [
            (who, monday)
            for who in meeting.attend
            if self.look.rotates(who)
            for monday in self.look.mondays_of(self.options[who, self.slot_of(meeting.month)])
        ]
        empty = any(not self._room(who, monday) for who, monday in weeks)
        self.take(MeetingKey(meeting.branch, meeting.month))
        return empty

    def out(self, group: GroupKey, monday: date) -> set[CadreKey]:
        """Members of an office who are in the field that week."""
        return self._out.get((group, monday), set())

    def needs_trip(self, who: CadreKey, day: date) -> bool:
        """Whether a rotating person would travel on a date only for one more meeting."""
        return self.look.rotates(who) and not self._days[who].get(day)

    def meetings_on(self, commune: CommuneKey, day: date) -> int:
        """Meetings the commune has on a date already."""
        return self._commune_day[commune, day]

    def meetings_at(self, commune: CommuneKey, day: date, part: str) -> int:
        """Meetings the commune has at a time already."""
        return self._commune_part[commune, day, part]

    def place_obstacle(self, key: MeetingKey, day: date, part: str) -> str | None:
        """The commune's rule that a meeting there would break."""
        commune = self.look.branches[key.branch].commune
        at_once = self.look.settings.commune_max_per_part
        if self._commune_day[commune, day] >= self.look.commune_limit(commune):
            return "COMMUNEDAY"
        if at_once is not None and self._commune_part[commune, day, part] >= at_once:
            return "COMMUNEPART"
        return None

    def person_obstacle(self, who: CadreKey, key: MeetingKey, place: Candidate) -> str | None:
        """The rule that keeps a person from attending there, as the board lies."""
        look = self.look
        if (key.branch, key.month, who) in look.declined:
            return "DECLINED"
        if not look.is_free(who, place.date, place.part):
            return "PERSONOFF"
        if look.rotates(who):
            found = self._week_obstacle(who, key, place.date)
            if found is not None:
                return found
        return self._day_obstacle(who, key, place)

    def _week_obstacle(self, who: CadreKey, key: MeetingKey, day: date) -> str | None:
        option = self.look.option_of(who, key.month, day)
        chosen = self.options.get((who, self.slot_of(key.month)))
        if option is None or chosen not in (None, option):
            return "OFFWEEK"
        if chosen is None and any(
            not self._room(who, monday) for monday in self.look.mondays_of(option)
        ):
            return "AWAY"
        return None

    def _room(self, who: CadreKey, monday: date) -> bool:
        """Whether every office of the person can spare them that week."""
        for group in self.look.groups_of(who):
            away = {who} | self._out[group.id, monday]
            away |= {x for x in group.members if self._on_leave(x, monday)}
            if len(away) > group.max_away:
                return False
        return True

    def _on_leave(self, who: CadreKey, monday: date) -> bool:
        if (who, monday) not in self._leave:
            self._leave[who, monday] = self.look.is_on_leave(who, monday)
        return self._leave[who, monday]

    def _day_obstacle(self, who: CadreKey, key: MeetingKey, place: Candidate) -> str | None:
        commune = self.look.branches[key.branch].commune
        mine = Visit(place.start, place.end, commune, key)
        visits = self._days[who].get(place.date, [])
        if len(visits) >= self.look.day_limit(who):
            return "MAXDAY"
        for visit in visits:
            found = self._clash(mine, visit)
            if found is not None:
                return found
        before = self._days[who].get(place.date - DAY, [])
        after = self._days[who].get(place.date + DAY, [])
        nights = [(x, mine) for x in before] + [(mine, x) for x in after]
        return "OVERNIGHT" if any(self._night(a, b) for a, b in nights) else None

    def _clash(self, a: Visit, b: Visit) -> str | None:
        first, second = sorted((a, b), key=lambda x: (x.start, x.key.branch))
        need = self.look.settings.same_commune_gap_min
        if a.commune != b.commune:
            if not self.look.settings.cross_commune_same_day:
                return "CROSS"
            need = max(need, self.look.travel_min(a.commune, b.commune))
        return "OVERLAP" if second.start - first.end < need else None

    def _night(self, late: Visit, early: Visit) -> bool:
        night = self.look.settings.overnight
        return (
            night is not None
            and late.commune != early.commune
            and late.start >= night.after_start
            and early.start < night.before_start
            and self.look.travel_min(late.commune, early.commune) > night.max_travel_min
        )

    def field_weeks(self) -> tuple[FieldWeek, ...]:
        """Field weeks given out (calendar rotation)."""
        if self.look.mode is not RotationMode.CALENDAR:
            return ()
        return tuple(
            FieldWeek(who, month, option)
            for (who, month), option in sorted(self.options.items(), key=str)
            if month is not None and isinstance(option, date)
        )

    def phases(self) -> tuple[Phase, ...]:
        """Phases given out (rolling rotation)."""
        if self.look.mode is not RotationMode.ROLLING:
            return ()
        return tuple(
            Phase(who, option)
            for (who, _), option in sorted(self.options.items(), key=str)
            if isinstance(option, int)
        )


def _plain(option: Option) -> list[date]:
    return [option] if isinstance(option, date) else []
