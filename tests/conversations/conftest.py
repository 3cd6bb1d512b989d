"""The town of each conversation."""

import logging
from collections.abc import AsyncIterator

import pytest

from db.base import Database
from tests.support.town import Town


@pytest.fixture
async def town(database: Database) -> AsyncIterator[Town]:
    """The small named world, awake on a Monday in November.

    A defect the house caught and survived still fails the test, unless the test takes it out of
    `town.defects`.
    """
    town = Town(database)
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
