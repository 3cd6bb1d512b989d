"""Whom `/tamdung` means: a commune, a person, or all, and the words that follow the name."""

from collections.abc import Callable, Sequence

from db import people, units, visible
from domain import rights
from domain.errors import NothingFound, NotUnderstood, SeveralFound
from domain.fold import fold
from domain.ids import PersonId
from domain.rights import Act
from handlers.base import Request
from handlers.pausing import Subject
from texts import pauses as words

LONGEST_NAME = 5
ALL = ("tat ca", "toan bo", "ca huyen", "toan khu vuc", "all")
BEFORE_UNIT = ("xa ", "thi tran ", "phuong ")
BEFORE_PERSON = ("dong chi ", "d/c ", "dc ")
Named = tuple[PersonId, str, str]  # id, name, code


async def subjects_in(request: Request) -> tuple[tuple[Subject, ...], str]:
    """Whom the text begins with, and the rest. Raises a refusal that says what would work."""
    typed = request.text.split()
    if not typed:
        raise NotUnderstood(words.subject(), words.example())
    everybody = await _people(request)
    several: list[Named] = []
    for count in range(min(LONGEST_NAME, len(typed)), 0, -1):
        name, rest = fold(" ".join(typed[:count])), " ".join(typed[count:])
        if name in ALL:
            return await _all(request), rest
        unit = await _unit(request, name)
        if unit is not None:
            return (unit,), rest
        found = _persons(everybody, name)
        if len(found) == 1:
            return (Subject(found[0][1], person_id=found[0][0]),), rest
        several = several or found
    if several:
        raise SeveralFound(typed[0], tuple(f"{code} {name}" for _, name, code in several[:6]))
    raise NothingFound(request.text)


async def _all(request: Request) -> tuple[Subject, ...]:
    """Every unit the office answers for, each with all that is below it."""
    own = rights.roots(request.person, Act.COORDINATE)
    named = await units.names(request.session, own)
    return tuple(Subject(name, unit_id=unit_id) for unit_id, name in named.items())


async def _unit(request: Request, name: str) -> Subject | None:
    seen = await visible.visible_units(request.session, request.person, request.today)
    wanted = _without(name, BEFORE_UNIT)
    for unit_id, unit in (await units.names(request.session, seen)).items():
        if _without(fold(unit), BEFORE_UNIT) == wanted:
            return Subject(unit, unit_id=unit_id)
    return None


async def _people(request: Request) -> list[Named]:
    ids = await visible.visible_people(request.session, request.person, request.today)
    codes = await people.codes(request.session, ids)
    return [
        (person.id, person.name, codes[person.id])
        for person in await people.persons(request.session, ids, request.today)
    ]


def _persons(everybody: Sequence[Named], name: str) -> list[Named]:
    """By code, by the whole name, else by part of it."""
    wanted = _without(name, BEFORE_PERSON)
    rules: tuple[Callable[[Named], bool], ...] = (
        lambda p: fold(p[2]) == wanted,
        lambda p: fold(p[1]) == wanted,
        lambda p: bool(wanted) and set(wanted.split()) <= set(fold(p[1]).split()),
    )
    for rule in rules:
        found = [p for p in everybody if rule(p)]
        if found:
            return found
    return []


def _without(name: str, titles: Sequence[str]) -> str:
    for title in titles:
        name = name.removeprefix(title)
    return name
