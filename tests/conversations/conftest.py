"""The town of each conversation."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.base import Database
from tests.support.town import Published, Town


@pytest.fixture(scope="session")
def published_december(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Published:
    """The town after its approval, to be copied."""
    file = tmp_path_factory.mktemp("town") / "published.sqlite3"
    shutil.copy(sqlite_template, file)
    return asyncio.run(Published.make(file))


@pytest.fixture
def published(request: pytest.FixtureRequest) -> Published | None:
    """The copy, where the database is a file; on a server the approval is played each time."""
    if request.node.get_closest_marker("postgres") is not None:
        return None
    december: Published = request.getfixturevalue("published_december")
    return december


@pytest.fixture
async def town(
    request: pytest.FixtureRequest, database: Database, published: Published | None
) -> AsyncIterator[Town]:
    """The small named world, awake on a Monday in November.

    A defect the house caught and survived still fails the test, unless the test takes it out of
    `town.defects`.
    """
    channels = 2 if request.node.get_closest_marker("two_channels") else 1
    town = Town(database, channels=channels, published=published)
    listener = _Listener(town)
    logging.getLogger().addHandler(listener)
    await town.wake()
    yield town
    logging.getLogger().removeHandler(listener)
    assert not town.defects, town.defects


class _Listener(logging.Handler):
    def __init__(self, town: Town) -> None:
        super().__init__(logging.ERROR)
        self._town = town

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self._town.defects.append(f"{record.name}: {record.getMessage()}: {error!r}")
