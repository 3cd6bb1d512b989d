"""Events Zalo brings to an Official Account: signed, stored, and answered within two seconds."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web
from pydantic import SecretStr
from yarl import URL

from channels.base import Receive
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.translate import Malformed, Receipt, translate
from domain.messages import Incoming

SIGNATURE, TIMESTAMP = "X-ZEvent-Signature", "X-ZEvent-Timestamp"
MOST_BYTES = 256 * 1024
ANSWER_SECONDS = 1.5  # Zalo waits for two, tries again for an hour, then ends the webhook
_LAST_CHANCE_SECONDS = 5.0

_log = logging.getLogger(__name__)

# Called for each receipt; a failure is the house's to log.
Receipts = Callable[[Receipt], Awaitable[None]]


def signature(app_id: str, body: bytes, timestamp: str, key: SecretStr) -> str:
    """What Zalo shows: a plain digest over the raw bytes, in which the order matters."""
    parts = (app_id.encode(), body, timestamp.encode(), key.get_secret_value().encode())
    return hashlib.sha256(b"".join(parts)).hexdigest()


class Webhook:
    """The route of one account; until `open`, Zalo is told to come again."""

    def __init__(
        self, settings: ZaloOaSettings, now: Callable[[], datetime], receipts: Receipts
    ) -> None:
        self._settings = settings
        self._oa = settings.id or ""
        self._now = now
        self._receipts = receipts
        self._receive: Receive | None = None
        self._working: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.RouteDef]:
        """To be added to the house's web application before it starts."""
        return [web.post(URL(self._settings.webhook_url or "").path, self._answer)]

    def open(self, receive: Receive) -> None:
        """Take events from now on."""
        self._receive = receive

    async def close(self) -> None:
        """Take no more; what is being stored gets a last chance."""
        self._receive = None
        if self._working:
            _, late = await asyncio.wait(self._working, timeout=_LAST_CHANCE_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _answer(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > MOST_BYTES:
            return web.Response(status=413)
        body = await request.clone(client_max_size=MOST_BYTES).read()
        event = _json(body)
        if not self._signed(request.headers, body, event):
            return web.Response(status=403)
        if self._receive is None:
            return web.Response(status=503)
        found = self._read(event)
        if found is None:
            return web.Response()
        task = asyncio.create_task(self._take(self._receive, found))
        self._working.add(task)
        task.add_done_callback(self._ended)
        if isinstance(found, Receipt):
            return web.Response()  # nice to know, and never worth a second copy
        done, _ = await asyncio.wait({task}, timeout=ANSWER_SECONDS)
        # Not stored in time: it goes on, and the copy that Zalo brings later is known by its key.
        stored = bool(done) and task.exception() is None
        return web.Response(status=200 if stored else 503)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        if not task.cancelled():
            task.exception()  # it is in the log already

    def _signed(self, headers: Mapping[str, str], body: bytes, event: Any) -> bool:
        """Whether Zalo sent this. The instant is in the body or, from some servers, outside."""
        shown = headers.get(SIGNATURE, "").removeprefix("mac=").lower()
        key = self._settings.webhook_key or SecretStr("")
        inside = event.get("timestamp") if isinstance(event, Mapping) else None
        stamps = [str(stamp) for stamp in (inside, headers.get(TIMESTAMP)) if stamp is not None]
        if not key.get_secret_value() or not shown.isascii():
            return False
        app = self._settings.app_id or ""
        right = [hmac.compare_digest(shown, signature(app, body, s, key)) for s in stamps]
        return any(right)

    def _read(self, event: Any) -> Incoming | Receipt | None:
        if not isinstance(event, Mapping):
            return None
        try:
            return translate(event, self._oa, self._now())
        except Malformed as error:
            _log.error("an event was set aside: no readable %s", error)
        except Exception as error:
            # A defect of ours; only its kind, because its words may repeat the event.
            _log.error("an event was set aside: %s", type(error).__name__)
        return None

    async def _take(self, receive: Receive, found: Incoming | Receipt) -> None:
        try:
            if isinstance(found, Receipt):
                await self._receipts(found)
            else:
                await receive(found)
        except Exception as error:
            # Only the kind: a database's message repeats the text it could not store.
            _log.error("an event was not stored: %s", type(error).__name__)
            raise


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
