"""Our HTTP for python-telegram-bot: aiohttp, and errors that say whether the request left.

Measured: several times the sends per second of the library's own httpx backend. An address of the
Bot API contains the token, and exceptions of HTTP libraries contain the address: so every error is
made anew here, outside the `except`, and carries nothing but a name or Telegram's description.
"""

import io
import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData


class NotSent(NetworkError):
    """The request surely never reached Telegram."""


class Doubtful(NetworkError):
    """The request left and no usable answer came: nobody knows whether it was done."""


class Refused(TelegramError):
    """An answer that is an error: its code, its words, and the pause it asks for.

    `by_telegram` is false when something on the way answered instead, such as a proxy.
    """

    def __init__(
        self,
        code: int,
        description: str,
        retry_after: float | None = None,
        *,
        by_telegram: bool = True,
    ) -> None:
        super().__init__(f"{description} ({code})")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.by_telegram = by_telegram


UPLOAD_SECONDS = 60.0  # what a file may take on a slow line, besides

_JSON = {"Content-Type": "application/json"}

# Raised before the first byte of a request is written.
_BEFORE = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


class AiohttpRequest(BaseRequest):
    """One session for all calls; opened by `initialize`, closed by `shutdown`, both repeatable."""

    def __init__(self, connect_seconds: float, read_seconds: float, proxy: str | None) -> None:
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_seconds

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of a 2xx answer. Raises NotSent, Doubtful or Refused."""
        if self._session is None:
            raise NotSent("the channel is stopped")
        uploads = request_data is not None and request_data.contains_files
        problem: TelegramError
        try:
            async with self._session.request(
                method,
                url,
                **_body(request_data),
                timeout=self._timeout(read_timeout, uploads),
                proxy=self._proxy,
                allow_redirects=False,
            ) as response:
                code, payload = response.status, await response.read()
        except _BEFORE as error:
            problem = NotSent(f"no connection: {type(error).__name__}")
        except Exception as error:
            # Of every kind: the library would repeat its words, and with them the address.
            problem = Doubtful(f"no answer: {type(error).__name__}")
        else:
            if 200 <= code < 300:
                return code, payload
            problem = _refusal(code, payload)
        raise problem

    def _timeout(self, read_timeout: Any, uploads: bool) -> aiohttp.ClientTimeout:
        asked = isinstance(read_timeout, (int, float))
        read = float(read_timeout) if asked else self._read_seconds
        return aiohttp.ClientTimeout(
            # Also ends an answer that trickles in for ever.
            total=self._connect_seconds + 2 * read + (UPLOAD_SECONDS if uploads else 0),
            connect=self._connect_seconds,
            sock_connect=self._connect_seconds,
            sock_read=read,
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict with `result`; the library's own version logs the whole body."""
        answer = _json(payload)
        if "result" not in answer:
            raise Doubtful("the answer is not Telegram's")
        return answer


def _body(request_data: RequestData | None) -> dict[str, Any]:
    """JSON; with files, a form with the files among its fields."""
    if request_data is None:
        return {}
    if not request_data.contains_files:
        body = json.dumps(request_data.parameters, ensure_ascii=False).encode()
        return {"data": body, "headers": _JSON}
    form = aiohttp.FormData(request_data.json_parameters)
    for field, (name, content, kind) in (request_data.multipart_data or {}).items():
        # aiohttp takes a stream of any size, but complains about many bytes at once
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(field, stream, filename=name, content_type=kind)
    return {"data": form}


def _refusal(code: int, payload: bytes) -> Refused:
    answer = _json(payload)
    if "description" not in answer:
        return Refused(code, "an answer that is not Telegram's", by_telegram=False)
    parameters = answer.get("parameters")
    pause = parameters.get("retry_after") if isinstance(parameters, dict) else None
    asked = float(pause) if isinstance(pause, (int, float)) else None
    return Refused(code, str(answer["description"])[:200], asked)


def _json(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload.decode("utf-8", "replace"))
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
