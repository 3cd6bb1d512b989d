"""Events that Zalo brings: a route that answers 200 only after the house has stored them.

Nobody has written down whether Zalo tries again, so a message that cannot be stored now is kept
and stored later, and a second copy is known by its id.
"""

import asyncio
import hmac
import json
import logging
from weakref import WeakValueDictionary

from aiohttp import web
from pydantic import SecretStr
from yarl import URL

from channels.patience import Patience
from channels.zalo_bot.api import Api
from channels.zalo_bot.failures import Say, explain, is_final
from channels.zalo_bot.intake import Intake
from channels.zalo_bot.poller import display_name, webhook_url
from channels.zalo_bot.settings import ZaloBotSettings
from channels.zalo_http import ZaloError
from domain.messages import Incoming

SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
MOST_BYTES = 64 * 1024  # of one event; Zalo's are below half a kilobyte
_LONGEST_PAUSE = 60.0  # seconds
_LAST_CHANCE_SECONDS = 5.0
_NOT_OURS = (
    "Zalo does not bring this bot's messages here: "
    "python -m bot zalo webhook info shows where to, and ... webhook set puts it right"
)

_log = logging.getLogger(__name__)


class Webhook:
    """The route of one bot; unless `run` runs, Zalo is told that we are not there."""

    def __init__(self, api: Api, settings: ZaloBotSettings, bot: str, say: Say) -> None:
        # Never held: a request in hand is ended by the web server's own shutdown.
        self.handling = asyncio.Lock()
        self.url = settings.webhook_of(bot)
        self._api = api
        self._say = say
        self._secret = settings.webhook_secret or SecretStr("")
        self._retry_seconds = settings.retry_seconds
        self._intake: Intake | None = None
        self._chats: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._heard = False  # anything that proved itself
        self._late: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.RouteDef]:
        """To be added to the house's web application before it starts."""
        return [web.post(URL(self.url).path, self._answer)]

    async def run(self, intake: Intake) -> None:
        """Take events until cancelled; the webhook itself is set by hand, never here."""
        self._intake = intake
        try:
            await self._look(intake)
            await asyncio.Event().wait()
        finally:
            self._intake = None
            await self._end_late()

    async def _end_late(self) -> None:
        """What could not be stored gets a last chance."""
        if not self._late:
            return
        _, lost = await asyncio.wait(self._late, timeout=_LAST_CHANCE_SECONDS)
        for task in lost:
            task.cancel()
        await asyncio.gather(*lost, return_exceptions=True)
        if lost:
            _log.error("%s messages could not be stored and are lost", len(lost))

    async def _look(self, intake: Intake) -> None:
        """Learn our name, and say so while Zalo brings messages elsewhere."""
        patience = Patience(self._retry_seconds, _LONGEST_PAUSE)
        while True:
            try:
                intake.name = await display_name(self._api)
                ours = await webhook_url(self._api) == self.url
            except ZaloError as error:
                self._say(explain(error))
                if is_final(error):
                    return
            else:
                ours |= self._heard  # whatever Zalo says about it
                self._say(None if ours else _NOT_OURS)
                if ours:
                    return
            await patience.wait()

    async def _answer(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > MOST_BYTES:
            return web.Response(status=413)
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        secret = self._secret.get_secret_value().encode()
        if not secret or not hmac.compare_digest(shown, secret):
            return web.Response(status=403)
        if self._intake is None:
            return web.Response(status=503)
        # What proves itself is answered 200 even when it is no event, such as Zalo's own probes.
        incoming = self._intake.read(_json(await request.clone(client_max_size=MOST_BYTES).read()))
        if incoming is not None:
            self._heard = True
            self._say(None)
        if incoming is None or await self._take(self._intake, incoming):
            return web.json_response({"message": "Success"})
        return web.Response(status=500)

    async def _take(self, intake: Intake, incoming: Incoming) -> bool:
        async with self._chats.setdefault(incoming.address.chat, asyncio.Lock()):
            if await intake.take(incoming):
                return True
        task = asyncio.create_task(intake.take_surely(incoming))
        self._late.add(task)
        task.add_done_callback(self._late.discard)
        return False


def _json(body: bytes) -> object:
    try:
        found: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found
