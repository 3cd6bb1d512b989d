"""Web servers on 127.0.0.1 for one test: a stand-in that goes down and up, a house's routes."""

import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Self

from aiohttp import web


class Listening:
    """A stand-in for a network, listening inside `async with`; what it knows outlives `down`."""

    def __init__(self) -> None:
        self.address = "127.0.0.1"
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """What a channel's API address is set to."""
        return f"http://{self.address}:{self.port}"

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.down()

    def routes(self) -> list[web.RouteDef]:
        """What it answers; each stand-in says."""
        raise NotImplementedError

    async def up(self) -> None:
        """Listen, after `down` on the same port again."""
        self._runner = await _running(self.routes())
        await web.TCPSite(self._runner, self.address, self.port).start()
        self.port = self._runner.addresses[0][1]

    async def down(self) -> None:
        """Refuse connections; everything is remembered."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()


@contextmanager
def opened_door() -> Iterator[tuple[socket.socket, str]]:
    """A socket that `served` will answer, with its address: settings need that before routes."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield door, f"http://127.0.0.1:{door.getsockname()[1]}"


@asynccontextmanager
async def served(door: socket.socket, routes: list[web.RouteDef]) -> AsyncIterator[None]:
    """A house's routes behind a real web server."""
    runner = await _running(routes)
    await web.SockSite(runner, door).start()
    try:
        yield
    finally:
        await runner.cleanup()


async def _running(routes: list[web.RouteDef]) -> web.AppRunner:
    pages = web.Application(client_max_size=50_000_000)
    pages.add_routes(routes)
    runner = web.AppRunner(pages, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    return runner
