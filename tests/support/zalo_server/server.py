"""The stand-in as a web server on 127.0.0.1: reads calls, fails as told, answers as Zalo does."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from tests.support.listening import Listening
from tests.support.zalo_server.account import Account
from tests.support.zalo_server.clock import Clock
from tests.support.zalo_server.control import Control
from tests.support.zalo_server.faults import Fault, Problem
from tests.support.zalo_server.knobs import Knobs
from tests.support.zalo_server.methods import Methods
from tests.support.zalo_server.oa import OfficialAccount
from tests.support.zalo_server.people import Group, Person

FIRST = 1459232241454765289
SECRET = "stand-in-AbCdEfGhIjKlMnOpQrStUv"


class ZaloServer(Listening):
    """All of Zalo: several bots, and people who write to them. `faults` are used up in order."""

    def __init__(
        self,
        knobs: Knobs | None = None,
        *,
        bots: int = 1,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        super().__init__()
        self.knobs = knobs or Knobs()
        self.clock = Clock(now)
        self.faults: list[Fault] = []
        self.bots = [
            Account(f"{FIRST + n}:{SECRET}{n}", f"Bot Quan Sơn {n + 1}", self.knobs, self.clock)
            for n in range(bots)
        ]
        self.oa = OfficialAccount(self.clock, self.faults)
        self.strangers = 0  # calls with a token nobody has
        self._methods = {bot.token: Methods(bot) for bot in self.bots}
        self._people: dict[tuple[str, str], Person] = {}

    @property
    def bot(self) -> Account:
        """The first bot, which is often the only one."""
        return self.bots[0]

    @property
    def tokens(self) -> str:
        """What ZALO_BOT_TOKEN is set to."""
        return ",".join(bot.token for bot in self.bots)

    def routes(self) -> list[web.RouteDef]:
        calls = web.route("*", "/bot{token}/{method}", self._answer)
        return [calls, *self.oa.routes(), *Control(self).routes()]

    async def down(self) -> None:
        for bot in self.bots:
            await bot.webhook.close()
        await self.oa.close()
        await super().down()

    def person(self, name: str, bot: int = 0) -> Person:
        """Somebody in a chat with one of the bots."""
        account = self.bots[bot]
        return self._people.setdefault((account.id, name), Person(account, name))

    def group(self, name: str, bot: int = 0) -> Group:
        """A group with one of the bots in it."""
        return Group(self.bots[bot], name)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        methods = self._methods.get(request.match_info["token"])
        if methods is None:
            self.strangers += 1
            return self._refusal(Problem(401, "Unauthorized"))
        account = next(b for b in self.bots if b.token == request.match_info["token"])
        method = request.match_info["method"]
        account.calls.append(method)
        fault = self._next_fault(method, account.id)
        if fault is not None and (early := self._instead(request, fault)) is not None:
            return early
        before = len(account.sent)
        answer = await self._do(methods, method, request)
        if fault is None:
            return answer
        for sent in account.sent[before:]:
            sent.told = f"{fault.kind} {fault.code}" if fault.kind == "done_code" else fault.kind
        return await self._afterwards(request, fault, answer)

    async def _do(self, methods: Methods, method: str, request: web.Request) -> web.Response:
        try:
            return web.json_response(await methods.call(method, await _params(request)))
        except Problem as problem:
            return self._refusal(problem)

    def _instead(self, request: web.Request, fault: Fault) -> web.Response | None:
        """The answer of a fault that keeps the call from being done."""
        match fault.kind:
            case "refuse":
                return self._refusal(Problem(fault.code, "as told"))
            case "html":
                page = "<html><h1>Bad Gateway</h1></html>"
                return web.Response(status=fault.code, text=page, content_type="text/html")
            case "redirect":
                return web.Response(status=302, headers={"Location": f"{self.url}/elsewhere"})
            case "reset":
                return _cut(request)
        return None

    async def _afterwards(
        self, request: web.Request, fault: Fault, answer: web.Response
    ) -> web.Response:
        match fault.kind:
            case "done_code":
                return self._refusal(Problem(fault.code, "Request timeout"))
            case "done_reset":
                return _cut(request)
            case "done_silent":
                await asyncio.Event().wait()
            case "garbage":
                assert isinstance(answer.body, bytes)
                cut = answer.body[: len(answer.body) // 2]
                return web.Response(body=cut, content_type="application/json")
            case "slow":
                await asyncio.sleep(fault.seconds)
        return answer

    def _next_fault(self, method: str, bot: str) -> Fault | None:
        for fault in self.faults:
            if fault.meets(method, bot):
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    def _refusal(self, problem: Problem) -> web.Response:
        status = problem.code if self.knobs.mirror_http_status else 200
        return web.json_response(problem.answer(), status=status)


def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _params(request: web.Request) -> dict[str, Any]:
    """Parameters from the query and a JSON, form or multipart body."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            given = await request.json()
        except ValueError:
            raise Problem(400, "Bad request") from None
        if not isinstance(given, dict):
            raise Problem(400, "Bad request")
        return params | given
    return params | dict(await request.post())
