"""Calling the bot platform: POST with JSON, judged by `ok` and the code, never by the status.

The address of a call contains the token, and exceptions of HTTP libraries contain the address: so
every error is made anew here, outside the `except`, and carries nothing but a name or a code.
"""

import json
from typing import Any

import aiohttp
from pydantic import SecretStr

_MOST_DESCRIPTION = 100


class ZaloError(Exception):
    """A call that gave no result; the message has neither text nor token."""


class NotSent(ZaloError):
    """The request surely never reached Zalo."""


class Doubtful(ZaloError):
    """The request left and no usable answer came: nobody knows whether it was done."""


class Refused(ZaloError):
    """An answer that is an error, with Zalo's code or, from something before Zalo, the status."""

    def __init__(self, code: int, description: str, *, by_zalo: bool = True) -> None:
        super().__init__(f"{code} {description}".strip())
        self.code = code
        self.by_zalo = by_zalo


# Raised before the first byte of a request is written.
_BEFORE = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class Api:
    """The methods of one bot; opened by `open`, closed by `close`, both repeatable."""

    def __init__(
        self, url: str, token: SecretStr, *, connect_seconds: float, read_seconds: float
    ) -> None:
        self._url = url.rstrip("/")
        self._token = token
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        """Get ready to call; nothing is connected yet."""
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        """End every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def call(
        self, method: str, body: dict[str, Any] | None = None, *, read_seconds: float | None = None
    ) -> Any:
        """The `result` of a call, None when it has none. Raises NotSent, Doubtful or Refused."""
        if self._session is None:
            raise NotSent("the channel is stopped")
        problem: ZaloError
        try:
            async with self._session.post(
                f"{self._url}/bot{self._token.get_secret_value()}/{method}",
                json=body or {},
                timeout=self._timeout(read_seconds or self._read_seconds),
                allow_redirects=False,
            ) as response:
                status = response.status
                payload = await response.read()
        except _BEFORE as error:
            problem = NotSent(f"no connection: {type(error).__name__}")
        except Exception as error:
            problem = Doubtful(f"no answer: {type(error).__name__}")
        else:
            return _result(status, payload)
        raise problem

    def _timeout(self, read_seconds: float) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(
            # Also ends an answer that trickles in for ever.
            total=self._connect_seconds + 2 * read_seconds,
            connect=self._connect_seconds,
            sock_connect=self._connect_seconds,
            sock_read=read_seconds,
        )


def _result(status: int, payload: bytes) -> Any:
    answer = _json(payload)
    if answer is None:
        if status == 200:
            raise Doubtful("an answer that is no JSON")
        raise Refused(status, "an answer that is not Zalo's", by_zalo=False)
    if answer.get("ok") is True:
        return answer.get("result")
    # Two spellings are in use; a status stands in only where neither is there.
    for code in (answer.get("error_code"), answer.get("errorCode"), status):
        if isinstance(code, int) and not isinstance(code, bool) and code != 200:
            description = str(answer.get("description") or "")[:_MOST_DESCRIPTION]
            raise Refused(code, description)
    raise Doubtful("an answer that is not Zalo's")


def _json(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
