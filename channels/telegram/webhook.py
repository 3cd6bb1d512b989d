"""Updates that Telegram brings: a route that answers 200 only after the house has stored them."""

import asyncio
import hmac
import logging
import secrets
from weakref import WeakValueDictionary

from aiohttp import web
from telegram import Bot
from yarl import URL

from channels.telegram.failures import Say, insist
from channels.telegram.intake import Intake
from channels.telegram.settings import TelegramSettings
from channels.telegram.translate import WANTED_UPDATES, Taken

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MOST_BYTES = 256 * 1024  # of one update; Telegram's are a few kilobytes

_log = logging.getLogger(__name__)


class Webhook:
    """The route of one bot; unless `run` runs, Telegram is told to come again."""

    def __init__(self, bot: Bot, settings: TelegramSettings, say: Say) -> None:
        # Never held: a request in hand is ended by the web server's own shutdown.
        self.handling = asyncio.Lock()
        self._bot = bot
        self._say = say
        self._settings = settings
        given = settings.webhook_secret
        # Without one in the settings, a new one at each start: it is only for Telegram to know.
        self._secret = given.get_secret_value() if given else secrets.token_urlsafe(32)
        self._intake: Intake | None = None
        # Telegram brings the updates of one chat one by one; a repeated one may overlap.
        self._chats: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def routes(self) -> list[web.RouteDef]:
        """To be added to the house's web application before it starts."""
        return [web.post(URL(self._settings.webhook_url or "").path, self._answer)]

    async def run(self, intake: Intake) -> None:
        """Take updates until cancelled; Telegram keeps those that come later for a day."""
        self._intake = intake
        try:
            if await insist(self._register, self._say, self._settings.retry_seconds):
                await asyncio.Event().wait()
        finally:
            self._intake = None

    async def _register(self) -> bool:
        return await self._bot.set_webhook(
            self._settings.webhook_url or "",
            secret_token=self._secret,
            allowed_updates=WANTED_UPDATES,
            max_connections=self._settings.at_once,
        )

    async def _answer(self, request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret.encode()):
            return web.Response(status=403)
        if self._intake is None:
            return web.Response(status=503)
        try:
            update = await request.clone(client_max_size=MOST_BYTES).json()
        except ValueError:
            return web.Response(status=400)
        taken = self._intake.read(update)
        return web.Response(status=await self._take(self._intake, taken) if taken else 200)

    async def _take(self, intake: Intake, taken: Taken) -> int:
        """200 when stored; 500 makes Telegram bring the update again."""
        async with self._chats.setdefault(taken.incoming.address.chat, asyncio.Lock()):
            try:
                await intake.take(taken)
            except Exception as error:
                # Only the kind: a database's message repeats the text it could not store.
                kind = type(error).__name__
                _log.error("update %s was not stored: %s", taken.incoming.key, kind)
                return 500
        return 200
