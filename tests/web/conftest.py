"""The pages over a real database, a real wire and, where asked, a real browser."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from db import migrate
from db.base import Database
from tests.web.echo_house import EchoHouse, settle_town
from web.house import Chat, House
from web.server import application


def _url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A migrated database with the town in it, made once and copied for each test."""
    path = tmp_path_factory.mktemp("web") / "town.sqlite3"

    async def make() -> dict[str, int]:
        database = Database(_url(path))
        await migrate.upgrade(database)
        async with database.begin() as session:
            people = await settle_town(session)
        await database.close()
        return dict(people)

    return path, asyncio.run(make())


@pytest.fixture
async def house(settled: tuple[Path, dict[str, int]], tmp_path: Path) -> AsyncIterator[EchoHouse]:
    source, people = settled
    path = tmp_path / "town.sqlite3"
    shutil.copy(source, path)
    house = EchoHouse(Database(_url(path)), people)  # type: ignore[arg-type]
    await house.channel.start(house.receive)
    yield house
    await house.channel.stop()
    await house.database.close()


def given_by(house: EchoHouse, *, demo: bool = True) -> House:
    return House(
        database=house.database,
        now=house.clock.now,
        ticked=house.clock.now,
        chat=Chat(house.channel.carry, house.channel.listen),
        advance=house.advance if demo else None,
    )


Open = Callable[[House], Awaitable[TestClient]]


@pytest.fixture
async def open_client() -> AsyncIterator[Open]:
    """Serve a house and talk to it as a browser on this machine would."""
    clients: list[TestClient] = []

    async def opened(given: House) -> TestClient:
        client = TestClient(TestServer(application(given)))
        await client.start_server()
        clients.append(client)
        origin = f"http://127.0.0.1:{client.port}"
        client.session.headers["Origin"] = origin
        return client

    yield opened
    for client in clients:
        await client.close()


@pytest.fixture
async def client(house: EchoHouse, open_client: Open) -> TestClient:
    return await open_client(given_by(house))
