"""An independent audit of a finished plan, run before anybody may approve it.

It shares no code with the rules or the solver, only the records of facts and plan: it walks the
plan in plain loops, so that a mistake in the planner's own reading of a rule shows up here.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from domain.planning.facts import Branch, Cadre, PlannedMeeting, PlanningFacts, Window
from domain.planning.plan import Plan

HARD_CODES = (
    *("FORMAT", "REF", "MISSING", "DUPLICATE", "MONTH", "HOLIDAY", "BRANCHOFF", "SLOT", "WINDOW"),
    *("GAPDAYS", "ABSENT", "STANDIN", "DECLINED", "PERSONOFF", "WEEK", "OFFWEEK", "OVERLAP"),
    *("CROSS", "MAXDAY", "OVERNIGHT", "COMMUNEDAY", "COMMUNEPART", "AWAY", "LOCKED", "FROZEN"),
    "NOTICE",
)
COST_TERMS = (*("window", "part", "gap", "wanted", "standin", "cycle", "weekend", "trip", "move"),)


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule is broken; `names` are the keys (branch, cadre, commune, date ...) concerned."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the audit found. `costs` lists every soft term, also those that are zero."""

    facts_id: str
    rules_checked: int
    violations: tuple[Violation, ...]
    costs: tuple[tuple[str, int], ...]

    @property
    def cost(self) -> int:
        """Soft cost of the plan."""
        return sum(amount for _, amount in self.costs)

    @property
    def by_code(self) -> dict[str, int]:
        """Number of violations of each broken rule."""
        return dict(sorted(Counter(violation.code for violation in self.violations).items()))

    @property
    def clean(self) -> bool:
        """No hard rule is broken."""
        return not self.violations


def certify(facts: PlanningFacts, plan: Plan) -> Certificate:
    """Audit a plan against its facts."""
    audit = _Audit(facts, plan)
    audit.run()
    return Certificate(
        facts_id=facts.id,
        rules_checked=len(HARD_CODES) + len(COST_TERMS),
        violations=tuple(audit.violations),
        costs=tuple((term, audit.costs[term]) for term in COST_TERMS),
    )


def _week_start(day: date) -> date:
    return date.fromordinal(day.toordinal() - (day.toordinal() - 1) % 7)


def _month_days(month: str) -> list[date]:
    day = date(int(month[:4]), int(month[5:]), 1)
    days = []
    while day.isoformat()[:7] == month:
        days.append(day)
        day = date.fromordinal(day.toordinal() + 1)
    return days


