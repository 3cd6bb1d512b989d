"""The web application and its server on this machine's own address."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from domain.messages import Incoming, Outgoing
from web import chat, demo_clock, exported, health, lines, papers, sheet
from web.house import FEED, HOUSE, House
from web.live import Feed
from web.safety import BODY_LIMIT, FOREIGN, add_headers, guard, require_loopback

STATIC = Path(__file__).parent / "static"


def application(house: House, network_routes: Iterable[web.RouteDef] = ()) -> web.Application:
    """The pages the house has a use for: health always, the chat and the demo clock if given.

    `network_routes` are of networks that bring messages through a proxy and prove themselves.
    """
    given = tuple(network_routes)
    app = web.Application(middlewares=[guard], client_max_size=BODY_LIMIT)
    app[HOUSE] = house
    app[FOREIGN] = frozenset(route.path for route in given)
    app.add_routes(given)
    app[FEED] = Feed()
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_end_streams)
    app.add_routes(health.routes)
    if house.exports is not None:
        app.add_routes(exported.routes)
    if house.chat is not None:
        app.add_routes(chat.routes)
        app.add_routes(sheet.routes)
        app.add_routes(papers.routes)
        app.router.add_static("/static/", STATIC)
        app.cleanup_ctx.append(_listen)
        if house.advance is not None:
            app[demo_clock.MOVING] = asyncio.Lock()
            app.add_routes(demo_clock.routes)
    return app


async def _listen(app: web.Application) -> AsyncIterator[None]:
    house, feed = app[HOUSE], app[FEED]
    assert house.chat is not None

    def tell(message: Incoming | Outgoing) -> None:
        feed.publish(*lines.news_of(message, house.now()))

    unlisten = house.chat.listen(tell)
    yield
    unlisten()


async def _end_streams(app: web.Application) -> None:
    app[FEED].close()


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    runner: web.AppRunner

    async def stop(self) -> None:
        """Finish the requests under way, then close."""
        await self.runner.cleanup()


async def serve(app: web.Application, host: str, port: int) -> Server:
    """Start serving; port 0 picks a free one. Raises NotLoopback, or OSError for a taken port."""
    require_loopback(host)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    taken = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    return Server(f"http://{shown}:{taken}/", runner)
