"""/tuan: the weekly summary of the subtree a person sees, now or for an earlier week."""

import re

from domain.calendar import Week
from domain.errors import NotUnderstood
from domain.reports.periods import Period
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request
from handlers.summarising import summary_for
from texts import help as help_words
from texts.reports import summary as words


async def run(request: Request) -> Reply:
    """Nothing: this week; `-1`: the week before; `49`: the latest such week."""
    week = _week(Week.of(request.today), request.text.strip())
    return await summary_for(request, Period.of_week(week))


def _week(this: Week, asked: str) -> Week:
    if not asked:
        return this
    match = re.fullmatch(r"-?\d{1,2}", asked)
    number = int(asked) if match else 54
    if -52 <= number <= 0:
        return this.shifted(number)
    for back in range(-1, 53):
        if this.shifted(-back).number == number:
            return this.shifted(-back)
    raise NotUnderstood(words.which_period(), "/tuan -1")


COMMAND = Command(
    ("tuan", "week"),
    ROLES[Act.LOOK],
    help_words.tuan,
    run,
    takes_words=True,
    order=5,
)
