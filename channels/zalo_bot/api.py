"""Calling the bot platform: POST with JSON, judged by `ok` and the code, never by the status."""

from typing import Any

from pydantic import SecretStr

from channels.zalo_http import Doubtful, Http, Refused

_MOST_DESCRIPTION = 100


class Api:
    """The methods of one bot; opened by `open`, closed by `close`, both repeatable."""

    def __init__(
        self, url: str, token: SecretStr, *, connect_seconds: float, read_seconds: float
    ) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._http = Http(connect_seconds, read_seconds)

    def open(self) -> None:
        """Get ready to call; nothing is connected yet."""
        self._http.open()

    async def close(self) -> None:
        """End every connection."""
        await self._http.close()

    async def call(
        self, method: str, body: dict[str, Any] | None = None, *, read_seconds: float | None = None
    ) -> Any:
        """The `result` of a call, None when it has none. Raises NotSent, Doubtful or Refused."""
        url = f"{self._url}/bot{self._token.get_secret_value()}/{method}"
        answer = await self._http.post(url, body=body or {}, read_seconds=read_seconds)
        if answer.get("ok") is True:
            return answer.get("result")
        # Two spellings are in use; a status stands in only where neither is there.
        for code in (answer.get("error_code"), answer.get("errorCode"), answer["_status"]):
            if isinstance(code, int) and not isinstance(code, bool) and code != 200:
                raise Refused(code, str(answer.get("description") or "")[:_MOST_DESCRIPTION])
        raise Doubtful("an answer that is not Zalo's")
