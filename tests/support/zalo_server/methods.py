"""The eleven methods of the bot platform, with their refusals; everything else is a bad request.

There are no buttons, files, edits, deletions, commands or look-ups, and there never will be here.
"""

import re
import time
from typing import Any

import aiohttp
from yarl import URL

from tests.support.zalo_server.account import Account, Poll, Sent
from tests.support.zalo_server.faults import Problem, bad_request

Params = dict[str, Any]
_NOTHING = object()  # an answer without `result`
_MOST_UNITS = 2000
_HOLD = 30.0
_FOREVER = 24 * 3600.0


class Methods:
    """One coroutine a method, by its exact name."""

    def __init__(self, account: Account) -> None:
        self._bot = account
        self._by_name = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "getWebhookInfo": self._webhook_info,
            "deleteWebhook": self._delete_webhook,
            "testWebhook": self._test_webhook,
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendSticker": self._send_sticker,
            "sendVoice": self._send_voice,
            "sendChatAction": self._send_action,
        }

    async def call(self, method: str, params: Params) -> dict[str, Any]:
        """The body of a success. Raises Problem."""
        found = self._by_name.get(method)
        if found is None:
            raise bad_request()
        result = await found(params)
        return {"ok": True} if result is _NOTHING else {"ok": True, "result": result}

    async def _get_me(self, params: Params) -> Any:
        return self._bot.describe()

    async def _get_updates(self, params: Params) -> Any:
        bot, knobs = self._bot, self._bot.knobs
        seconds = _seconds(params.get("timeout"))
        poll = Poll()
        if bot.webhook.url:
            if knobs.poll_with_webhook == "hang":
                await bot.clock.wait_for(poll.over, _FOREVER)
            raise Problem(int(knobs.poll_with_webhook), "Bad request")
        bot.begin_poll(poll)
        if bot.waiting:
            bot.end_poll(poll)
            poll.give(bot.waiting.popleft())
        try:
            await bot.clock.wait_for(poll.over, seconds)
        finally:
            bot.end_poll(poll)  # an event given to a client that has gone is lost: at most once
        if poll.ended is not None:
            raise poll.ended
        if poll.event is None:
            raise Problem(408, "Request timeout")
        return [poll.event] if knobs.result_as_list else poll.event

    async def _set_webhook(self, params: Params) -> Any:
        self._of_the_day("setWebhook", self._bot.knobs.set_webhook_per_day)
        url, secret = URL(_needed(params, "url")), _needed(params, "secret_token")
        here = url.host in ("localhost", "127.0.0.1")
        allowed = here and self._bot.knobs.loopback_webhooks
        if (url.scheme != "https" and not allowed) or not 8 <= len(secret) <= 256:
            raise bad_request()
        hook = self._bot.webhook
        hook.url, hook.secret, hook.updated_at = str(url), secret, self._bot.clock.ms()
        if self._bot.poll is not None:
            self._bot.poll.end(bad_request())
        verification = await self._probe(url, blocked=_inside(url) and not allowed)
        return {"url": str(url), "updated_at": hook.updated_at, "verification": verification}

    async def _probe(self, url: URL, *, blocked: bool) -> dict[str, Any]:
        began = time.perf_counter()
        status = 0 if blocked else await self._bot.webhook.show(str(url), {"probe": True})
        well = 200 <= status < 300
        if well:
            outcome = "webhook.ok"
        elif blocked:
            outcome = "webhook.err.blocked"
        elif status == 0:
            outcome = "webhook.err.conn"
        elif status >= 500:
            outcome = "webhook.http.5xx"
        else:
            outcome = f"webhook.http.{status if status in (403, 404) else 'other'}"
        return {
            "ok": well,
            "url": str(url),
            "status_code": status,
            "outcome": outcome,
            "latency_ms": int(1000 * (time.perf_counter() - began)),
            "hint": "" if well else f"Your server answered {status or 'nothing'}.",
        }

    async def _webhook_info(self, params: Params) -> Any:
        hook = self._bot.webhook
        if not hook.url and self._bot.knobs.no_webhook_info == "404":
            raise Problem(404, "Not found")
        return {"url": hook.url, "updated_at": hook.updated_at}

    async def _delete_webhook(self, params: Params) -> Any:
        hook = self._bot.webhook
        if not hook.url and self._bot.knobs.no_webhook_delete == "400":
            raise bad_request()
        hook.url, hook.updated_at = "", self._bot.clock.ms()
        return {"url": "", "updated_at": hook.updated_at}

    async def _test_webhook(self, params: Params) -> Any:
        if self._bot.knobs.test_webhook == "absent":
            raise bad_request()
        self._of_the_day("testWebhook", self._bot.knobs.test_webhook_per_day)
        hook = self._bot.webhook
        if not hook.url:
            raise bad_request()
        return await self._probe(URL(hook.url), blocked=False)

    def _of_the_day(self, method: str, most: int) -> None:
        key = (method, self._bot.clock.day())
        self._bot.day_calls[key] += 1
        if self._bot.day_calls[key] > most:
            raise Problem(426, "", spelling="errorCode")

    async def _send_message(self, params: Params) -> Any:
        text = _text(params, "text")
        formatting = {k: params[k] for k in ("parse_mode", "text_styles") if k in params}
        return self._send("sendMessage", params, text, formatting)

    async def _send_photo(self, params: Params) -> Any:
        url = URL(_needed(params, "photo"))
        if url.scheme not in ("http", "https"):
            raise bad_request()
        caption = _text(params, "caption") if "caption" in params else ""
        self._writable(params)
        fetched = [await _fetch(url) for _ in range(2)]
        if self._bot.knobs.fail_on_fetch and any(one["status"] != 200 for one in fetched):
            raise bad_request()
        # A client that finds nothing the second time shows a black image.
        seen = fetched[-1]["status"] == 200
        return self._send("sendPhoto", params, caption, {}, delivered=seen, fetched=fetched)

    async def _send_sticker(self, params: Params) -> Any:
        return self._send("sendSticker", params, _needed(params, "sticker"), {})

    async def _send_voice(self, params: Params) -> Any:
        url = _needed(params, "voice_url")
        if not url.endswith(".aac"):
            raise bad_request()
        to_person = self._writable(params).kind == "PRIVATE"
        return self._send("sendVoice", params, url, {}, delivered=to_person)

    async def _send_action(self, params: Params) -> Any:
        if _needed(params, "action") != "typing":
            raise bad_request()
        self._writable(params)
        return _NOTHING

    def _send(
        self,
        method: str,
        params: Params,
        text: str,
        formatting: dict[str, Any],
        *,
        delivered: bool = True,
        fetched: list[dict[str, Any]] | None = None,
    ) -> Any:
        chat = self._writable(params)
        self._bot.admit()
        if chat.blocked:
            delivered = False
        sent = Sent(
            method=method,
            chat=chat.id,
            text=text,
            units=units(text),
            formatting=formatting,
            message_id=self._bot.new_id(),
            at=self._bot.clock.ms(),
            delivered=delivered,
            fetched=fetched or [],
        )
        self._bot.keep(sent)
        return {"message_id": sent.message_id, "date": sent.at}

    def _writable(self, params: Params) -> Any:
        chat = self._bot.chats.get(_needed(params, "chat_id"))
        if chat is None:
            raise Problem(self._bot.knobs.unknown_chat, "Bad request")
        if chat.blocked and self._bot.knobs.blocked_chat is not None:
            raise Problem(self._bot.knobs.blocked_chat, "Bad request")
        return chat


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _needed(params: Params, name: str) -> str:
    value = params.get(name)
    if not isinstance(value, str) or not value:
        raise bad_request()
    return value


def _text(params: Params, name: str) -> str:
    text = _needed(params, name)
    if not text.strip() or units(text) > _MOST_UNITS:
        raise bad_request()
    text.encode()  # half a character is no text
    return text


def _seconds(given: Any) -> float:
    """The documents say a string, their sample a number; both work."""
    if given is None:
        return _HOLD
    if isinstance(given, (int, str)) and re.fullmatch(r"\d{1,4}", str(given)):
        return float(given)
    raise bad_request()


def _inside(url: URL) -> bool:
    host = url.host or ""
    return host in ("localhost", "127.0.0.1") or host.startswith(("192.168.", "10."))


async def _fetch(url: URL) -> dict[str, Any]:
    try:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            body = await answer.read()
            return {"status": answer.status, "bytes": len(body), "type": answer.content_type}
    except aiohttp.ClientError:
        return {"status": 0, "bytes": 0, "type": ""}
