"""/quytac: the planner's numbers, and changing one of them from a month on."""

import re

from db import audit, plan_facts, planner_settings
from db import planning as planning_db
from domain.calendar import Month
from domain.errors import NothingToDo, NotUnderstood
from domain.fold import fold
from domain.people import OFFICE
from domain.planning.facts import PlanningSettings
from domain.planning.tuning import TUNABLES, Tunable, consistent
from handlers import report_rules
from handlers.base import Command, Reply, Request, told
from texts import help as help_words
from texts import planner_settings as words

_CHANGE = re.compile(r"(?P<key>[a-z]+)\s+(?P<value>\S+)(?:\s+tu\s+(?:thang\s*)?(?P<month>\S+))?")


async def run(request: Request) -> Reply:
    """Nothing: all of them. A key: what it may be. A key and a value: change it."""
    asked = fold(request.text).strip()
    of_reports = await report_rules.take(request, asked)
    if of_reports is not None:
        return of_reports
    if not asked:
        return told(await _shown(request))
    if asked in TUNABLES:
        settings = await _settings(request, Month.of(request.today).next)
        one = TUNABLES[asked]
        return told(words.one(one, one.read(settings), Month.of(request.today).next))
    match = _CHANGE.fullmatch(asked)
    if match is None or match["key"] not in TUNABLES:
        raise NotUnderstood(words.which(), words.example(Month.of(request.today).next))
    return await _change(request, TUNABLES[match["key"]], match["value"], match["month"])


async def _settings(request: Request, month: Month) -> PlanningSettings:
    return await planning_db.settings(request.session, month, ())


async def _shown(request: Request) -> str:
    """As they hold in the month that is planned next, and the changes still ahead."""
    month = Month.of(request.today).next
    settings = await _settings(request, month)
    rows = [(one, one.read(settings)) for one in TUNABLES.values()]
    ahead = await planner_settings.ahead(request.session, month.first)
    later = [
        (TUNABLES[row.key], row.value, Month.of(row.valid_from))
        for row in ahead
        if row.key in TUNABLES
    ]
    return f"{words.all_of(rows, later, month)}\n{await report_rules.shown(request, month)}"


async def _change(request: Request, one: Tunable, text: str, from_month: str | None) -> Reply:
    value = one.parse(text)
    month = Month.of(request.today).next
    if value is None:
        raise NotUnderstood(words.value_of(one), words.example_of(one, month))
    if from_month is not None:
        try:
            month = Month.parse(from_month)
        except ValueError:
            raise NotUnderstood(words.which_month(), words.example_of(one, month)) from None
    if month <= Month.of(request.today):
        raise NothingToDo(words.only_ahead(Month.of(request.today).next))
    old = await _settings(request, month)
    if not consistent(one.write(old, value)):
        raise NothingToDo(words.inconsistent(one))
    planner_settings.change(
        request.session, one.key, value, month.first, request.actor_id, request.now
    )
    await audit.note(
        request.session,
        request.now,
        request.actor_id,
        "planner.set",
        key=one.key,
        value=value,
        month=str(month),
    )
    about = await plan_facts.plan_facts(request.session, month, request.today)
    drafted = about is not None and about.is_draft
    return told(words.changed(one, one.read(old), value, month, drafted=drafted))


COMMAND = Command(("quytac", "rules"), OFFICE, help_words.quytac, run, takes_words=True, order=45)
