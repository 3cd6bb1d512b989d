"""The Telegram channel put together: one bot, polling or webhook in, plain text out."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from channels.base import MakeFile, MenuEntry, Pace, Receive
from channels.patience import end_gently
from channels.telegram.failures import explain
from channels.telegram.intake import Intake
from channels.telegram.poller import Poller
from channels.telegram.request import AiohttpRequest
from channels.telegram.send import Sender
from channels.telegram.settings import TelegramSettings
from channels.telegram.translate import CHANNEL
from channels.telegram.webhook import Webhook
from domain.messages import Address, Outgoing

_log = logging.getLogger(__name__)

# At DEBUG these write addresses, which contain the token, and the texts of messages.
for _name in ("telegram", "httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class BotAccount:
    """The bot as Telegram knows it; the username (without @) makes deep links."""

    id: str
    username: str


class TelegramTrouble(Exception):
    """Telegram does not accept us or cannot be reached; the message says what to do."""


class Telegram:
    """One Telegram bot. `trouble` is what an operator should see, None when all is well.

    In webhook mode add `webhook_routes()` to the web application before that starts.
    """

    name = CHANNEL
    repeatable = False  # Telegram has no key against sending twice

    def __init__(self, settings: TelegramSettings, now: Callable[[], datetime]) -> None:
        """`now` is the house's clock. Raises ValueError without a token."""
        if settings.token is None:
            raise ValueError("TELEGRAM_TOKEN is not set")
        token = settings.token.get_secret_value()
        proxy = settings.proxy.get_secret_value() if settings.proxy else None
        self.bot = token.partition(":")[0]
        self.pace = Pace(settings.per_second, settings.per_chat_second, settings.at_once)
        self.trouble: str | None = None
        self._settings = settings
        self._now = now
        self._http = AiohttpRequest(settings.connect_seconds, settings.read_seconds, proxy)
        self._telegram = Bot(
            token,
            base_url=f"{settings.api_url.rstrip('/')}/bot",
            request=self._http,
            get_updates_request=self._http,
        )
        self._sender = Sender(self._telegram, 1 / settings.per_chat_second)
        self._wire = self._make_wire()
        self._intake: Intake | None = None
        self._task: asyncio.Task[None] | None = None

    def _make_wire(self) -> Poller | Webhook:
        if self._settings.mode == "webhook":
            return Webhook(self._telegram, self._settings, self._say)
        return Poller(self._telegram, self._settings, self._say)

    async def open(self) -> None:
        """Open connections, for sending only. Repeatable."""
        await self._http.initialize()

    async def start(self, receive: Receive) -> None:
        """Begin in the background and return at once: a blocked network delays nobody's start."""
        await self.open()
        self._intake = Intake(self._telegram, self.bot, receive, self._now)
        self._task = asyncio.create_task(self._wire.run(self._intake))
        self._task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Take no more, let the messages in hand be stored, close connections. Repeatable.

        A house that hangs is left after ten seconds: its message is not confirmed and comes again.
        """
        task, self._task = self._task, None
        await end_gently(task, self._wire.handling)
        if self._intake is not None:
            await self._intake.stop()
        await self._http.shutdown()

    async def send(self, message: Outgoing) -> str:
        """Deliver one message in as many parts as needed; the id of the last. Raises SendError."""
        return await self._sender.send(message)

    async def send_file(self, message: Outgoing, make: MakeFile) -> str:
        """Deliver the file of a message; the id. Raises SendError, and what `make` raises."""
        return await self._sender.send_file(message, await make())

    async def show_menu(self, address: Address, entries: tuple[MenuEntry, ...]) -> None:
        """Replace the command menu of one chat; a failure is logged and forgotten."""
        commands = [BotCommand(entry.name, entry.summary[:256]) for entry in entries]
        try:
            scope = BotCommandScopeChat(address.chat)
            await self._telegram.set_my_commands(commands, scope)
        except (TelegramError, ValueError) as error:
            _log.warning("the menu of a chat was not set: %s", error)

    async def get_me(self) -> BotAccount:
        """Who Telegram says we are; works without `start`, then `stop`. Raises TelegramTrouble."""
        await self._http.initialize()
        try:
            me = await self._telegram.get_me()
        except TelegramError as error:
            trouble = explain(error)
        else:
            return BotAccount(str(me.id), me.username or "")
        raise TelegramTrouble(trouble)

    async def webhook_url(self) -> str:
        """Where Telegram brings updates now, empty when it waits to be asked.

        Works like `get_me`. Raises TelegramTrouble.
        """
        await self._http.initialize()
        try:
            return (await self._telegram.get_webhook_info()).url
        except TelegramError as error:
            trouble = explain(error)
        raise TelegramTrouble(trouble)

    def webhook_routes(self) -> list[web.RouteDef]:
        """Routes for the web application; none when polling."""
        return self._wire.routes() if isinstance(self._wire, Webhook) else []

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A defect must not end the receiving in silence."""
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.critical("Telegram is no longer received", exc_info=error)
            self.trouble = f"receiving broke ({type(error).__name__}): restart and report it"

    def _say(self, trouble: str | None) -> None:
        """Keep and log a change of trouble, not each repetition."""
        if trouble == self.trouble:
            return
        self.trouble = trouble
        if trouble is None:
            _log.info("Telegram is well again")
        else:
            _log.error("%s", trouble)
