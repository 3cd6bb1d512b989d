"""Moving the demo clock from the page, and telling every page what time it has become."""

import asyncio
from contextlib import suppress
from typing import Any

from aiohttp import web

from domain.web_chats import person_of
from texts import pages
from web.house import FEED, HOUSE, House, Move, Step
from web.safety import body, problem

TOLD_EVERY = 0.2  # seconds of real time between news of a moving clock

routes = web.RouteTableDef()
MOVING = web.AppKey("moving", asyncio.Lock)


@routes.get("/api/clock")
async def clock(request: web.Request) -> web.Response:
    """What time it is for the bot, and whether the clock is being moved."""
    return web.json_response(_shown(request.app[HOUSE], request.app[MOVING].locked()))


@routes.post("/api/clock")
async def move(request: web.Request) -> web.Response:
    """Move the clock by `step`; answers when everything due on the way has happened.

    With `others_answer` everybody but the people of the chats in `mine` answers by themselves.

    409 while another move runs: two at once would be one longer move that nobody asked for.
    """
    wanted = _move(await body(request))
    moving = request.app[MOVING]
    if moving.locked():
        raise problem(web.HTTPConflict, "the clock is already moving")
    async with moving:
        await _advance(request.app, wanted)
    return web.json_response(_shown(request.app[HOUSE], running=False))


def _move(asked: dict[str, Any]) -> Move:
    if asked.get("step") not in list(Step):
        raise problem(web.HTTPBadRequest, f"step: one of {', '.join(Step)}")
    mine = asked.get("mine", [])
    if not isinstance(mine, list) or not all(isinstance(chat, str) for chat in mine):
        raise problem(web.HTTPBadRequest, "mine: a list of chats")
    people = (person_of(chat) for chat in mine)
    return Move(
        step=Step(asked["step"]),
        others_answer=asked.get("others_answer") is True,
        mine=frozenset(person for person in people if person is not None),
    )


async def _advance(app: web.Application, wanted: Move) -> None:
    house = app[HOUSE]
    assert house.advance is not None  # without it these routes do not exist
    teller = asyncio.create_task(_tell(app))
    try:
        await house.advance(wanted)
    finally:
        teller.cancel()
        with suppress(asyncio.CancelledError):
            await teller
        app[FEED].mention("clock", _shown(house, running=False))


async def _tell(app: web.Application) -> None:
    while True:
        app[FEED].mention("clock", _shown(app[HOUSE], running=True))
        await asyncio.sleep(TOLD_EVERY)


def _shown(house: House, running: bool) -> dict[str, Any]:
    now = house.now()
    return {"text": pages.moment(now), "iso": now.isoformat(), "running": running}
