"""Pauses as somebody sees them: the office its own area's, each person those that silence them."""

from collections.abc import Sequence

from db import pauses, visible, withheld
from domain import asks
from domain.asks import AskKind
from domain.pausing import Pause
from handlers.base import Reply, Request, told
from texts import pauses as words


async def seen(request: Request) -> tuple[Pause, ...]:
    """Pauses in force that silence somebody or something the office sees, oldest first."""
    units = frozenset(await visible.visible_units(request.session, request.person, request.today))
    everybody = frozenset(
        await visible.visible_people(request.session, request.person, request.today)
    )
    found = (await pauses.in_force(request.session, request.now)).all
    return tuple(p for p in found if not p.units.isdisjoint(units) or p.person_id in everybody)


async def may_lift(request: Request, pause: Pause) -> bool:
    """Whether everything it silences is the person's to decide."""
    units = frozenset(await visible.visible_units(request.session, request.person, request.today))
    everybody = await visible.visible_people(request.session, request.person, request.today)
    return pause.person_id in everybody if pause.person_id else pause.units <= units


async def lines(request: Request) -> list[str]:
    """A line for each pause the office sees, with how many messages it has kept so far."""
    return [
        words.line(pause, await withheld.count(request.session, pause))
        for pause in await seen(request)
    ]


async def above(request: Request, text: str) -> str:
    """What rests, in front of a list of who is silent."""
    resting = await lines(request)
    return f"{words.in_force(resting)}\n\n{text}" if resting else text


async def offer(request: Request) -> Reply:
    """The pauses in force, to end one of them; or how to make one."""
    found = await seen(request)
    if not found:
        return told(words.nothing())
    liftable = [pause for pause in found if await may_lift(request, pause)]
    if not liftable:
        return told(words.in_force(await lines(request)))
    return asks.simple(AskKind.LIFT_PAUSE, words.choose(await lines(request), liftable))


async def own(request: Request) -> Sequence[Pause]:
    """Pauses that silence reminders to this person."""
    units = await withheld.units_of(request.session, request.person.id)
    found = (await pauses.in_force(request.session, request.now)).all
    return [pause for pause in found if pause.covers(request.person.id, units)]
