"""Running the house until it is told to stop: pages beside channels, signals, a graceful end."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta

from aiohttp.web import RouteDef

from bot.app import App
from channels.web import WebChannel
from web.house import Chat, House, Step
from web.server import Server, application, serve


def house(app: App, chat: WebChannel | None) -> House:
    """What the pages need; with an adjustable clock they can move it."""
    return House(
        database=app.database,
        now=app.clock.now,
        ticked=lambda: app.metronome.last_tick,
        chat=Chat(chat.carry, chat.listen) if chat is not None else None,
        advance=_mover(app) if app.clock.adjustable else None,
    )


def _mover(app: App) -> Callable[[Step], Awaitable[None]]:
    async def advance(step: Step) -> None:
        if step is Step.NEXT:
            await app.advance_to_news()
        else:
            span = timedelta(hours=1) if step is Step.HOUR else timedelta(days=1)
            await app.advance_to(app.clock.now() + span)

    return advance


async def until_stopped(
    app: App,
    chat: WebChannel | None,
    host: str,
    port: int,
    *,
    extra_routes: Iterable[RouteDef] = (),
    ready: Callable[[Server], None],
) -> None:
    """Serve until SIGTERM or SIGINT; what is being sent is finished, nothing is half done.

    Raises OSError when the port is taken.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    pages = application(house(app, chat))
    pages.add_routes(extra_routes)
    async with app.running():
        server = await serve(pages, host, port)
        try:
            ready(server)
            await stop.wait()
        finally:
            await server.stop()
