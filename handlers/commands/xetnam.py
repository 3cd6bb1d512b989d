"""/xetnam: three lists of the year for commendation, with the rule used; the coordinator's only."""

import re
from datetime import date

from db import audit, planner_settings, year
from domain import rights
from domain.errors import NotUnderstood
from domain.fold import fold
from domain.ids import PersonId
from domain.reports.periods import Period, PeriodKind
from domain.reports.year import (
    COMMEND_TUNABLES,
    CommendRules,
    branch_years,
    cadre_years,
    secretary_years,
)
from domain.rights import ROLES, Act
from handlers import reach
from handlers.base import Command, Reply, Request, told
from texts import help as help_words
from texts.reports import year as words

_KINDS = {"chi bo": words.BRANCHES, "bi thu": words.SECRETARIES, "can bo": words.CADRES}
_ASKED = re.compile(r"(?:nam\s*)?(20\d\d)?\s*(.*?)(?:\s+(\d{1,2}))?")


async def run(request: Request) -> Reply:
    """Nothing: this year in short. `2026 chibo 2`: a page of one list. `quytac`: the rule."""
    asked = fold(request.text).strip()
    if asked.startswith(("quytac", "quy tac")):
        return await _rule(request, asked.removeprefix("quytac").removeprefix("quy tac").split())
    match = _ASKED.fullmatch(asked)
    kind = _kind(match[2]) if match else None
    if match is None or kind is None:
        raise NotUnderstood(words.which(), words.example(request.today.year))
    period = Period(date(int(match[1] or request.today.year), 1, 1), PeriodKind.YEAR)
    return told(await _answer(request, period, kind, max(int(match[3] or 1), 1)))


def _kind(said: str) -> str | None:
    """Which list; "" for all three in short, None for no list there is."""
    return {**_KINDS, **{kind: kind for kind in _KINDS.values()}, "": ""}.get(said.strip())


async def _answer(request: Request, period: Period, kind: str, page: int) -> str:
    rules = await year.rules(request.session, period, request.today)
    everybody = await _everybody(request, period, rules)
    names = await reach.own(request, Act.COMMEND)
    if not kind:
        counts = [(one, len(_met(found)), len(found)) for one, found in everybody.items()]
        return words.overview(period.year, ", ".join(names), rules, counts)
    found = everybody[kind]
    met = _met(found)
    people = [one[2] for one in met if one[2] is not None]
    await request.looked_at(people, COMMAND.name)
    return words.listed(period.year, kind, rules, [one[1] for one in met], len(found), page)


_Listed = list[tuple[bool, str, PersonId | None]]  # whether they meet the rule, their line, who


def _met(found: _Listed) -> _Listed:
    return [one for one in found if one[0]]


async def _everybody(request: Request, period: Period, rules: CommendRules) -> dict[str, _Listed]:
    """All who could be on each list."""
    roots = rights.roots(request.person, Act.COMMEND)
    session, now = request.session, request.now
    rows = await year.meetings(session, roots, period, now)
    secretaries = secretary_years(await year.told(session, rows), rules)
    cadres = cadre_years(await year.visits(session, roots, period, now))
    return {
        words.BRANCHES: [(one.meets(rules), words.branch(one), None) for one in branch_years(rows)],
        words.SECRETARIES: [
            (one.meets(rules), words.secretary(one), one.person.id) for one in secretaries
        ],
        words.CADRES: [(one.meets(rules), words.cadre(one), one.person.id) for one in cadres],
    }


async def _rule(request: Request, said: list[str]) -> Reply:
    """Show the rule, or change a number of it from today on."""
    period = Period.of(PeriodKind.YEAR, request.today)
    if not said:
        return told(words.rules_shown(await year.rules(request.session, period, request.today)))
    one = COMMEND_TUNABLES.get(said[0])
    value = one.parse(said[1]) if one is not None and len(said) == 2 else None
    if one is None or value is None:
        raise NotUnderstood(words.which_rule(), words.RULE_EXAMPLE)
    planner_settings.change(
        request.session, one.key, value, request.today, request.actor_id, request.now
    )
    await audit.note(
        request.session, request.now, request.actor_id, "commend.set", key=one.key, value=value
    )
    return told(words.rule_changed(one, value))


COMMAND = Command(
    ("xetnam", "yearreview"),
    ROLES[Act.COMMEND],
    help_words.xetnam,
    run,
    takes_words=True,
    order=48,
)
