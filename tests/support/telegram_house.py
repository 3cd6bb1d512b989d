"""A house for the Telegram channel to talk to: it stores each key once, and can fail or wait."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from channels.telegram.channel import Telegram
from channels.telegram.settings import TelegramSettings
from domain.ids import OutgoingId, QuestionId
from domain.messages import Address, Incoming, Option, Outgoing
from tests.support.bot_api import BotApi, User

NOW = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)


class House:
    """What was stored, once by key; `deliveries` also counts what came again."""

    def __init__(self) -> None:
        self.stored: list[Incoming] = []
        self.deliveries: list[str] = []
        self.cannot_store: Callable[[Incoming], bool] = lambda incoming: False
        self.before_storing: Callable[[Incoming], Any] | None = None
        self._came = asyncio.Event()

    async def receive(self, incoming: Incoming) -> None:
        self.deliveries.append(incoming.key)
        if self.before_storing is not None:
            await self.before_storing(incoming)
        if self.cannot_store(incoming):
            raise OSError(f"disk full while writing {incoming.text!r}")
        if all(incoming.key != known.key for known in self.stored):
            self.stored.append(incoming)
        self._came.set()
        self._came = asyncio.Event()

    @property
    def texts(self) -> list[str]:
        return [incoming.text for incoming in self.stored]

    async def stores(self, count: int, seconds: float = 5) -> list[Incoming]:
        """Wait until so many different messages are stored."""
        async with asyncio.timeout(seconds):
            while len(self.stored) < count:
                await self._came.wait()
        return self.stored


async def until(claim: Callable[[], Any], seconds: float = 5) -> None:
    """Wait until something outside our reach is so."""
    async with asyncio.timeout(seconds):
        while not claim():  # noqa: ASYNC110 - what we wait for has no event
            await asyncio.sleep(0.005)


def settings(api: BotApi, **more: Any) -> TelegramSettings:
    """Settings for the stand-in, impatient so that tests are quick."""
    quick = {"retry_seconds": 0.02, "per_chat_second": 1000}
    poll_seconds = more.pop("poll_seconds", 5)
    made = TelegramSettings(
        _env_file=None, **{"token": api.token, "api_url": api.url, **quick, **more}
    )
    # Past the checks: a poll that returns at once is right for a test only.
    return made.model_copy(update={"poll_seconds": poll_seconds})


@asynccontextmanager
async def telegram(api: BotApi, house: House | None = None, **more: Any) -> AsyncIterator[Telegram]:
    """A running channel on the stand-in."""
    channel = Telegram(settings(api, **more), lambda: NOW)
    await channel.start((house or House()).receive)
    try:
        yield channel
    finally:
        await channel.stop()


def to(user: User, text: str, *labels: str, question: int | None = 77) -> Outgoing:
    """A message for a person, with options when labels are given."""
    return Outgoing(
        id=OutgoingId(1),
        key="k:1",
        address=Address("telegram", "424242", str(user.id)),
        text=text,
        options=tuple(Option(f"v{n}", label) for n, label in enumerate(labels)),
        question_id=QuestionId(question) if labels and question is not None else None,
    )
