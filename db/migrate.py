"""Bringing a database to the newest tables, and saying how far it is from them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, inspect, text

from db import local
from db.base import Database, Session, dialect_of

T = TypeVar("T")

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 339_2025  # any number, as long as every process of ours uses the same


def newest() -> str:
    """The revision the code expects, read from the file names (Alembic is slow to import)."""
    return max(path.stem for path in (SCRIPTS / "versions").glob("[0-9]*.py"))[:4]


async def current(database: Database) -> str | None:
    """The revision the database is at; None when it is empty."""
    return await database.run(_current)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


async def upgrade(database: Database) -> bool:
    """Migrate to the newest revision; False when there was nothing to do."""
    if await current(database) == newest():
        return False
    return await in_one_transaction(database, _upgrade)


async def in_one_transaction(database: Database, work: Callable[[Connection], T]) -> T:
    """Change tables as migrations do: all or nothing.

    SQLite alters a table by copying and dropping it, which its foreign keys forbid while rows
    point there: they rest meanwhile, and are checked before the commit.
    """

    def whole(connection: Connection) -> T:
        sqlite = connection.dialect.name == "sqlite"
        driver = local.driver(connection)
        if sqlite:  # only outside a transaction
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if sqlite:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                done = work(connection)
                _check_foreign_keys(connection)
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")
        return done

    return await database.run(whole)


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        assert not broken, f"{len(broken)} rows point nowhere, first in {broken[0][0]}"


async def one_at_a_time(session: Session) -> None:
    """Wait for other processes that bring this database up to date; SQLite makes them wait."""
    if dialect_of(session) == "postgresql":
        await session.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def _upgrade(connection: Connection) -> bool:
    from alembic import command

    if connection.dialect.name == "postgresql":  # SQLite lets one writer in anyway
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    if _current(connection) == newest():  # another process was faster
        return False
    command.upgrade(alembic_config(connection), "head")
    return True


def alembic_config(connection: Connection | None = None):  # type: ignore[no-untyped-def]
    """Alembic's configuration, without an ini file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
