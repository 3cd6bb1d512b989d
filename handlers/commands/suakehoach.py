"""/suakehoach: mend a published plan after something happened, with the fewest people told."""

from db.planning_runs import RunKind
from domain.errors import NothingToDo
from domain.people import OFFICE
from domain.suppositions import Supposed
from handlers import asking_planner, supposing
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts import supposing as words


async def run(request: Request) -> Reply:
    """With what happened; alone: whatever the plan breaks by now."""
    changes: tuple[supposing.Change, ...] = ()
    if request.text.strip():
        changes = await supposing.changes_in(request, words.repair_example(request.today))
    if any(change.kind not in (Supposed.AWAY, Supposed.CLOSED) for change in changes):
        raise NothingToDo(words.no_such_change())
    month, plan = await asking_planner.planned_month(request, supposing.months_of(changes))
    await asking_planner.require_whole(request, plan)
    return asking_planner.ask(
        request,
        RunKind.REPAIR,
        month,
        changes=[change.stored() for change in changes],
        text=request.text,
    )


COMMAND = Command(
    ("suakehoach", "repair"), OFFICE, help_words.suakehoach, run, takes_words=True, order=16
)
