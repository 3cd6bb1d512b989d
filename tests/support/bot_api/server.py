"""The stand-in as a web server on 127.0.0.1: reads calls, fails as told, answers."""

import asyncio
import itertools
import json
import time
from typing import Any

from aiohttp import web

from tests.support.bot_api.chats import Chat
from tests.support.bot_api.faults import Fault, Pacing, Problem
from tests.support.bot_api.methods import Methods
from tests.support.bot_api.people import User
from tests.support.bot_api.updates import Updates
from tests.support.bot_api.webhook import Delivery
from tests.support.listening import Listening

TOKEN = "424242:stand-in-AbCdEfGhIjKlMnOpQrStUv"
_AS_JSON = ("reply_markup", "allowed_updates", "commands", "scope", "link_preview_options")


class BotApi(Listening):
    """One bot's Bot API. `calls` lists the methods called; `faults` are used up in order."""

    def __init__(self, token: str = TOKEN, pacing: Pacing | None = None) -> None:
        super().__init__()
        self.token = token
        self.pacing = pacing or Pacing()
        self.faults: list[Fault] = []
        self.calls: list[str] = []
        self.chats: dict[int, Chat] = {}
        self.spinning: set[str] = set()
        self.updates = Updates()
        self.more_routes: list[web.RouteDef] = []
        self.spoke = asyncio.Event()  # set, and replaced, whenever the bot said something
        self.webhook = Delivery(self.updates)
        self._users: dict[str, User] = {}
        self._messages = itertools.count(1)
        self._callbacks = itertools.count(8_000_001)
        self._methods = Methods(self)

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/bot{token}/{method}", self._answer), *self.more_routes]

    async def down(self) -> None:
        self.webhook.stop()
        await super().down()

    def user(self, name: str) -> User:
        """The person of this name, with a Telegram account from the first mention."""
        if name not in self._users:
            self._users[name] = User(self, name, 1001 + len(self._users))
        return self._users[name]

    def inject(self, body: dict[str, Any]) -> int:
        """Queue anything as an update, readable or not; returns its number."""
        return self.updates.inject(body)

    def chat(self, number: int) -> Chat:
        return self.chats.setdefault(number, Chat(number))

    def count(self, method: str) -> int:
        """How often a method was called, faults included."""
        return self.calls.count(method.lower())

    def account(self) -> dict[str, Any]:
        number = int(self.token.partition(":")[0])
        return {"id": number, "is_bot": True, "first_name": "chibo", "username": "chibo_test_bot"}

    def new_message(self) -> int:
        return next(self._messages)

    def new_callback(self) -> str:
        query = str(next(self._callbacks))
        self.spinning.add(query)
        return query

    def tell(self) -> None:
        self.spoke.set()
        self.spoke = asyncio.Event()

    def date(self) -> int:
        return int(time.time())

    async def _answer(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            wrong = Problem(401, "Unauthorized")
            if ":" not in request.match_info["token"]:
                wrong = Problem(404, "Not Found")
            return _refusal(wrong)
        method = request.match_info["method"].lower()
        self.calls.append(method)
        fault = self._next_fault(method)
        if fault is not None and fault.kind == "answer":
            if fault.foreign:
                return web.Response(status=fault.status, text="<html>blocked</html>")
            return _refusal(Problem(fault.status, fault.description, fault.retry_after))
        if fault is not None and fault.kind == "reset":
            return _cut(request)
        answer = await self._do(method, await _params(request))
        match fault.kind if fault else None:
            case "done_reset":
                return _cut(request)
            case "done_silent":
                await asyncio.Event().wait()
            case "garbage":
                return web.Response(text="<html>welcome to the hotel</html>")
        return answer

    async def _do(self, name: str, params: dict[str, Any]) -> web.Response:
        method = getattr(self._methods, name, None)
        try:
            if method is None or name.startswith("_"):
                raise Problem(404, "Not Found")
            return web.json_response({"ok": True, "result": await method(params)})
        except Problem as problem:
            return _refusal(problem)

    def _next_fault(self, method: str) -> Fault | None:
        for fault in self.faults:
            if fault.method.lower() == method:
                self.faults.remove(fault)
                return fault
        return None


def _refusal(problem: Problem) -> web.Response:
    return web.json_response(problem.answer(), status=problem.code)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _params(request: web.Request) -> dict[str, Any]:
    """Parameters from the query and a form, multipart or JSON body; nested ones decoded."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        params |= await request.json()
    else:
        params |= dict(await request.post())
    for name in _AS_JSON:
        if isinstance(params.get(name), str):
            try:
                params[name] = json.loads(params[name])
            except ValueError:
                raise web.HTTPBadRequest(text="can't parse JSON") from None
    return params
