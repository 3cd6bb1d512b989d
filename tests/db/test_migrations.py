"""Migrations on both databases: from nothing to the newest tables, back to nothing, and again."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from db import migrate, outbox, tables
from db.base import Database
from domain.ids import PersonId
from domain.messages import Words
from tests.conftest import Ground
from tests.support.residents import settle

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def empty(ground: Ground, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without a single table."""
    if ground.server is None:
        database = Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield database
        await database.close()
        return
    name = f"empty_{os.urandom(6).hex()}"
    admin = await asyncpg.connect(host=str(ground.server.folder), user="postgres")
    await admin.execute(f"CREATE DATABASE {name}")
    database = Database(ground.server.url(name))
    yield database
    await database.close()
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.close()


async def names(database: Database) -> set[str]:
    return set(await database.run(lambda it: inspect(it).get_table_names()))


async def down(database: Database) -> None:
    def run(connection: Connection) -> None:
        command.downgrade(migrate.alembic_config(connection), "base")

    await migrate.in_one_transaction(database, run)


async def differences(database: Database) -> list[object]:
    """What autogenerate would still change: what `alembic check` complains about."""

    def compare(connection: Connection) -> list[object]:
        def tells(_: object, name: str | None, *__: object) -> bool:
            # SQLite does not say in which direction a column of an index goes
            return connection.dialect.name != "sqlite" or name != "ix_outgoing_next"

        opts = {"compare_type": True, "include_object": tells}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, tables.metadata))

    return await database.run(compare)


async def test_up_from_nothing_gives_exactly_the_models(empty: Database) -> None:
    assert await migrate.current(empty) is None
    assert await migrate.upgrade(empty) is True
    assert await migrate.current(empty) == migrate.newest()
    assert await names(empty) == set(tables.metadata.tables) | {"alembic_version"}
    assert await differences(empty) == []
    assert await migrate.upgrade(empty) is False


async def test_down_to_nothing_and_up_again(empty: Database) -> None:
    await migrate.upgrade(empty)
    await down(empty)
    assert await names(empty) == {"alembic_version"}
    if not empty.is_sqlite:
        async with empty.read() as session:
            left = await session.scalar(
                text("SELECT count(*) FROM pg_type WHERE typtype = 'e' OR typname LIKE 'ix_%'")
            )
        assert left == 0
    assert await migrate.upgrade(empty) is True
    assert await differences(empty) == []


async def test_tables_are_altered_while_rows_point_to_them(database: Database) -> None:
    """A district in use goes back to before a step that alters a table, and forward again."""
    async with database.begin() as session:
        await settle(session, datetime(2026, 11, 1, 2, 0, tzinfo=UTC))
        for person in range(1, 4):
            await outbox.queue(
                session,
                key=f"k{person}",
                kind="reminder",
                person_id=PersonId(person),
                content=Words("Họp"),
                now=datetime(2026, 11, 2, 2, 0, tzinfo=UTC),
            )

    def back(connection: Connection) -> bool:
        command.downgrade(migrate.alembic_config(connection), "0009")
        return True

    assert await migrate.in_one_transaction(database, back)
    assert await migrate.upgrade(database) is True
    assert await differences(database) == []
    async with database.begin() as session:
        for table in ("outgoing", "outgoing_events"):
            assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 3
        if database.is_sqlite:
            assert await session.scalar(text("PRAGMA foreign_keys")) == 1


async def test_the_comparison_sees_a_difference(empty: Database) -> None:
    await migrate.upgrade(empty)
    async with empty.begin() as session:
        await session.execute(text("ALTER TABLE outgoing ADD COLUMN stray INTEGER"))
    assert any("stray" in str(change) for change in await differences(empty))


MIGRATE = """
import asyncio, sys
from db import migrate
from db.base import Database

async def main():
    database = Database(sys.argv[1])
    print(await migrate.upgrade(database))
    await database.close()

asyncio.run(main())
"""


async def test_two_processes_that_start_at_once_migrate_once(empty: Database) -> None:
    """The second waits and finds the tables there; it does not fail half way."""
    url = empty.url.render_as_string(hide_password=False)
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", MIGRATE, url, cwd=ROOT, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    said = [(await process.communicate())[0].decode().strip() for process in processes]
    assert sorted(said) == ["False", "True"]
    assert await differences(empty) == []


def test_there_is_one_line_of_revisions_and_newest_knows_its_end() -> None:
    scripts = ScriptDirectory.from_config(migrate.alembic_config())
    assert scripts.get_heads() == [migrate.newest()]
    assert len(scripts.get_bases()) == 1
    assert all(script.doc for script in scripts.walk_revisions())


def test_every_module_with_tables_is_among_the_tables() -> None:
    folder = Path(migrate.__file__).parent
    with_tables = {
        file.stem for file in folder.glob("*.py") if "__tablename__ = " in file.read_text("utf-8")
    }
    assert with_tables <= set(tables.__all__)
