"""The town of each conversation."""

import pytest

from db.base import Database
from tests.support.town import Town


@pytest.fixture
async def town(database: Database) -> Town:
    """The small named world, awake on a Monday in November."""
    town = Town(database)
    await town.wake()
    return town
