"""/neu: what a change would do to the plan, without touching it."""

from db.planning_runs import RunKind
from domain.people import OFFICE
from domain.suppositions import Supposed
from handlers import asking_planner, supposing
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts import supposing as words


async def run(request: Request) -> Reply:
    """A person or a branch away, a day closed, another cadre, another time."""
    changes = await supposing.changes_in(request, words.what_if_example(request.today))
    month, plan = await asking_planner.planned_month(request, supposing.months_of(changes))
    await asking_planner.require_whole(request, plan)
    return asking_planner.ask(
        request,
        RunKind.WHAT_IF,
        month,
        changes=[change.stored() for change in changes],
        text=request.text,
        repairable=all(change.kind in (Supposed.AWAY, Supposed.CLOSED) for change in changes),
    )


COMMAND = Command(("neu", "whatif"), OFFICE, help_words.neu, run, takes_words=True, order=14)