def _habit(window: Window, month: str) -> list[date]:
    days = _month_days(month)
    if window.kind.value == "dom":
        return [day for day in days if window.first <= day.day <= window.last]
    if window.kind.value == "weekdays":
        return [day for day in days if day.isoweekday() in window.weekdays]
    ordinal = {day: (day.day - 1) // 7 + 1 for day in days}
    if window.n == -1:
        length = len(days)
        return [d for d in days if d.isoweekday() in window.weekdays and d.day + 7 > length]
    return [d for d in days if d.isoweekday() in window.weekdays and ordinal[d] == window.n]


class _Audit:
    """One walk through one plan; `violations` and `costs` fill up as it goes."""

    def __init__(self, facts: PlanningFacts, plan: Plan) -> None:
        self.facts = facts
        self.plan = plan
        self.s = facts.settings
        self.w = facts.settings.weights
        self.rotation = facts.settings.rotation
        self.calendar = self.rotation.mode.value == "calendar"
        self.rolling = self.rotation.mode.value == "rolling"
        self.branches: dict[str, Branch] = {x.id: x for x in facts.branches}
        self.cadres: dict[str, Cadre] = {x.id: x for x in facts.cadres}
        self.minutes: dict[str, int] = {x.id: x.start for x in facts.settings.parts}
        self.held: dict[tuple[str, str], PlannedMeeting] = {}
        self.present: dict[tuple[str, str], list[str]] = {}
        self.visits: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.field: dict[tuple[str, str], date] = {}
        self.phase: dict[str, int] = {}
        baseline = facts.baseline.meetings if facts.baseline else ()
        self.announced = {(str(x.branch), str(x.month)): x for x in baseline}
        self.locks = {(str(x.branch), str(x.month)): (x.date, x.part) for x in facts.locked}
        self.refusals = {(str(x.branch), str(x.month), str(x.cadre)) for x in facts.declined}
        self.roads = {frozenset((str(x.a), str(x.b))): x.minutes for x in facts.travel}
        self.violations: list[Violation] = []
        self.costs: Counter[str] = Counter()

    def broken(self, code: str, *names: object) -> None:
        self.violations.append(Violation(code, tuple(str(name) for name in names)))

    def run(self) -> None:
        if self.plan.facts_id != self.facts.id:
            self.broken("FORMAT", self.plan.facts_id)
        for meeting in self.plan.meetings:
            self.take_in(meeting)
        for branch in self.facts.branches:
            for month in self.facts.months:
                if (branch.id, month) not in self.held:
                    self.broken("MISSING", branch.id, month)
        for key, meeting in self.held.items():
            self.audit_place(key, meeting)
            self.audit_seats(key, meeting)
            self.audit_attendees(key, meeting)
            self.audit_freeze(key, meeting)
            self.price_meeting(key, meeting)
        self.audit_gaps()
        self.audit_rotation()
        for who in sorted(self.visits):
            self.audit_person(who)
        self.audit_communes()
        self.audit_offices()
        self.price_people()
        self.price_changes()

    def take_in(self, meeting: PlannedMeeting) -> None:
        """Keep the first meeting of each branch and month; complain about its names."""
        key = (meeting.branch, meeting.month)
        if meeting.branch not in self.branches:
            self.broken("REF", *key)
            return
        if meeting.month not in self.facts.months:
            self.broken("FORMAT", *key)
            return
        if key in self.held:
            self.broken("DUPLICATE", *key)
            return
        self.held[key] = meeting
        branch = self.branches[meeting.branch]
        if meeting.part not in self.minutes:
            self.broken("REF", *key, meeting.part)
        if len(meeting.attend) > len(set(meeting.attend)):
            self.broken("FORMAT", *key)
        swaps = {x.required: x.standin for x in meeting.standins}
        for absent, deputy in swaps.items():
            if absent not in branch.required:
                self.broken("FORMAT", *key, absent)
            if deputy not in meeting.attend:
                self.broken("FORMAT", *key, deputy)
        self.present[key] = []
        for who in dict.fromkeys(meeting.attend):
            invited = who in branch.required or who in branch.wanted or who in swaps.values()
            if who not in self.cadres or not invited:
                self.broken("REF", *key, who)
            if who in self.cadres:
                self.present[key].append(who)
                self.visits[who].append(key)

    def audit_place(self, key: tuple[str, str], meeting: PlannedMeeting) -> None:
        branch, day = self.branches[key[0]], meeting.date
        if day.isoformat()[:7] != key[1]:
            self.broken("MONTH", *key, day)
        if any(closed.date == day for closed in self.facts.closed_days):
            self.broken("HOLIDAY", *key, day)
        if any(span.first <= day <= span.last for span in branch.blackouts):
            self.broken("BRANCHOFF", *key, day)
        if meeting.part not in branch.slots[day.isoweekday() - 1]:
            self.broken("SLOT", *key, day, meeting.part)
        if branch.window and branch.window.hard and self.distance(branch, key[1], day):
            self.broken("WINDOW", *key, day)

    def distance(self, branch: Branch, month: str, day: date) -> int:
        habit = _habit(branch.window, month) if branch.window else []
        return min([abs(day.toordinal() - x.toordinal()) for x in habit], default=0)

    def audit_seats(self, key: tuple[str, str], meeting: PlannedMeeting) -> None:
        branch = self.branches[key[0]]
        swaps = {x.required: x.standin for x in meeting.standins}
        for who in branch.required:
            if who not in meeting.attend and who not in swaps:
                self.broken("ABSENT", *key, who)
        for absent, deputy in swaps.items():
            twice = list(swaps.values()).count(deputy) > 1
            wrong = deputy not in branch.standins or deputy in branch.required
            if branch.no_standin or twice or wrong or absent in self.present[key]:
                self.broken("STANDIN", *key, deputy)

    def audit_attendees(self, key: tuple[str, str], meeting: PlannedMeeting) -> None:
        for who in self.present[key]:
            if (*key, who) in self.refusals:
                self.broken("DECLINED", *key, who)
            if self.is_off(who, meeting.date, meeting.part):
                self.broken("PERSONOFF", *key, who, meeting.date)

    def is_off(self, who: str, day: date, part: str | None) -> bool:
        cadre = self.cadres[who]
        if any(span.first <= day <= span.last for span in cadre.blackouts):
            return True
        return any(x.date == day and x.part == part for x in cadre.busy)

    def audit_freeze(self, key: tuple[str, str], meeting: PlannedMeeting) -> None:
        here, today = (meeting.date, meeting.part), self.facts.today
        lock = self.locks.get(key)
        if lock not in (None, here):
            self.broken("LOCKED", *key, meeting.date)
        if today is None:
            return
        old = self.announced.get(key)
        if old and old.date < today:
            if here != (old.date, old.part):
                self.broken("FROZEN", *key, meeting.date)
            return
        settled = (old and here == (old.date, old.part)) or lock == here
        if not settled and (meeting.date - today).days < self.s.min_notice_days:
            self.broken("NOTICE", *key, meeting.date)

    def price_meeting(self, key: tuple[str, str], meeting: PlannedMeeting) -> None:
        branch = self.branches[key[0]]
        mult = self.mult(branch)
        off = min(self.distance(branch, key[1], meeting.date), self.s.window_cap)
        self.costs["window"] += self.w.window * mult * off
        if branch.prefer_part and branch.prefer_part != meeting.part:
            self.costs["part"] += self.w.part * mult
        missed = [who for who in branch.wanted if who not in self.present[key]]
        self.costs["wanted"] += self.w.wanted * len(missed)
        self.costs["standin"] += self.w.standin * mult * len({x.required for x in meeting.standins})

    def mult(self, branch: Branch) -> int:
        return next(m for priority, m in self.s.priority_mult if priority == branch.priority)

    def audit_gaps(self) -> None:
        gap = self.s.gap
        for branch in self.facts.branches:
            last = branch.last_meeting
            for month in self.facts.months:
                meeting = self.held.get((branch.id, month))
                if meeting and last:
                    days = meeting.date.toordinal() - last.toordinal()
                    off = max(gap.min_days - days, days - gap.max_days, 0)
                    if gap.hard and off:
                        self.broken("GAPDAYS", branch.id, month, days)
                    elif off:
                        capped = min(off, self.s.gap_cap)
                        self.costs["gap"] += self.w.gap * self.mult(branch) * capped
                last = meeting.date if meeting else None

    def owns(self, month: str, monday: date) -> bool:
        inside = sum(_week_start(day) == monday for day in _month_days(month))
        return monday == _week_start(monday) and inside >= max(1, self.rotation.min_week_days)

    def audit_rotation(self) -> None:
        bad: set[tuple[str, str]] = set()
        if self.calendar:
            bad = self.audit_field_weeks()
        elif self.rolling:
            bad = self.audit_phases()
        if self.calendar or self.rolling:
            for who in sorted(self.visits):
                for key in self.visits[who] if self.cadres[who].rotates else ():
                    monday = _week_start(self.held[key].date)
                    if (who, key[1]) not in bad and not self.in_field(who, monday, key[1]):
                        self.broken("OFFWEEK", *key, who)

    def audit_field_weeks(self) -> set[tuple[str, str]]:
        bad = set()
        for stranger in sorted({x.cadre for x in self.plan.field_weeks} - self.cadres.keys()):
            self.broken("REF", stranger)
        for week in self.plan.field_weeks:
            if week.cadre not in self.cadres:
                continue
            if week.month not in self.facts.months or not self.cadres[week.cadre].rotates:
                self.broken("FORMAT", week.cadre, week.month)
                continue
            self.field[week.cadre, week.month] = week.monday
            if not self.owns(week.month, week.monday):
                self.broken("WEEK", week.cadre, week.month)
                bad.add((str(week.cadre), str(week.month)))
        for who, keys in self.visits.items():
            for month in {month for _, month in keys}:
                if self.cadres[who].rotates and (who, month) not in self.field:
                    self.broken("WEEK", who, month)
                    bad.add((who, month))
        return bad

    def audit_phases(self) -> set[tuple[str, str]]:
        wrong = set()
        for given in self.plan.phases:
            cadre = self.cadres.get(given.cadre)
            if cadre is None:
                self.broken("REF", given.cadre)
                continue
            self.phase[given.cadre] = given.phase
            fits = cadre.phase is None or cadre.phase == given.phase
            if not fits or not 0 <= given.phase < self.rotation.cycle_weeks:
                self.broken("WEEK", given.cadre)
                wrong.add(str(given.cadre))
        for who in self.visits:
            if self.cadres[who].rotates and who not in self.phase:
                self.broken("WEEK", who)
                wrong.add(who)
        return {(who, month) for who in wrong for month in self.facts.months}

    def in_field(self, who: str, monday: date, month: str) -> bool:
        if self.calendar:
            return self.field.get((who, month)) == monday
        weeks = (monday.toordinal() - self.rotation.anchor_monday.toordinal()) // 7
        return self.phase.get(who) == weeks % self.rotation.cycle_weeks

    def audit_person(self, who: str) -> None:
        own = self.cadres[who].max_per_day
        limit = self.s.max_meetings_per_day if own is None else own
        by_day: dict[date, list[tuple[int, str, int]]] = defaultdict(list)
        for branch, month in self.visits[who]:
            meeting = self.held[branch, month]
            start = self.minutes.get(meeting.part, 0)
            end = start + self.branches[branch].duration_min
            by_day[meeting.date].append((start, branch, end))
        for day in sorted(by_day):
            today = sorted(by_day[day])
            if len(today) > limit:
                self.broken("MAXDAY", who, day)
            for i, first in enumerate(today):
                for second in today[i + 1 :]:
                    self.audit_pair(who, day, first, second)
            self.audit_night(who, day, today, by_day.get(day + timedelta(days=1), []))

    def audit_pair(
        self, who: str, day: date, first: tuple[int, str, int], second: tuple[int, str, int]
    ) -> None:
        road = self.road(first[1], second[1])
        if road is not None and not self.s.cross_commune_same_day:
            self.broken("CROSS", who, day)
        elif second[0] - first[2] < max(self.s.same_commune_gap_min, road or 0):
            self.broken("OVERLAP", who, day)

    def road(self, a: str, b: str) -> int | None:
        """Minutes between the communes of two branches; None within one commune."""
        x, y = self.branches[a].commune, self.branches[b].commune
        if x == y:
            return None
        return self.roads.get(frozenset((str(x), str(y))), self.s.default_travel_min)

    def audit_night(
        self,
        who: str,
        day: date,
        today: list[tuple[int, str, int]],
        tomorrow: list[tuple[int, str, int]],
    ) -> None:
        night = self.s.overnight
        if night is None:
            return
        for start, late, _ in today:
            for morning, early, _ in tomorrow:
                road = self.road(late, early)
                far = road is not None and road > night.max_travel_min
                if far and start >= night.after_start and morning < night.before_start:
                    self.broken("OVERNIGHT", who, day)

    def audit_communes(self) -> None:
        days: Counter[tuple[str, date]] = Counter()
        parts: Counter[tuple[str, date, str]] = Counter()
        for (branch, _), meeting in self.held.items():
            commune = str(self.branches[branch].commune)
            days[commune, meeting.date] += 1
            parts[commune, meeting.date, meeting.part] += 1
        limits: dict[str, int | None] = {x.id: x.max_per_day for x in self.facts.communes}
        for (commune, day), count in sorted(days.items()):
            own = limits[commune]
            if count > (self.s.commune_max_per_day if own is None else own):
                self.broken("COMMUNEDAY", commune, day)
        at_once = self.s.commune_max_per_part
        for place, count in sorted(parts.items()):
            if at_once is not None and count > at_once:
                self.broken("COMMUNEPART", *place)

    def audit_offices(self) -> None:
        if not (self.calendar or self.rolling):
            return
        mondays = sorted({_week_start(x) for m in self.facts.months for x in _month_days(m)})
        for group in self.facts.groups:
            for monday in mondays:
                out, gone = set(), set()
                for who in group.members:
                    if any(self.in_field(who, monday, month) for month in self.facts.months):
                        out.add(who)
                    week = [date.fromordinal(monday.toordinal() + i) for i in range(5)]
                    off = [x for x in week if self.on_leave(who, x)]
                    if len(off) >= self.s.leave_away_days:
                        gone.add(who)
                if out and len(out | gone) > group.max_away:
                    self.broken("AWAY", group.id, monday)

    def on_leave(self, who: str, day: date) -> bool:
        return any(span.first <= day <= span.last for span in self.cadres[who].blackouts)

    def price_people(self) -> None:
        stood: Counter[str] = Counter()
        for meeting in self.held.values():
            stood.update({x.required: x.standin for x in meeting.standins}.values())
        for who, times in stood.items():
            history = self.cadres[who].standin_count if who in self.cadres else 0
            turns = sum(range(history, history + times))
            self.costs["standin"] += self.w.standin_fair * turns
        for who, keys in self.visits.items():
            if self.cadres[who].rotates:
                self.costs["trip"] += self.w.trip * len({self.held[key].date for key in keys})
                weekend = Counter(m for b, m in keys if self.held[b, m].date.weekday() > 4)
                for times in weekend.values():
                    self.costs["weekend"] += self.w.weekend * sum(range(1, times + 1))
        for cadre in self.facts.cadres if self.calendar else ():
            last = cadre.last_field_week
            for month in self.facts.months:
                week = self.field.get((cadre.id, month))
                if week and last:
                    apart = (week.toordinal() - last.toordinal()) // 7
                    low, high = self.rotation.spacing_min, self.rotation.spacing_max
                    self.costs["cycle"] += self.w.cycle * max(low - apart, apart - high, 0)
                last = week

    def price_changes(self) -> None:
        if self.facts.baseline is None:
            return
        for key, old in self.announced.items():
            if key[0] in self.branches and key[1] in self.facts.months:
                self.price_change(self.held.get(key), old)
        for week in self.facts.baseline.field_weeks:
            known = week.cadre in self.cadres and week.month in self.facts.months
            if known and self.field.get((week.cadre, week.month)) != week.monday:
                self.costs["move"] += self.w.move_week
        for given in self.facts.baseline.phases:
            if given.cadre in self.cadres and self.phase.get(given.cadre) != given.phase:
                self.costs["move"] += self.w.move_week

    def price_change(self, new: PlannedMeeting | None, old: PlannedMeeting) -> None:
        today, factor = self.facts.today, 1
        if today is not None and (old.date - today).days <= self.s.near_days:
            factor = self.s.near_mult
        if new is None or new.date != old.date:
            self.costs["move"] += self.w.move_day * factor
        elif new.part != old.part:
            self.costs["move"] += self.w.move_part * factor
        if new is not None:
            for who in self.branches[new.branch].required:
                if self.seat(old, who) != self.seat(new, who):
                    self.costs["move"] += self.w.move_attend

    @staticmethod
    def seat(meeting: PlannedMeeting, who: str) -> str | None:
        if who in meeting.attend:
            return who
        return next((x.standin for x in reversed(meeting.standins) if x.required == who), None)
