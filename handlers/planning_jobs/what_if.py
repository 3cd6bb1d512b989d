"""What a change would do to the plan of a month, without touching it."""

from dataclasses import replace
from typing import Any

from db.planning_runs import RunKind
from db.plans import PlanState, current
from domain.planning import rules, tasks
from domain.planning.explain import Clash
from domain.planning.facts import PlanningFacts
from domain.planning.plan import Plan
from domain.planning.repair import Repair
from domain.suppositions import Supposed
from handlers import supposing
from handlers.base import Reply, told
from handlers.planning_jobs.base import Asking, Job, Work, names_in
from handlers.planning_jobs.why import known
from texts import planning as explained
from texts import supposing as words
from texts.planning_names import Names


def changes_of(asking: Asking) -> tuple[supposing.Change, ...]:
    """The changes a question carries."""
    return tuple(supposing.kept(one) for one in asking.run.question["changes"])


async def read(asking: Asking) -> Work:
    """The plan, and its facts once the changes are made."""
    about = await known(asking)
    changes = changes_of(asking)
    if changes and changes[0].kind is Supposed.MOVED:
        opened, to = supposing.moved_to(about, changes[0])
        return Work(tasks.move, (opened, about.plan, to, about.confirmed))
    changed = about.facts
    for change in changes:
        changed = supposing.applied(changed, change)
    return Work(tasks.mend, (changed, about.plan, about.confirmed))


async def tell(asking: Asking, work: Work, result: Any) -> list[Reply]:
    """The consequences and their price."""
    names = await names_in(asking.session, work.facts)
    what = await supposing.described(asking.session, changes_of(asking))
    repair, clashes = found(result)
    if repair is None:
        said = words.no_way(what, clashes_said(names, clashes))
        return [told(said) for _ in asking.askers]
    plan: Plan = work.arguments[1]
    dearer = rules.cost(bare(work.facts), repair.plan) - rules.cost(bare(work.facts), plan)
    row = await current(asking.session, str(asking.month))
    published = row is not None and row.state == PlanState.APPROVED
    repairable = published and asking.run.question.get("repairable", False)
    how = words.then_repair(asking.run.question["text"]) if repairable else ""
    text = explained.consequences(names, plan, repair, announced=published)
    return [told(words.supposed(what, text, dearer, how)) for _ in asking.askers]


def found(result: tasks.Mended | Repair | Clash) -> tuple[Repair | None, tuple[Clash, ...]]:
    """The plan that is left, or the clashes that leave none."""
    match result:
        case tasks.Mended(repair=repair, clashes=clashes):
            return repair, clashes
        case Clash():
            return None, (result,)
        case _:
            return result, ()


def bare(facts: PlanningFacts) -> PlanningFacts:
    """The facts without what was announced: a price of the plan, not of telling people."""
    return replace(facts, baseline=None)


def clashes_said(names: Names, clashes: tuple[Clash, ...]) -> list[str]:
    """Why meetings have no place, each in a few lines."""
    return [explained.missing(names, clash) for clash in clashes]


JOB = Job(RunKind.WHAT_IF, read, tell, words.failed)
