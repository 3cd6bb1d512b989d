"""A post office on SQLite with channels that fail when told to."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.base import Database
from tests.support.post import Post
from tests.support.town import Town


@pytest.fixture
async def file_database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """SQLite only, where the other database would say the same a second time."""
    path = tmp_path / "post.sqlite3"
    shutil.copy(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    yield database
    await database.close()


@pytest.fixture
async def post(file_database: Database) -> Post:
    """The residents have moved in; nobody has joined."""
    return await Post(file_database).open()


@pytest.fixture
async def town(database: Database) -> Town:
    """The small named world, awake on a Monday in November."""
    town = Town(database)
    await town.wake()
    return town
