"""Offering the papers of a month: a short-lived page, for who asks on the office's own page."""

from db import audit
from db.papers import plan_paper
from db.plans import PlanRow
from domain.calendar import Month
from domain.web_chats import CHANNEL
from handlers.base import Reply, Request
from handlers.planning import seen_lines
from texts import papers as words

PRINT = ("in", "print")


async def offer(request: Request, plan: PlanRow) -> Reply:
    """Papers of the lines this person sees; elsewhere than on the page nobody could open them."""
    month = Month.parse(plan.month)
    keep = request.policy.papers
    if keep is None or request.address.channel != CHANNEL:
        return words.elsewhere(month)
    lines = await seen_lines(request.session, plan, request.person, request.today)
    await audit.exported(
        request.session, request.now, request.actor_id, "kehoach in", str(month), ""
    )
    return words.offered(month, keep(await plan_paper(request.session, plan, lines, request.today)))
