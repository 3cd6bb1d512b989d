"""The methods of the Bot API that chibo uses, with the refusals of the real one.

Kept: update offsets, limits and long polls; polling and webhook excluding each other (409); a newer
poll ending the older (409); only chats where somebody wrote first (400), blocked and deleted
accounts (403); 4096 UTF-16 units, 1024 under a file; sides and size of photos; 1-64 bytes of button
data; names of commands; https for webhooks except on this machine; speed limits (429). Not kept:
parse modes are refused outright.
"""

import asyncio
import re
from typing import TYPE_CHECKING, Any

from aiohttp.web import FileField
from yarl import URL

from tests.support.bot_api.chats import (
    Chat,
    Sent,
    checked_buttons,
    checked_caption,
    checked_photo,
    checked_text,
)
from tests.support.bot_api.faults import Problem, bad_request

if TYPE_CHECKING:
    from tests.support.bot_api.server import BotApi

Params = dict[str, Any]


class Methods:
    """One coroutine a method; names in lower case, because the Bot API ignores case."""

    def __init__(self, api: "BotApi") -> None:
        self._api = api
        self._newest_poll = 0

    async def getme(self, params: Params) -> Any:
        return {**self._api.account(), "can_join_groups": False}

    async def getupdates(self, params: Params) -> Any:
        updates = self._api.updates
        if self._api.webhook.url:
            raise Problem(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if "allowed_updates" in params:
            updates.allowed = list(params["allowed_updates"])
        offset = int(params.get("offset") or 0)
        updates.confirm(offset or None)
        limit = min(max(int(params.get("limit") or 100), 1), 100)
        self._newest_poll += 1
        return await self._wait(self._newest_poll, limit, float(params.get("timeout") or 0))

    async def _wait(self, poll: int, limit: int, seconds: float) -> list[Any]:
        updates = self._api.updates
        updates.wake()
        end = asyncio.get_running_loop().time() + seconds
        while not updates.waiting:
            left = end - asyncio.get_running_loop().time()
            changed = updates.changed
            if left <= 0:
                break
            try:
                await asyncio.wait_for(changed.wait(), left)
            except TimeoutError:
                break
            if self._api.webhook.url:
                raise Problem(409, "Conflict: terminated by setWebhook request")
            if poll != self._newest_poll:
                raise Problem(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one "
                    "bot instance is running",
                )
        return updates.waiting[:limit]

    async def sendmessage(self, params: Params) -> Any:
        if "parse_mode" in params or "entities" in params:
            raise bad_request("the stand-in knows plain text only")
        chat = self._writable(params)
        text = checked_text(params.get("text"))
        markup = params.get("reply_markup") or {}
        buttons = checked_buttons(markup.get("inline_keyboard", []))
        self._api.pacing.admit(chat.id, asyncio.get_running_loop().time())
        sent = Sent(self._api.new_message(), text, buttons, params)
        self._keep(chat, sent, markup)
        return self._shown(chat, sent)

    async def sendphoto(self, params: Params) -> Any:
        sent, chat = self._file(params, "photo")
        side = {"width": 90, "height": 60}
        named = {"file_id": "AgAD", "file_unique_id": "AQAD"}
        return {**self._shown(chat, sent), "photo": [{**named, **side}]}

    async def senddocument(self, params: Params) -> Any:
        sent, chat = self._file(params, "document")
        assert sent.file is not None
        named = {"file_id": "BQAD", "file_unique_id": "AgAD", "file_name": sent.file[0]}
        return {**self._shown(chat, sent), "document": named}

    def _file(self, params: Params, kind: str) -> tuple[Sent, Chat]:
        """A photo or document that came in the form, under its field or by `attach://`."""
        if "parse_mode" in params or "caption_entities" in params:
            raise bad_request("the stand-in knows plain text only")
        chat = self._writable(params)
        given = params.get(kind)
        if isinstance(given, str) and given.startswith("attach://"):
            given = params.get(given.removeprefix("attach://"))
        if not isinstance(given, FileField):
            raise bad_request(f"there is no {kind} in the request")
        content = given.file.read()
        if not content:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            checked_photo(content)
        markup = params.get("reply_markup") or {}
        buttons = checked_buttons(markup.get("inline_keyboard", []))
        self._api.pacing.admit(chat.id, asyncio.get_running_loop().time())
        words = checked_caption(params.get("caption"))
        sent = Sent(self._api.new_message(), words, buttons, params, (given.filename, content))
        self._keep(chat, sent, markup)
        return sent, chat

    def _keep(self, chat: Chat, sent: Sent, markup: Params) -> None:
        chat.sent.append(sent)
        self._api.tell()
        if "keyboard" in markup:
            chat.keys = markup["keyboard"]
        elif markup.get("remove_keyboard"):
            chat.keys = []

    async def editmessagereplymarkup(self, params: Params) -> Any:
        chat = self._writable(params)
        wanted = int(params.get("message_id") or 0)
        found = [sent for sent in chat.sent if sent.id == wanted]
        if not found:
            raise bad_request("message to edit not found")
        markup = params.get("reply_markup") or {}
        buttons = checked_buttons(markup.get("inline_keyboard", []))
        if buttons == found[0].buttons:
            raise bad_request("message is not modified")
        found[0].buttons = buttons
        return self._shown(chat, found[0])

    async def answercallbackquery(self, params: Params) -> Any:
        query = str(params.get("callback_query_id"))
        if query not in self._api.spinning:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        self._api.spinning.discard(query)
        return True

    async def setmycommands(self, params: Params) -> Any:
        commands = params.get("commands") or []
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        scope = params.get("scope") or {}
        if scope.get("type") != "chat":
            raise bad_request("the stand-in keeps menus of chats only")
        self._writable(scope).menu = commands
        return True

    async def setwebhook(self, params: Params) -> Any:
        url = URL(str(params.get("url") or ""))
        local = url.host in ("127.0.0.1", "localhost")
        if str(url) and url.scheme != "https" and not local:
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        secret = str(params.get("secret_token") or "")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        self._drop_if_asked(params)
        if "allowed_updates" in params:
            self._api.updates.allowed = list(params["allowed_updates"])
        self._api.webhook.set(str(url), secret)
        return True

    async def deletewebhook(self, params: Params) -> Any:
        self._drop_if_asked(params)
        self._api.webhook.set("", "")
        return True

    async def getwebhookinfo(self, params: Params) -> Any:
        return {
            "url": self._api.webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._api.updates.waiting),
            "last_error_message": self._api.webhook.last_error,
            "allowed_updates": self._api.updates.allowed,
        }

    def _drop_if_asked(self, params: Params) -> None:
        if str(params.get("drop_pending_updates", "")).lower() == "true":
            self._api.updates.waiting = []

    def _writable(self, params: Params) -> Chat:
        chat = self._api.chats.get(_number(params.get("chat_id")))
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        if chat.gone:
            raise Problem(403, "Forbidden: user is deactivated")
        if chat.blocked:
            raise Problem(403, "Forbidden: bot was blocked by the user")
        return chat

    def _shown(self, chat: Chat, sent: Sent) -> dict[str, Any]:
        return {
            "message_id": sent.id,
            "from": self._api.account(),
            "chat": {"id": chat.id, "type": chat.kind},
            "date": self._api.date(),
            ("caption" if sent.file else "text"): sent.text,
        }


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
