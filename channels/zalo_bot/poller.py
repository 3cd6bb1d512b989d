"""Long polling, for trying things out: what people write while nobody polls is lost to us.

There is no offset and nothing to confirm, so a message that came is handed over until it is
stored; and two polls on one token would share the messages, so there is never a second.
"""

import asyncio
from typing import Any

from channels.patience import Patience
from channels.zalo_bot.api import Api
from channels.zalo_bot.failures import TIMED_OUT, Say, explain, is_final
from channels.zalo_bot.intake import Intake
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_http import Refused, ZaloError

_SPARE_SECONDS = 20  # beyond the long poll before we call it dead
_LONGEST_PAUSE = 60.0  # seconds
_AT_ONCE = 0.01  # an empty answer after less than this part of the poll was no long poll
_OTHER_RECEIVES = (
    "a webhook is set for this bot, so polling would get nothing: "
    "python -m bot zalo webhook delete, or ZALO_BOT_MODE=webhook"
)


class Poller:
    """One loop, one poll at a time, until cancelled."""

    def __init__(self, api: Api, settings: ZaloBotSettings, say: Say) -> None:
        self.handling = asyncio.Lock()  # who holds it may cancel `run` and loses no message
        self._api = api
        self._say = say
        self._poll_seconds = settings.poll_seconds
        self._patience = Patience(settings.retry_seconds, _LONGEST_PAUSE)

    async def run(self, intake: Intake) -> None:
        """Poll and hand over; returns only when Zalo refuses the token."""
        if not await self._begin(intake):
            return
        while True:
            try:
                event = await self._poll()
            except ZaloError as error:
                self._say(explain(error))
                if is_final(error):
                    return
                await self._patience.wait()
                if not await self._begin(intake):
                    return
                continue
            self._say(None)
            incoming = intake.read(event) if event is not None else None
            if incoming is not None:
                async with self.handling:
                    await intake.take_surely(incoming)

    async def _begin(self, intake: Intake) -> bool:
        """Who are we, and is polling of any use? False when Zalo refuses the token."""
        while True:
            try:
                intake.name = await display_name(self._api)
                taken = await webhook_url(self._api)
            except ZaloError as error:
                self._say(explain(error))
                if is_final(error):
                    return False
            else:
                if not taken:
                    self._say(None)
                    return True
                self._say(_OTHER_RECEIVES)
            await self._patience.wait()

    async def _poll(self) -> Any:
        """One event, or None when nobody wrote; an empty answer at once is waited for."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        asked = {"timeout": str(self._poll_seconds)}
        event = None
        try:
            event = await self._api.call(
                "getUpdates", asked, read_seconds=self._poll_seconds + _SPARE_SECONDS
            )
        except Refused as error:
            if error.code != TIMED_OUT:
                raise
        if event or loop.time() - began >= self._poll_seconds * _AT_ONCE:
            self._patience.reset()
        else:
            await self._patience.wait()
        return event


async def display_name(api: Api) -> str | None:
    """What the bot is called in Zalo, where Zalo says. Raises ZaloError."""
    me = await api.call("getMe")
    name = me.get("display_name") if isinstance(me, dict) else None
    return name if isinstance(name, str) else None


async def webhook_url(api: Api) -> str:
    """Where Zalo brings events, empty when nowhere; "none" is an error there. Raises ZaloError."""
    try:
        info = await api.call("getWebhookInfo")
    except Refused as error:
        if error.by_zalo and error.code == 404:
            return ""
        raise
    return str(info.get("url") or "") if isinstance(info, dict) else ""
