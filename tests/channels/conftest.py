"""What tests of channels share."""

from collections.abc import AsyncIterator

import pytest

from tests.support.bot_api import BotApi
from tests.support.telegram_house import House
from tests.support.zalo_server import Knobs, ZaloServer


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A local stand-in for Telegram's servers."""
    async with BotApi() as running:
        yield running


@pytest.fixture
def house() -> House:
    """What stands behind a channel."""
    return House()


@pytest.fixture(params=[False, True], ids=["200", "mirrored"])
async def zalo(request: pytest.FixtureRequest) -> AsyncIterator[ZaloServer]:
    """A local stand-in for Zalo, whose errors come with status 200, or with their own."""
    async with ZaloServer(Knobs(mirror_http_status=request.param)) as running:
        yield running
