"""The pages over a real database, a real wire and, where asked, a real browser."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from db import migrate
from db.base import Database
from domain.ids import PersonId
from tests.web.echo_house import EchoHouse, settle_town
from web.house import Chat, House
from web.server import application


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


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


@asynccontextmanager
async def living(settled: tuple[Path, dict[str, int]], folder: Path) -> AsyncIterator[EchoHouse]:
    """A house of its own, started and, at the end, stopped."""
    source, people = settled
    path = folder / "town.sqlite3"
    shutil.copy(source, path)
    house = EchoHouse(Database(_url(path)), {code: PersonId(n) for code, n in people.items()})
    await house.channel.start(house.receive)
    yield house
    await house.channel.stop()
    await house.database.close()


@pytest.fixture
async def house(settled: tuple[Path, dict[str, int]], tmp_path: Path) -> AsyncIterator[EchoHouse]:
    async with living(settled, tmp_path) as house:
        yield house


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
