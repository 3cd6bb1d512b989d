"""The thresholds of reports as the office sees and changes them, beside the planner's numbers."""

import re

from db import audit, planner_settings
from domain.calendar import Month
from domain.errors import NothingToDo, NotUnderstood
from domain.reports.rules import REPORT_TUNABLES, dated
from domain.reports.tunable import Tunable
from handlers.base import Reply, Request, told
from texts import planner_settings as planner_words
from texts.reports import rules as words

_CHANGE = re.compile(
    r"(?P<key>[a-z]+)(?:\s+(?P<value>\S+)(?:\s+tu\s+(?:thang\s*)?(?P<month>\S+))?)?"
)


async def shown(request: Request, month: Month) -> str:
    """All of them as they hold in a month."""
    rules = dated(await planner_settings.changes(request.session)).at(month.since)
    return words.all_of([(one, one.read(rules)) for one in REPORT_TUNABLES.values()])


async def take(request: Request, asked: str) -> Reply | None:
    """One of them to be seen or changed from a month on; None when another is meant.

    Raises NotUnderstood, NothingToDo.
    """
    match = _CHANGE.fullmatch(asked)
    one = REPORT_TUNABLES.get(match["key"]) if match else None
    if match is None or one is None:
        return None
    next_month = Month.of(request.today).next
    rules = dated(await planner_settings.changes(request.session))
    if match["value"] is None:
        return told(words.one(one, one.read(rules.at(next_month.since)), next_month))
    value, month = one.parse(match["value"]), _month(match["month"], next_month)
    if value is None or month is None:
        raise NotUnderstood(words.value_of(one), words.example_of(one, next_month))
    if month < next_month:
        raise NothingToDo(planner_words.only_ahead(next_month))
    old = one.read(rules.at(month.since))
    await _change(request, one, value, month)
    return told(words.changed(one, old, value, month))


def _month(text: str | None, usual: Month) -> Month | None:
    try:
        return usual if text is None else Month.parse(text)
    except ValueError:
        return None


async def _change(request: Request, one: Tunable, value: str, month: Month) -> None:
    by, now = request.actor_id, request.now
    planner_settings.change(request.session, one.key, value, month.first, by, now)
    await audit.note(
        request.session, now, by, "reports.set", key=one.key, value=value, month=str(month)
    )
