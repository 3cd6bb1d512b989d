"""The unit a person names, within what they may do; the same refusal for all that is outside."""

from datetime import date

from db import period_papers, visible
from db import units as units_db
from db.visible import UnitName
from domain import rights
from domain.errors import OutOfReach, SeveralFound
from domain.rights import Act
from handlers.base import Request

MOST_SHOWN = 6


async def unit(request: Request, asked: str, act: Act = Act.LOOK) -> UnitName:
    """The one unit of that name. Raises OutOfReach or SeveralFound.

    A unit of others and one that does not exist are refused with the same words.
    """
    found = await units(request, asked, act)
    if len(found) > 1:
        raise SeveralFound(asked, tuple(f"{one.code} {one.name}" for one in found[:MOST_SHOWN]))
    return found[0]


async def units(request: Request, asked: str, act: Act = Act.LOOK) -> tuple[UnitName, ...]:
    """All units of that name, at least one. Raises OutOfReach."""
    found = await visible.find_units(request.session, request.person, asked, request.today, act)
    if not found:
        raise OutOfReach(asked, await own(request, act))
    return found


async def whole(request: Request, act: Act, day: date) -> bool:
    """Whether the right reaches every unit there was on a day."""
    allowed = await visible.visible_units(request.session, request.person, day, act)
    return set(await period_papers.tops(request.session, day)) <= set(allowed)


async def own(request: Request, act: Act = Act.LOOK) -> tuple[str, ...]:
    """Names of the units the person holds the right for."""
    named = await units_db.names(request.session, rights.roots(request.person, act))
    return tuple(named.values())
