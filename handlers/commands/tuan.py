"""/tuan: the weekly summary of the subtree a person sees, now or for an earlier week."""

import re

from db import facts
from domain.calendar import Week
from domain.errors import NotUnderstood
from domain.reports.weekly import weekly_summary
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request
from texts import help as help_words
from texts.reports import weekly as words


async def run(request: Request) -> Reply:
    """Nothing: this week; `-1`: the week before; `49`: the latest such week."""
    week = _week(Week.of(request.today), request.text.strip())
    this, last = await facts.weeks_for(request.session, request.person, week, request.now)
    return words.weekly(weekly_summary(this), weekly_summary(last))


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
    raise NotUnderstood(words.which_week(), "/tuan -1")


COMMAND = Command(
    ("tuan", "week"),
    ROLES[Act.LOOK],
    help_words.tuan,
    run,
    takes_words=True,
    order=5,
)
