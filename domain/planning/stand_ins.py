"""Who stands in best, and whether two cadres can trade their weeks: the planner's own checks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.planning import rules
from domain.planning.facts import CadreKey, FieldWeek, Month, PlannedMeeting, PlanningFacts
from domain.planning.plan import MeetingKey, Plan
from domain.planning.repair import standins
from domain.planning.rules.case import Finding
from domain.substitution import Tie

TURN_MIN = 30  # having stood in once more weighs as much as half an hour on the road
TRIP_MIN = 30  # and so does a journey made only for this


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody who could stand in. `obstacle` names the rule in the way; None: free.

    `minutes` on the road, 0 inside the commune; `turns` stood in before, over six months.
    """

    cadre: CadreKey
    tie: Tie
    minutes: int
    turns: int
    obstacle: str | None

    @property
    def free(self) -> bool:
        return self.obstacle is None


def ranked(
    facts: PlanningFacts, plan: Plan, key: MeetingKey, ties: Mapping[CadreKey, Tie]
) -> tuple[Ranked, ...]:
    """Everybody with a tie to the meeting, best first: free, near, not always the same."""
    asked = replace(
        facts,
        branches=tuple(
            replace(b, standins=tuple(sorted(ties)), no_standin=False) if b.id == key.branch else b
            for b in facts.branches
        ),
    )
    found = []
    for offer in standins(asked, plan, key):
        tie = ties[offer.cadre]
        minutes = 0 if tie is Tie.COMMITTEE else offer.minutes
        burden = minutes + TURN_MIN * offer.turns + TRIP_MIN * (offer.new_trip and minutes > 0)
        one = Ranked(offer.cadre, tie, minutes, offer.turns, offer.obstacle)
        found.append((not one.free, burden, offer.cadre, one))
    return tuple(one for *_, one in sorted(found, key=lambda entry: entry[:3]))


def traded(
    facts: PlanningFacts, plan: Plan, month: Month, a: CadreKey, b: CadreKey
) -> tuple[PlanningFacts, Plan]:
    """The facts and the plan after two cadres take each other's meetings and weeks of a month."""
    other = {a: b, b: a}

    def seats(who: tuple[CadreKey, ...]) -> tuple[CadreKey, ...]:
        both = a in who and b in who
        return who if both else tuple(other.get(x, x) for x in who)

    def week(given: FieldWeek) -> FieldWeek:
        mine = given.month == month and given.cadre in other
        return replace(given, cadre=other[given.cadre]) if mine else given

    def meeting(planned: PlannedMeeting) -> PlannedMeeting:
        return replace(planned, attend=seats(planned.attend)) if planned.month == month else planned

    branches = tuple(replace(x, required=seats(x.required)) for x in facts.branches)
    meetings = tuple(meeting(x) for x in plan.meetings)
    weeks = tuple(week(x) for x in plan.field_weeks)
    return (
        replace(facts, branches=branches),
        replace(plan, meetings=meetings, field_weeks=weeks),
    )


def trade_breaches(
    facts: PlanningFacts, plan: Plan, month: Month, a: CadreKey, b: CadreKey
) -> tuple[Finding, ...]:
    """Hard rules the trade would break that are not broken already."""
    before = set(rules.breaches(facts, plan))
    return tuple(x for x in rules.breaches(*traded(facts, plan, month, a, b)) if x not in before)
