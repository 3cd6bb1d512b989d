"""The stand-in's own doors under /_ctl/, apart from Zalo's: be a person, look, break things."""

import hmac
import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.support.zalo_server.faults import Fault
from tests.support.zalo_server.knobs import Knobs

if TYPE_CHECKING:
    from tests.support.zalo_server.server import ZaloServer

TOKEN = "hand"
HEADER = "X-Ctl-Token"


class Control:
    """Routes for a person at a terminal, or another process."""

    def __init__(self, zalo: "ZaloServer") -> None:
        self._zalo = zalo

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/_ctl/inbound", self._guarded(self._inbound)),
            web.get("/_ctl/sent", self._guarded(self._sent)),
            web.post("/_ctl/fault", self._guarded(self._fault)),
            web.post("/_ctl/knobs", self._guarded(self._knobs)),
            web.post("/_ctl/clock", self._guarded(self._clock)),
            web.post("/_ctl/oa", self._guarded(self._oa)),
            web.post("/_ctl/reset", self._guarded(self._reset)),
        ]

    def _guarded(self, work: Any) -> Any:
        async def answer(request: web.Request) -> web.Response:
            if not hmac.compare_digest(request.headers.get(HEADER, ""), TOKEN):
                raise web.HTTPForbidden
            body = await request.text()
            return web.json_response(work(json.loads(body) if body else {}))

        return answer

    def _inbound(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`{"person": "Hà", "text": "1"}`; `bot` is its number, `kind` unsupported or sticker."""
        person = self._zalo.person(asked["person"], int(asked.get("bot", 0)))
        match asked.get("kind", "text"):
            case "unsupported":
                went = person.sends_unsupported()
            case "sticker":
                went = person.sends_sticker("s1", "https://stickers.example/s1")
            case "image":
                went = person.sends_photo(asked["url"], asked.get("text", ""))
            case _:
                went = person.says(asked["text"])
        return {"brought": went, "chat": person.id}

    def _oa(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`{"person": "ha", "text": "1"}`, or only `{"webhook_url": "http://…"}`."""
        oa = self._zalo.oa
        oa.webhook_url = asked.get("webhook_url", oa.webhook_url)
        if "text" in asked:
            oa.says(asked["person"], asked["text"])
        return {"sent": [asdict(one) for one in oa.sent], "log": oa.log}

    def _sent(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"bot": bot.id, **asdict(one)} for bot in self._zalo.bots for one in bot.sent]

    def _fault(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`{"method": "sendMessage", "kind": "done_code", "code": 408, "times": 2}`."""
        self._zalo.faults.append(Fault(**asked))
        return {"faults": len(self._zalo.faults)}

    def _knobs(self, asked: dict[str, Any]) -> dict[str, Any]:
        known = {field.name for field in fields(Knobs)}
        for name in known & asked.keys():
            setattr(self._zalo.knobs, name, asked[name])
        return asdict(self._zalo.knobs)

    def _clock(self, asked: dict[str, Any]) -> dict[str, Any]:
        """`{"push": 30}`: seconds."""
        self._zalo.clock.push(float(asked["push"]))
        return {"now": self._zalo.clock.now().isoformat()}

    def _reset(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Forget what was sent, lost and asked for; chats and webhooks stay."""
        self._zalo.faults.clear()
        for bot in self._zalo.bots:
            bot.sent.clear()
            bot.lost.clear()
            bot.calls.clear()
        return {}
