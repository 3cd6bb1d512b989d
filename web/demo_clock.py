"""Moving the demo clock from the page, and telling every page what time it has become."""

import asyncio
from contextlib import suppress
from typing import Any

from aiohttp import web

from texts import pages
from web.house import FEED, HOUSE, House, Step
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

    409 while another move runs: two at once would be one longer move that nobody asked for.
    """
    asked = (await body(request)).get("step")
    if asked not in list(Step):
        raise problem(web.HTTPBadRequest, f"step: one of {', '.join(Step)}")
    moving = request.app[MOVING]
    if moving.locked():
        raise problem(web.HTTPConflict, "the clock is already moving")
    async with moving:
        await _advance(request.app, Step(asked))
    return web.json_response(_shown(request.app[HOUSE], running=False))


async def _advance(app: web.Application, step: Step) -> None:
    house = app[HOUSE]
    assert house.advance is not None  # without it these routes do not exist
    teller = asyncio.create_task(_tell(app))
    try:
        await house.advance(step)
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
