"""Why a line of a plan is where it is, or why it has no date."""

from dataclasses import replace
from typing import Any

from db import announced, plans
from db.branches import Branch
from db.plan_facts import PlanFacts, plan_facts
from db.planning_runs import RunKind
from db.plans import PlanRow
from domain.errors import NothingToDo
from domain.ids import BranchId, PlanId
from domain.planning import tasks
from domain.planning.explain import Clash
from domain.planning.facts import PlanningFacts
from domain.planning.plan import MeetingKey
from handlers.base import Reply, told
from handlers.planning_jobs.base import Asking, Job, Work, names_in
from texts import planning as explained
from texts import plans as words
from texts import supposing


async def known(asking: Asking) -> PlanFacts:
    """The plan of the month that counts. Raises NothingToDo when there is none."""
    found = await plan_facts(asking.session, asking.month, asking.today)
    if found is None:
        raise NothingToDo(words.nothing_planned(asking.month))
    return found


async def current(asking: Asking) -> PlanRow:
    """The row of that plan alone, for those who know its facts. Raises NothingToDo like `known`."""
    found = await plans.current(asking.session, str(asking.month))
    if found is None:
        raise NothingToDo(words.nothing_planned(asking.month))
    return found


async def read(asking: Asking) -> Work:
    """The plan, and which line of it."""
    about = await known(asking)
    branch = await asking.session.get_one(Branch, asking.run.question["branch"])
    key = announced.key_of(branch.id, str(asking.month))
    planned = {(x.branch, x.month) for x in about.plan.meetings}
    if (key.branch, key.month) not in planned and key not in about.plan.missing:
        raise NothingToDo(words.not_in_plan(branch.code, asking.month))
    return Work(tasks.why, (_unpinned(about.facts, key), about.plan, key))


def _unpinned(facts: PlanningFacts, key: MeetingKey) -> PlanningFacts:
    """That somebody pinned the line explains nothing: what else holds it there?"""
    kept = tuple(x for x in facts.locked if (x.branch, x.month) != (key.branch, key.month))
    return replace(facts, locked=kept)


async def tell(asking: Asking, work: Work, result: Any) -> list[Reply]:
    """What holds the line, the next best date, and how to move it."""
    branch = await asking.session.get_one(Branch, asking.run.question["branch"])
    names = await names_in(asking.session, work.facts)
    if isinstance(result, Clash):
        text = explained.missing(names, result)
    else:
        plan_id = PlanId((await current(asking)).id)
        line = await plans.line_of(asking.session, plan_id, BranchId(branch.id))
        text = explained.why_here(names, result, pinned=line.pinned)
    said = words.explained(branch.code, text)
    return [told(said) for _ in asking.askers]


JOB = Job(RunKind.WHY, read, tell, supposing.failed)
