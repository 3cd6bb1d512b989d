"""These are the consequences of moving a line of the draft: do it?"""

from datetime import datetime

from db.branches import Branch
from db.planning_runs import PlanningRun
from domain.asks import AskKind
from handlers import drafting
from handlers.base import Asked, Reader, Reply, Request, told
from handlers.yes_or_no import yes_or_no
from texts import supposing as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes moves and pins, unless the draft changed meanwhile: then it is computed anew."""
    if value == "no":
        return told(words.line_kept())
    run = await request.session.get_one(PlanningRun, asked.payload["run"])
    assert run.answer is not None
    plan = await drafting.draft_of(request, run.answer["plan"])
    if plan.version != run.answer["version"]:
        request.session.add(run.again(request.person.id, request.now))
        return told(words.computed_again())
    branch = await request.session.get_one(Branch, run.question["branch"])
    others = await drafting.put_into_effect(request, plan, run)
    new = datetime.fromisoformat(run.question["to"])
    return told(words.line_moved(branch.code, branch.village, new, others))


READER = Reader(AskKind.MOVE_LINE, choose, yes_or_no(choose))
