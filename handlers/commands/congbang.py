"""/congbang: how the duty of attending is shared, by office; names only for the office itself."""

import re

from db import fairness
from db.visible import visible_units
from domain.calendar import Month
from domain.errors import NothingFound, NotUnderstood
from domain.fairness import PERIODS, USUAL_PERIOD, OfficeLoad, first_month, offices
from domain.fold import fold
from domain.rights import ROLES, Act
from handlers.base import Command, Reply, Request, told
from texts import fairness as words
from texts import help as help_words

_ASKED = re.compile(r"(\d+)?\s*(?:thang\b\s*)?(.*)")


async def run(request: Request) -> Reply:
    """Nothing: six months. 3, 6, 12: so many, the present one included. A name: that office."""
    match = _ASKED.fullmatch(fold(request.text))
    assert match is not None  # everything may be absent
    months = int(match[1] or USUAL_PERIOD)
    if months not in PERIODS:
        raise NotUnderstood(words.which_period(), words.example())
    first = first_month(request.today, months)
    found = await _offices(request, first)
    if match[2]:
        return await _one(request, found, first, match[2])
    if not any(office.total.duties for office in found):
        return told(words.nothing_yet())
    return told(words.by_office(first, Month.of(request.today), found, named=False))


async def _offices(request: Request, first: Month) -> tuple[OfficeLoad, ...]:
    units = await visible_units(request.session, request.person, request.today)
    members = await fairness.members(request.session, units, request.today)
    people = [member.person.id for member in members]
    duties = await fairness.duties(request.session, first.since, request.now, people)
    return offices(members, duties)


async def _one(request: Request, found: tuple[OfficeLoad, ...], first: Month, asked: str) -> Reply:
    """The offices of that name; their cadres too where the person coordinates them."""
    wanted = [office for office in found if asked in fold(office.office)]
    if not wanted:
        raise NothingFound(request.text)
    coordinated = await visible_units(
        request.session, request.person, request.today, Act.COORDINATE
    )
    named = all(office.office_id in coordinated for office in wanted)
    if named:
        shown = [one.person.id for office in wanted for one in office.people]
        await request.looked_at(shown, COMMAND.name)
    return told(words.by_office(first, Month.of(request.today), wanted, named=named))


COMMAND = Command(
    ("congbang", "fairness"),
    ROLES[Act.LOOK],
    help_words.congbang,
    run,
    takes_words=True,
    order=22,
)
