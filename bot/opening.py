"""Reading settings and opening the database for a subcommand; what is wrong is one line each."""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError
from pydantic_settings import BaseSettings

from bot.errors import NOT_DONE, CannotStart
from db import migrate
from db.base import Database, Unreachable
from texts import operator as words

S = TypeVar("S", bound=BaseSettings)


def settings(kind: type[S]) -> S:
    """The settings of one class from the environment and `.env`. Raises CannotStart."""
    try:
        return kind()
    except ValidationError as error:
        prefix = str(kind.model_config.get("env_prefix", ""))
        raise CannotStart(words.bad_settings(problems(error, prefix))) from None
    except UnicodeDecodeError:
        raise CannotStart(words.settings_not_utf8()) from None
    except OSError:
        raise CannotStart(words.settings_closed()) from None


def problems(error: ValidationError, prefix: str) -> Sequence[tuple[str, str]]:
    """(setting as it is written in `.env`, what is wrong) each; never the value, it may be secret.

    A rule about several settings together has no name of its own and says theirs.
    """
    return [
        (
            prefix + "_".join(map(str, one["loc"])).upper() if one["loc"] else "",
            one["msg"].removeprefix("Value error, "),
        )
        for one in error.errors(include_input=False, include_url=False)
    ]


def database(url: str) -> Database:
    """The database of this address, not yet connected. Raises CannotStart."""
    try:
        return Database(url)
    except Exception as error:  # whatever SQLAlchemy or the file system says of a bad address
        raise CannotStart(words.bad_database(type(error).__name__)) from None


def closed_to_us(opened: Database) -> Path | None:
    """Of the file of an SQLite database, what lies beside it and its folder: one we may not write.

    None when all may be written, and for a server.
    """
    if not opened.is_sqlite:
        return None
    file = Path(str(opened.url.database)).absolute()
    needed = file.parent, file, Path(f"{file}-wal"), Path(f"{file}-shm")
    as_we_are = os.access in os.supports_effective_ids
    closed = (
        path
        for path in needed
        if path.exists() and not os.access(path, os.W_OK, effective_ids=as_we_are)
    )
    return next(closed, None)


async def reach(opened: Database) -> None:
    """Connect once. Raises CannotStart when the database does not answer, or may not be written."""
    if (closed := closed_to_us(opened)) is not None:
        raise CannotStart(words.not_ours(str(closed)), NOT_DONE)
    try:
        await opened.answers()
    except Unreachable as error:
        raise CannotStart(words.no_database(error.kind), NOT_DONE) from None


@asynccontextmanager
async def closing(url: str) -> AsyncIterator[Database]:
    """The database of this address, not yet connected, closed at the end. Raises CannotStart."""
    opened = database(url)
    try:
        yield opened
    finally:
        await opened.close()


@asynccontextmanager
async def migrated(url: str) -> AsyncIterator[Database]:
    """The same, connected, with the newest tables. Raises CannotStart."""
    async with closing(url) as opened:
        await reach(opened)
        await migrate.upgrade(opened)
        yield opened


@asynccontextmanager
async def as_it_is(url: str, *, newest: bool = False) -> AsyncIterator[Database]:
    """A database that is there, with tables, and is not brought up to date. Raises CannotStart.

    `newest`: its tables must be those of this version.
    """
    async with closing(url) as opened:
        if not opened.exists:
            raise CannotStart(words.nothing_there(), NOT_DONE)
        await reach(opened)
        found = await migrate.current(opened)
        if found is None:
            raise CannotStart(words.nothing_there(), NOT_DONE)
        if newest and found != migrate.newest():
            raise CannotStart(words.older_tables(), NOT_DONE)
        yield opened
