"""/nhothay: ask a colleague to take a visit, or to trade field weeks."""

import re

from domain import asks
from domain.errors import NothingToDo, NotUnderstood
from domain.fold import fold
from domain.people import Role
from handlers.asking_colleague import ask_named, check_trade, offer
from handlers.base import Command, Reply, Request
from handlers.pending import upcoming
from texts import asking_colleague as words
from texts import help as help_words
from texts import trades

_TRADE = re.compile(r"doi tuan(?: voi| cho)?(?: dong chi| d/c)?\b")


async def run(request: Request) -> Reply:
    """Nothing or a name: one visit; "doi tuan" and a name: the weeks."""
    plain = fold(request.text)
    trade = _TRADE.match(plain)
    if trade:
        name = plain[trade.end() :].strip()
        if not name:
            raise NotUnderstood(trades.which_colleague(), words.example())
        return await check_trade(request, name)
    ahead = await upcoming(request)
    if not ahead:
        raise NothingToDo(words.nothing_to_give())
    if len(ahead) > 1:
        return asks.give_visit(words.choose_visit(ahead), request.text)
    return await (
        ask_named(request, ahead[0], request.text) if request.text else offer(request, ahead[0])
    )


COMMAND = Command(
    ("nhothay", "swap"),
    frozenset({Role.CADRE}),
    help_words.nhothay,
    run,
    bare=False,
    takes_words=True,
    order=25,
)
