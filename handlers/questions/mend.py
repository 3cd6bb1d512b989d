"""These meetings would move: mend the published plan?"""

from db.planning_runs import PlanningRun
from domain.asks import AskKind
from handlers import mending
from handlers.base import Asked, Reader, Reply, Request, told
from handlers.yes_or_no import yes_or_no
from texts import supposing as words


async def choose(request: Request, asked: Asked, value: str) -> Reply:
    """Yes mends, unless a meeting changed meanwhile: then it is computed anew."""
    if value == "no":
        return told(words.not_mended())
    run = await request.session.get_one(PlanningRun, asked.payload["run"])
    if not await mending.stands(request, run):
        request.session.add(run.again(request.person.id, request.now))
        return told(words.computed_again())
    return await mending.mend(request, run)


READER = Reader(AskKind.MEND, choose, yes_or_no(choose))
