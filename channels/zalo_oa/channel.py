"""An Official Account put together: webhook in, texts inside the window and templates out."""

import asyncio
import logging
import unicodedata
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from aiohttp import web

from channels.base import Allowance, Bill, Failure, Pace, Receive, SendError
from channels.split import PARAGRAPHS_THEN_WORDS, parts
from channels.zalo_http import ZaloError
from channels.zalo_oa.api import OaApi
from channels.zalo_oa.failures import explain, send_error
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import TokenStore
from channels.zalo_oa.translate import CHANNEL
from channels.zalo_oa.webhook import Receipts, Webhook
from domain.messages import Outgoing

_log = logging.getLogger(__name__)
FREE, PAID, TEMPLATE = "free", "paid", "template"
FREE_SPAN = timedelta(hours=48)
_RENEW_EVERY = 3600.0  # seconds


class ZaloOa:
    """One Official Account. `trouble` is what an operator should see, None when all is well.

    A chat that begins with `+` is a phone number: it gets the approved template, nothing else.
    """

    name = CHANNEL
    repeatable = False
    window = timedelta(days=7)  # how long after somebody's last word we may write to them

    def __init__(
        self,
        settings: ZaloOaSettings,
        store: TokenStore,
        receipts: Receipts,
        now: Callable[[], datetime],
    ) -> None:
        """`now` is the house's clock."""
        self.bot = settings.id or ""
        self.pace = Pace(settings.per_second, settings.per_chat_second, settings.at_once)
        self.allowance = Allowance(money=settings.monthly_budget)
        self.knocks = settings.template is not None  # whether it can reach a phone number
        self.trouble: str | None = None
        self._settings = settings
        self._api = OaApi(settings, store, now)
        self._webhook = Webhook(settings, now, receipts)
        self._renewing: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open connections, for sending only. Repeatable."""
        self._api.open()

    async def start(self, receive: Receive) -> None:
        """Begin, and look after the tokens in the background: they live a day."""
        await self.open()
        self._webhook.open(receive)
        self._renewing = asyncio.create_task(self._renew())

    async def stop(self) -> None:
        """Take no more, let the messages in hand be stored, close connections. Repeatable."""
        await self._webhook.close()
        task, self._renewing = self._renewing, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await self._api.close()

    async def send(self, message: Outgoing) -> str:
        """Deliver one message in as many parts as needed; the id of the last. Raises SendError."""
        if message.address.chat.startswith("+"):
            return await self._sent(
                self._api.knock(message.address.chat, message.text, f"chibo-{message.id}")
            )
        texts = self._pieces(message.text)
        sent = ""
        for number, text in enumerate(texts, start=1):
            if number > 1:
                await asyncio.sleep(1 / self._settings.per_chat_second)
            try:
                sent = await self._sent(self._api.consult(message.address.chat, text))
            except SendError as error:
                if number == 1:
                    raise
                reason = f"part {number} of {len(texts)}: {error.reason}"
                raise SendError(Failure.UNKNOWN, reason) from None
        return sent

    async def _sent(self, call: Awaitable[str]) -> str:
        try:
            number = await call
        except ZaloError as error:
            failure = send_error(error)
            if failure.failure in (Failure.QUOTA, Failure.PASSING):  # what is tried again
                self._say(explain(error))
        else:
            self._say(None)
            return number
        raise failure

    def bill(self, message: Outgoing, silent_for: timedelta | None) -> Bill:
        """What sending costs; `silent_for` is how long ago the person last wrote."""
        if message.address.chat.startswith("+"):
            return Bill(TEMPLATE, 1, self._settings.price_template)
        count = len(self._pieces(message.text))
        if silent_for is not None and silent_for <= FREE_SPAN:
            return Bill(FREE, count, 0)
        return Bill(PAID, count, count * self._settings.price_paid)

    def webhook_routes(self) -> list[web.RouteDef]:
        """Routes for the web application."""
        return self._webhook.routes()

    def _pieces(self, text: str) -> list[str]:
        composed = unicodedata.normalize("NFC", text)
        return parts(composed, self._settings.part_units, PARAGRAPHS_THEN_WORDS)

    async def _renew(self) -> None:
        """Keep the tokens alive also when nothing is sent for days."""
        while True:
            try:
                await self._api.keeper.access()
            except ZaloError as error:
                self._say(explain(error))
            await asyncio.sleep(_RENEW_EVERY)

    def _say(self, trouble: str | None) -> None:
        """Keep and log a change of trouble, not each repetition."""
        if trouble == self.trouble:
            return
        self.trouble = trouble
        if trouble is None:
            _log.info("the Official Account is well again")
        else:
            _log.error("%s", trouble)
