"""HTTP to Zalo: errors that say whether the request left, and that never quote an address.

An address of the bot platform contains the token, and exceptions of HTTP libraries contain the
address: so every error is made anew here, outside the `except`, and carries only a name or a code.
"""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp


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


class Http:
    """One session for all calls; opened by `open`, closed by `close`, both repeatable."""

    def __init__(self, connect_seconds: float, read_seconds: float) -> None:
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

    async def post(
        self,
        url: str,
        *,
        body: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        read_seconds: float | None = None,
    ) -> dict[str, Any]:
        """The JSON object answered to JSON or a form, whatever the status, kept as `_status`.

        Raises NotSent, Doubtful, or Refused for an answer of something before Zalo.
        """
        if self._session is None:
            raise NotSent("the channel is stopped")
        problem: ZaloError
        try:
            async with self._session.post(
                url,
                json=body if form is None else None,
                data=form,
                headers=headers,
                timeout=self._timeout(read_seconds or self._read_seconds),
                allow_redirects=False,
            ) as response:
                status, payload = response.status, await response.read()
        except _BEFORE as error:
            problem = NotSent(f"no connection: {type(error).__name__}")
        except Exception as error:
            problem = Doubtful(f"no answer: {type(error).__name__}")
        else:
            answer = _json(payload)
            if answer is not None:
                return {**answer, "_status": status}
            if status == 200:
                problem = Doubtful("an answer that is no JSON")
            else:
                problem = Refused(status, "an answer that is not Zalo's", by_zalo=False)
        raise problem

    def _timeout(self, read_seconds: float) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(
            # Also ends an answer that trickles in for ever.
            total=self._connect_seconds + 2 * read_seconds,
            connect=self._connect_seconds,
            sock_connect=self._connect_seconds,
            sock_read=read_seconds,
        )


def _json(payload: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
