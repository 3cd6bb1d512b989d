"""Calling the Official Account's servers: success is `error` 0, whatever the HTTP status."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from channels.zalo_http import Doubtful, Http, Refused
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import Keeper, TokenStore

TOKEN_REFUSED = (-216, -220, -124)
_MOST_WORDS = 100


class OaApi:
    """Calls with a token that works; a refused token is renewed once, then the call is repeated.

    Repeating is safe there: Zalo says that it did nothing.
    """

    def __init__(
        self, settings: ZaloOaSettings, store: TokenStore, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = Http(settings.connect_seconds, settings.read_seconds)
        self.keeper = Keeper(settings, self._http, store, now)

    def open(self) -> None:
        """Get ready to call; nothing is connected yet."""
        self._http.open()

    async def close(self) -> None:
        """End every connection."""
        await self._http.close()

    async def consult(self, user: str, text: str) -> str:
        """Send a text to somebody inside the window; the message's id. Raises ZaloError."""
        url = f"{self._settings.api_url.rstrip('/')}/v3.0/oa/message/cs"
        body = {"recipient": {"user_id": user}, "message": {"text": text}}
        return _id(await self._call(url, body), "message_id")

    async def knock(self, phone: str, name: str, tracking: str) -> str:
        """Send the approved template to a phone number (E.164). Raises ZaloError."""
        url = f"{self._settings.template_url.rstrip('/')}/message/template"
        body = {
            "phone": phone.removeprefix("+"),
            "template_id": self._settings.template or "",
            "template_data": dict(self._settings.filled(name)),
            "tracking_id": tracking,
        }
        return _id(await self._call(url, body), "msg_id")

    async def about(self) -> str:
        """The account's own name: a harmless call that shows whether the token works."""
        found = await self._call(f"{self._settings.api_url.rstrip('/')}/v2.0/oa/getoa", {})
        name = found.get("name")
        return name if isinstance(name, str) else ""

    async def _call(self, url: str, body: dict[str, Any]) -> dict[str, Any]:
        access = await self.keeper.access()
        try:
            return await self._once(url, body, access.get_secret_value())
        except Refused as error:
            if not (error.by_zalo and error.code in TOKEN_REFUSED):
                raise
        renewed = await self.keeper.refused(access)
        return await self._once(url, body, renewed.get_secret_value())

    async def _once(self, url: str, body: dict[str, Any], access: str) -> dict[str, Any]:
        answer = await self._http.post(url, body=body, headers={"access_token": access})
        code = answer.get("error")
        if code == 0 and not isinstance(code, bool):
            data = answer.get("data")
            return data if isinstance(data, dict) else {}
        if isinstance(code, int) and not isinstance(code, bool):
            raise Refused(code, str(answer.get("message") or "")[:_MOST_WORDS])
        if answer["_status"] >= 400:
            raise Refused(answer["_status"], "an answer without a code", by_zalo=False)
        raise Doubtful("an answer that is not Zalo's")


def _id(data: dict[str, Any], name: str) -> str:
    number = data.get(name)
    if isinstance(number, (str, int)) and number:
        return str(number)[:80]
    raise Doubtful("sent, but without an id")
