"""What tests of channels share."""

from collections.abc import AsyncIterator

import pytest

from tests.support.bot_api import BotApi
from tests.support.telegram_house import House
from tests.support.zalo_server import ZaloServer


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A local stand-in for Telegram's servers."""
    async with BotApi() as running:
        yield running


@pytest.fixture
def house() -> House:
    """What stands behind a channel."""
    return House()


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloServer]:
    """A local stand-in for Zalo's servers."""
    async with ZaloServer() as running:
        yield running
