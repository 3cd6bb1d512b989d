"""Every rule of the rotation by name: `RULES` lists the hard ones, then the soft ones.

A rule is one function over a `Case` (facts and plan); adding one means writing it in the
module of its kind and naming it here.
"""

from collections import Counter

from domain.planning.facts import PlanningFacts
from domain.planning.plan import Plan
from domain.planning.rules import meetings, people, places, shape, weeks, wishes
from domain.planning.rules.case import Case, Finding, Hardness, Rule

RULES: tuple[Rule, ...] = (
    shape.well_formed,
    shape.known_names,
    shape.every_month,
    shape.once_a_month,
    meetings.in_its_month,
    meetings.not_on_closed_days,
    meetings.secretary_is_there,
    meetings.usable_part,
    meetings.insisted_days,
    meetings.far_enough_apart,
    meetings.every_seat_filled,
    meetings.standin_is_allowed,
    meetings.no_means_no,
    meetings.everybody_is_free,
    weeks.field_week_is_valid,
    weeks.only_in_the_field_week,
    people.time_between,
    people.one_commune_a_day,
    people.not_too_many_a_day,
    people.no_night_journey,
    places.few_a_day,
    places.few_at_once,
    weeks.office_is_manned,
    meetings.confirmed_stays,
    meetings.past_stays,
    meetings.announced_in_time,
    wishes.on_habitual_days,
    wishes.at_the_preferred_part,
    wishes.about_a_month_apart,
    wishes.guests_can_come,
    wishes.the_person_comes,
    wishes.weeks_between_field_weeks,
    wishes.weekends_are_shared,
    wishes.few_trips,
    wishes.little_is_moved,
)

HARD_RULES = tuple(rule for rule in RULES if rule.hardness is Hardness.HARD)
SOFT_RULES = tuple(rule for rule in RULES if rule.hardness is Hardness.SOFT)


def breaches(facts: PlanningFacts, plan: Plan) -> tuple[Finding, ...]:
    """Every breach of a hard rule."""
    case = Case(facts, plan)
    return tuple(finding for rule in HARD_RULES for finding in rule.check(case))


def charges(facts: PlanningFacts, plan: Plan) -> tuple[Finding, ...]:
    """Everything the plan costs, charge by charge."""
    case = Case(facts, plan)
    return tuple(finding for rule in SOFT_RULES for finding in rule.check(case))


def cost_by_wish(facts: PlanningFacts, plan: Plan) -> dict[str, int]:
    """Soft cost of each wish, in the order of `RULES`."""
    total: Counter[str] = Counter({rule.code: 0 for rule in SOFT_RULES})
    for charge in charges(facts, plan):
        total[charge.code] += charge.amount
    return dict(total)


def cost(facts: PlanningFacts, plan: Plan) -> int:
    """Soft cost of the plan; lower is better."""
    return sum(charge.amount for charge in charges(facts, plan))
