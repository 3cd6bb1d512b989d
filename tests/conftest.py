"""What every test may ask for: an empty migrated database, golden texts, no orphaned tasks."""

import asyncio
import gc
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from bot import logs
from db import migrate
from db.base import Database
from tests.support.golden import Golden
from tests.support.postgres import NoPostgres, Postgres

GOLDEN = Path(__file__).parent / "golden"
TEMPLATE = "template_of_tests"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden texts instead of comparing"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "both_databases: a conversation worth playing on PostgreSQL too"
    )
    config.addinivalue_line("markers", "two_channels: the town has a second network")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of a `database` run on both kinds; of the conversations only some on both every time.

    The others are played on PostgreSQL with the slow tests.
    """
    if "ground" not in metafunc.fixturenames:
        return
    both = metafunc.definition.get_closest_marker("both_databases")
    marks = [pytest.mark.postgres]
    if not both and "town" in metafunc.fixturenames:
        marks.append(pytest.mark.slow)
    kinds = [pytest.param("sqlite"), pytest.param("postgres", marks=marks)]
    metafunc.parametrize("ground", kinds, indirect=True)


def _migrated(url: str) -> None:
    async def make() -> None:
        database = Database(url)
        await migrate.upgrade(database)
        await database.close()

    asyncio.run(make())


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A running server with a migrated template database; skipped, or failed when required."""
    server = None
    try:
        server = Postgres()
        server.start()
    except NoPostgres as problem:
        if server is not None:
            server.stop()
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(f"REQUIRE_POSTGRES=1, but no server: {problem}")
        pytest.skip(f"no PostgreSQL: {problem}")
    try:
        asyncio.run(admin(server, f"CREATE DATABASE {TEMPLATE}"))
        _migrated(server.url(TEMPLATE))
        yield server
    finally:
        server.stop()


async def admin(server: Postgres, statement: str) -> None:
    """Say something to a server that makes or drops a database."""
    connection = await asyncpg.connect(host=str(server.folder), user="postgres")
    await connection.execute(statement)
    await connection.close()


@dataclass(frozen=True)
class Ground:
    """Where a test's own database can be made: beside a SQLite template, or on a server."""

    template: Path | None = None
    server: Postgres | None = None


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground:
    """The template or the server, made before any loop of a test runs."""
    if request.param == "sqlite":
        return Ground(template=request.getfixturevalue("sqlite_template"))
    return Ground(server=request.getfixturevalue("postgres_server"))


@pytest.fixture
async def database(ground: Ground, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty migrated database of the test's own, on SQLite and again on PostgreSQL."""
    if ground.server is None:
        assert ground.template is not None
        path = tmp_path / "chibo.sqlite3"
        shutil.copy(ground.template, path)
        database = Database(f"sqlite:///{path}")
        yield database
        await database.close()
        return
    name = f"test_{os.urandom(6).hex()}"
    await admin(ground.server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    database = Database(ground.server.url(name))
    yield database
    await database.close()
    await admin(ground.server, f"DROP DATABASE {name} WITH (FORCE)")


class _Orphans(logging.Handler):
    """Collects what asyncio says about tasks and callbacks whose exception nobody looked at."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.heard.append(f"{record.getMessage().splitlines()[0]}: {error!r}")


@pytest.fixture(autouse=True)
def no_orphans() -> Iterator[None]:
    """A task that raised while nobody waited for it fails the test that started it."""
    orphans = _Orphans()
    logger = logging.getLogger("asyncio")
    logger.addHandler(orphans)
    yield
    gc.collect(1)  # a task speaks up when it is collected
    logger.removeHandler(orphans)
    assert not orphans.heard, orphans.heard


@pytest.fixture(autouse=True)
def logging_restored() -> Iterator[None]:
    """What a command set up ends with its test: its stream is that test's captured output."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, was in quiet.items():
        logging.getLogger(name).setLevel(was)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str], Golden]:
    """`assert said == golden("visits.declined")`; `--update-golden` rewrites the file."""
    rewriting = bool(request.config.getoption("--update-golden"))
    return lambda name: Golden.read(GOLDEN / f"{name}.txt", rewriting=rewriting)
