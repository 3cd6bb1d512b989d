"""Lines of the draft that a new draft keeps where they are."""

from db import plans
from db.plans import LineFacts, PlanRow, PlanState
from domain.calendar import Month
from domain.errors import NothingFound, NothingToDo
from domain.fold import fold
from domain.ids import PlanId
from handlers import drafting
from handlers.asking_planner import planned_month
from handlers.base import Reply, Request, told
from handlers.planning import seen_lines, written
from texts import plans as plan_words
from texts import supposing as words


async def pin(request: Request, *, keep: bool) -> Reply:
    """Pin the named lines, or let them go; without names: show what is pinned."""
    _, plan = await planned_month(request)
    if plan.state == PlanState.APPROVED:
        raise NothingToDo(plan_words.already_approved(Month.parse(plan.month)))
    seen = await seen_lines(request.session, plan, request.person, request.today)
    asked = [word for word in request.text.replace(",", " ").split() if word]
    if not asked:
        return told(_pinned([line for line in seen if line.pinned]))
    lines = [_line(seen, code) for code in asked]
    for line in lines:
        if keep and line.starts_at is None:
            raise NothingToDo(words.undated(line.branch.code))
    draft = await drafting.draft_of(request, plan.id)
    await drafting.pin(request, draft, [line.branch.id for line in lines], keep=keep)
    changed = await _again(request, draft, lines)
    return told(_pinned(changed) if keep else words.unpinned(written(changed)))


def _line(seen: tuple[LineFacts, ...], code: str) -> LineFacts:
    for line in seen:
        if fold(line.branch.code) == fold(code):
            return line
    raise NothingFound(code)


def _pinned(lines: list[LineFacts]) -> str:
    return words.pinned(written(lines)) if lines else words.none_pinned()


async def _again(request: Request, plan: PlanRow, lines: list[LineFacts]) -> list[LineFacts]:
    """The lines as they are now."""
    wanted = {line.id for line in lines}
    now = await plans.lines(request.session, PlanId(plan.id))
    return [line for line in now if line.id in wanted]
