"""Running the house until it is told to stop: pages beside channels, signals, a graceful end."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from aiohttp.web import Application, RouteDef

from bot.app import App
from bot.errors import NOT_DONE, CannotStart
from bot.exports import Exports
from bot.holding import Holding
from bot.neighbours import Neighbours
from channels.web import WebChannel
from texts import operator as words
from web.house import Chat, House, Move, Step
from web.kept_papers import Papers
from web.safety import NotLoopback, require_loopback
from web.server import Server, application, serve
from web.sheet import Sheets


def house(
    app: App,
    chat: WebChannel | None,
    sheets: Sheets | None = None,
    papers: Papers | None = None,
    exports: Exports | None = None,
    ticked: Callable[[], datetime | None] | None = None,
) -> House:
    """What the pages need; with an adjustable clock they can move it.

    `ticked` is when the clock ticked last, unless it is the app that ticks.
    """
    return House(
        database=app.database,
        now=app.clock.now,
        ticked=ticked or (lambda: app.metronome.last_tick),
        chat=Chat(chat.carry, chat.listen) if chat is not None else None,
        advance=_mover(app) if app.clock.adjustable else None,
        sheet=sheets.find if sheets is not None else None,
        papers=papers.find if papers is not None else None,
        exports=exports.page if exports is not None else None,
        networks=lambda: _troubles(app),
    )


def _troubles(app: App) -> dict[str, str | None]:
    """What each channel that can tell says is wrong with it."""
    return {
        f"{channel.name}:{channel.bot}": channel.trouble
        for channel in app.channels
        if hasattr(channel, "trouble")
    }


def _mover(app: App) -> Callable[[Move], Awaitable[None]]:
    neighbours = Neighbours(app)

    async def advance(move: Move) -> None:
        neighbours.mine = move.mine
        app.after_each_instant = neighbours.answer if move.others_answer else None
        if move.step is Step.NEXT:
            await app.advance_to_news()
        else:
            span = timedelta(hours=1) if move.step is Step.HOUR else timedelta(days=1)
            await app.advance_to(app.clock.now() + span)

    return advance


def require_free(host: str, port: int) -> None:
    """Make sure of the port before anything is touched: who has it may be this bot already.

    Raises CannotStart.
    """
    try:
        require_loopback(host)
        with socket.create_server((host, port), family=_family(host)):
            return
    except NotLoopback:
        raise CannotStart(words.not_loopback(host)) from None
    except OSError as error:
        raise _taken(port, error) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _taken(port: int, error: OSError) -> CannotStart:
    return CannotStart(words.port_taken(port, error.strerror or type(error).__name__), NOT_DONE)


async def served(pages: Application, host: str, port: int) -> Server:
    try:
        return await serve(pages, host, port)
    except OSError as error:
        raise _taken(port, error) from None


async def until_stopped(
    app: App,
    chat: WebChannel | None,
    host: str,
    port: int,
    *,
    sheets: Sheets,
    papers: Papers,
    exports: Exports,
    network_routes: Iterable[RouteDef] = (),
    ready: Callable[[Server], None],
    holding: Holding | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; what is being sent is finished, nothing is half done.

    `network_routes` are for networks that bring messages. Raises CannotStart for a taken port, and
    when the lease of the house goes to another process.
    """
    stop = stop_event()
    if holding is not None:
        holding.when_lost(stop.set)
    pages = application(house(app, chat, sheets, papers, exports), network_routes)
    async with app.running():
        server = await served(pages, host, port)
        sheets.address = papers.address = exports.address = server.url
        try:
            ready(server)
            await stop.wait()
        finally:
            await server.stop()
    if holding is not None and holding.lost.is_set():
        raise CannotStart(words.taken_over(), NOT_DONE)


def stop_event() -> asyncio.Event:
    """Set by SIGTERM and SIGINT from now on."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    return stop
