"""/ngansach: what the bots have used of their messages, seats and money this month."""

from db import network_use, seats
from domain.budgets import Budget, Spent
from domain.calendar import Month
from domain.people import OFFICE
from handlers.base import Command, Reply, Request, told
from texts import allowance as words
from texts import help as help_words


async def run(request: Request) -> Reply:
    """Every bot on a network that counts."""
    month = Month.of(request.today)
    spent = [await _spent(request, budget, month) for budget in request.policy.budgets]
    return told(words.report(month, spent))


async def _spent(request: Request, budget: Budget, month: Month) -> Spent:
    session = request.session
    used = await network_use.used(session, budget.channel, budget.bot, month)
    known = (await seats.known(session, budget.channel)).get(budget.bot, 0)
    kinds = await network_use.by_kind(session, budget.channel, month)
    return Spent(budget, used.sent + used.received, known, used.cost, kinds)


COMMAND = Command(("ngansach", "budget"), frozenset(OFFICE), help_words.ngansach, run, order=23)
