"""One bot of Zalo's platform put together: polling or webhook in, plain text out."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web

from channels.base import Allowance, Bill, Pace, Receive
from channels.patience import end_gently
from channels.zalo_bot.api import Api
from channels.zalo_bot.failures import Say
from channels.zalo_bot.intake import Intake
from channels.zalo_bot.poller import Poller
from channels.zalo_bot.send import Sender, pieces
from channels.zalo_bot.settings import BotAccount, ZaloBotSettings
from channels.zalo_bot.translate import CHANNEL
from channels.zalo_bot.webhook import Webhook
from domain.messages import Outgoing

_log = logging.getLogger(__name__)


class ZaloBot:
    """One bot; a deployment may have several. `trouble` is what an operator should see, or None.

    In webhook mode add `webhook_routes()` to the web application before that starts.
    """

    name = CHANNEL
    repeatable = False  # Zalo has no key against sending twice

    def __init__(
        self, settings: ZaloBotSettings, account: BotAccount, now: Callable[[], datetime]
    ) -> None:
        """`now` is the house's clock."""
        self.bot = account.id
        self.pace = Pace(settings.per_second, settings.per_chat_second, settings.at_once)
        self.allowance = Allowance(settings.monthly_limit, settings.user_limit)
        self._settings = settings
        self._now = now
        self._troubles: dict[str, str] = {}
        self._api = Api(
            settings.api_url,
            account.token,
            connect_seconds=settings.connect_seconds,
            read_seconds=settings.read_seconds,
        )
        self._sender = Sender(self._api, settings, self._says_of("sending"), now)
        self._wire = self._make_wire(self._says_of("receiving"))
        self._task: asyncio.Task[None] | None = None

    def _make_wire(self, say: Say) -> Poller | Webhook:
        if self._settings.mode == "webhook":
            return Webhook(self._api, self._settings, self.bot, say)
        return Poller(self._api, self._settings, say)

    @property
    def trouble(self) -> str | None:
        """What keeps messages from coming in or going out; None when all is well."""
        return "; ".join(self._troubles.values()) or None

    async def open(self) -> None:
        """Open connections, for sending only. Repeatable."""
        self._api.open()

    async def start(self, receive: Receive) -> None:
        """Begin in the background and return at once: a network that is down delays nobody."""
        await self.open()
        intake = Intake(self.bot, receive, self._now, self._settings.retry_seconds)
        self._task = asyncio.create_task(self._wire.run(intake))
        self._task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Take no more, let the message in hand be stored, close connections. Repeatable.

        The webhook stays as it is: it is set and deleted by hand.
        """
        task, self._task = self._task, None
        await end_gently(task, self._wire.handling)
        await self._api.close()

    async def send(self, message: Outgoing) -> str:
        """Deliver one message in as many parts as needed; the id of the last. Raises SendError."""
        return await self._sender.send(message)

    def bill(self, message: Outgoing, silent_for: timedelta | None) -> Bill:
        """How many of the month's messages sending takes."""
        return Bill("message", len(pieces(message.text, self._settings)), 0)

    def webhook_routes(self) -> list[web.RouteDef]:
        """Routes for the web application; none when polling."""
        return self._wire.routes() if isinstance(self._wire, Webhook) else []

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A defect must not end the receiving in silence."""
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.critical("Zalo is no longer received", exc_info=error)
            kind = type(error).__name__
            self._troubles["receiving"] = f"receiving broke ({kind}): restart and report it"

    def _says_of(self, subject: str) -> Say:
        """Keeps and logs a change of trouble with one subject, not each repetition."""

        def say(trouble: str | None) -> None:
            if trouble == self._troubles.get(subject):
                return
            if trouble is None:
                del self._troubles[subject]
                _log.info("Zalo is well again (%s)", subject)
            else:
                self._troubles[subject] = trouble
                _log.error("%s", trouble)

        return say
