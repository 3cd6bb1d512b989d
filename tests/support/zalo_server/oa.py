"""The stand-in's Official Account: tokens that are used up by renewing, windows, templates, events.

Success is `error` 0 whatever the HTTP status. Texts reach only who wrote within seven days; the
template reaches any phone number from 6h to 22h. Events are signed as Zalo signs them.
"""

import asyncio
import base64
import hashlib
import itertools
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from tests.support.zalo_server.clock import VIETNAM, Clock
from tests.support.zalo_server.courier import Courier
from tests.support.zalo_server.faults import Fault
from tests.support.zalo_server.methods import units

_WINDOW, _FREE, _LIFE = timedelta(days=7), timedelta(hours=48), 90_000
_PATIENCE = 2.0  # seconds: Zalo waits no longer for a webhook


@dataclass(slots=True)
class OaSent:
    """One message the account asked to send, and what truly happened."""

    kind: str  # "text" or "template"
    to: str  # a user or a phone number
    text: str
    number: str
    free: bool
    delivered: bool = True


@dataclass(slots=True)
class OaKnobs:
    """What can be changed; the defaults are what is documented."""

    retry: tuple[float, ...] = ()  # Zalo: 30 s, 5 min, 15 min, 30 min, 1 h, if switched on
    prefixed: bool = False  # whether the signature comes with `mac=`
    stamp_in_header: bool = False  # the instant outside the body
    daily_templates: int = 500
    refuse: dict[str, int] = field(default_factory=dict)  # user or phone number: code


class OfficialAccount(Courier):
    """One account with its app. `webhook_url` is set on the developers' site, not by a call."""

    def __init__(self, clock: Clock, faults: list[Fault]) -> None:
        super().__init__(_PATIENCE)
        self.clock = clock
        self.id, self.app_id = "388613280878808645", "360846524940903967"
        self.app_secret, self.webhook_key = "app-secret-Xy12", "oa-webhook-key-Zw34"
        self.knobs = OaKnobs()
        self.webhook_url = ""
        self.log: list[tuple[str, int]] = []  # name of the event, status answered
        self.sent: list[OaSent] = []
        self.renewals = 0
        self.codes: dict[str, str] = {}  # code of a consent: its challenge
        self._faults = faults
        self._heard: dict[str, datetime] = {}
        self._numbers = itertools.count(1)
        self._access: tuple[str, datetime] | None = None
        self._refresh: str | None = None

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/v4/oa/access_token", self._token),
            web.post("/v3.0/oa/message/cs", self._consult),
            web.post("/message/template", self._template),
            web.post("/v2.0/oa/getoa", self._about),
        ]

    # --- tokens ---

    def consents(self, challenge: str) -> str:
        """The administrator agrees; the code that the browser is led back with."""
        code = f"code-{next(self._numbers)}"
        self.codes[code] = challenge
        return code

    async def _token(self, request: web.Request) -> web.Response:
        if (fault := self._fault("token")) is not None and fault.kind != "done_reset":
            return _broken(request, fault)
        form = await request.post()
        if request.headers.get("secret_key") != self.app_secret or form["app_id"] != self.app_id:
            return web.json_response({"error": -14002, "error_name": "Invalid app"})
        if form["grant_type"] == "authorization_code":
            wanted = self.codes.pop(str(form["code"]), None)
            if wanted is None or wanted != _challenge(str(form["code_verifier"])):
                return web.json_response({"error": -14003, "error_name": "Invalid code"})
        elif self._refresh is None or form["refresh_token"] != self._refresh:
            return web.json_response({"error": -14014, "error_name": "Invalid refresh token"})
        self.renewals += 1
        answer = self._new_pair()
        if fault is not None:
            return _broken(request, fault)
        return web.json_response(answer)

    def _new_pair(self) -> dict[str, str]:
        """A new pair; the old one is dead from now on."""
        number = next(self._numbers)
        until = self.clock.now() + timedelta(seconds=_LIFE)
        self._access, self._refresh = (f"access-{number}", until), f"refresh-{number}"
        return {
            "access_token": f"access-{number}",
            "refresh_token": f"refresh-{number}",
            "expires_in": str(_LIFE),
        }

    def forget_access(self) -> None:
        """The access token dies early, as when somebody else renewed it."""
        self._access = None

    def _allowed(self, request: web.Request) -> bool:
        shown = request.headers.get("access_token")
        return (
            self._access is not None
            and shown == self._access[0]
            and self.clock.now() < self._access[1]
        )

    # --- messages ---

    async def _consult(self, request: web.Request) -> web.Response:
        fault = self._fault("cs")
        if fault is not None and not fault.kind.startswith("done"):
            return _broken(request, fault)
        if not self._allowed(request):
            return _error(-216, "Access token is invalid")
        body = await request.json()
        user, text = body["recipient"]["user_id"], body["message"]["text"]
        if user in self.knobs.refuse:
            return _error(self.knobs.refuse[user], "as told")
        if not text.strip() or units(text) > 2000:
            return _error(-201, "Bad parameter")
        heard = self._heard.get(user)
        if heard is None or self.clock.now() - heard > _WINDOW:
            return _error(-230, "User has not interacted with the OA in the past 7 days")
        free = self.clock.now() - heard <= _FREE
        sent = self._keep(OaSent("text", user, text, "", free))
        if fault is not None:
            return _broken(request, fault)
        data = {"message_id": sent.number, "user_id": user, "sent_time": str(self.clock.ms())}
        return web.json_response({"data": data, "error": 0, "message": "Success"})

    async def _template(self, request: web.Request) -> web.Response:
        if not self._allowed(request):
            return _error(-216, "Access token is invalid")
        body = await request.json()
        phone = body["phone"]
        if phone in self.knobs.refuse:
            return _error(self.knobs.refuse[phone], "as told")
        if not phone.startswith("84") or not body["tracking_id"]:
            return _error(-108, "Phone number invalid")
        if not body["template_id"]:
            return _error(-109, "Template invalid")
        if not body["template_data"]:
            return _error(-111, "Template data empty")
        if not 6 <= self.clock.now().astimezone(VIETNAM).hour < 22:
            return _error(-234, "Not at night")
        text = json.dumps(body["template_data"], ensure_ascii=False)
        sent = self._keep(OaSent("template", phone, text, "", free=False))
        data = {"msg_id": sent.number, "sent_time": str(self.clock.ms()), "quota": {}}
        return web.json_response({"error": 0, "message": "Success", "data": data})

    async def _about(self, request: web.Request) -> web.Response:
        if not self._allowed(request):
            return _error(-216, "Access token is invalid")
        return web.json_response({"error": 0, "data": {"oa_id": self.id, "name": "Quan Sơn"}})

    def _keep(self, sent: OaSent) -> OaSent:
        sent.number = hashlib.sha1(f"oa:{next(self._numbers)}".encode()).hexdigest()[:20]
        self.sent.append(sent)
        return sent

    def heard_by(self, to: str) -> list[str]:
        """What truly reached a user, or a phone number, in order."""
        return [sent.text for sent in self.sent if sent.to == to and sent.delivered]

    # --- events ---

    @staticmethod
    def user(name: str) -> str:
        """The id of a person for this account."""
        return str(int(hashlib.sha1(f"oa:{name}".encode()).hexdigest()[:15], 16))

    def says(self, name: str, text: str) -> None:
        """Somebody types a text to the account: the window opens."""
        number = f"{next(self._numbers):016x}"
        self._interacts(name)
        self.brings("user_send_text", name, message={"text": text, "msg_id": number})

    def sends_file(self, name: str) -> None:
        number = f"{next(self._numbers):016x}"
        attachment = {"type": "file", "payload": {"url": "https://x/1.pdf", "name": "1.pdf"}}
        message = {"msg_id": number, "attachments": [attachment]}
        self._interacts(name)
        self.brings("user_send_file", name, message=message)

    def follows(self, name: str) -> None:
        self.brings("follow", name, follower={"id": self.user(name)})

    def unfollows(self, name: str) -> None:
        self.brings("unfollow", name, follower={"id": self.user(name)})

    def tells_seen(self, name: str, numbers: list[str], *, seen: bool = True) -> None:
        event = "user_seen_message" if seen else "user_received_message"
        message = {"msg_ids": numbers} if seen else {"msg_id": numbers[0]}
        self.brings(event, name, message=message)

    def _interacts(self, name: str) -> None:
        self._heard[self.user(name)] = self.clock.now()

    def brings(self, event_name: str, name: str, **content: Any) -> None:
        """Sign and bring one event."""
        event = {
            "app_id": self.app_id,
            "user_id_by_app": "552177279717587730",
            "event_name": event_name,
            "sender": {"id": self.user(name)},
            "recipient": {"id": self.id},
            **content,
        }
        stamp = str(self.clock.ms())
        if not self.knobs.stamp_in_header:
            event["timestamp"] = stamp
        self.post(json.dumps(event, ensure_ascii=False).encode(), stamp, event_name)

    def post(self, body: bytes, stamp: str, name: str, sign: str | None = None) -> None:
        """Bring raw bytes, signed well unless told."""
        parts = (self.app_id.encode(), body, stamp.encode(), self.webhook_key.encode())
        mac = sign if sign is not None else hashlib.sha256(b"".join(parts)).hexdigest()
        headers = {"X-ZEvent-Signature": f"mac={mac}" if self.knobs.prefixed else mac}
        if self.knobs.stamp_in_header:
            headers["X-ZEvent-Timestamp"] = stamp
        self.start(self._insist(body, headers, name))

    async def _insist(self, body: bytes, headers: dict[str, str], name: str) -> None:
        for number, pause in enumerate((0.0, *self.knobs.retry)):
            await asyncio.sleep(pause)
            extra = {"num_retry": str(number)} if number else {}
            status = await self.carry(self.webhook_url, body, headers | extra)
            self.log.append((name, status))
            if status == 200:
                return

    def _fault(self, method: str) -> Fault | None:
        for fault in self._faults:
            if fault.meets(f"oa.{method}", self.id):
                fault.times -= 1
                return fault
        return None


def _error(code: int, words: str) -> web.Response:
    return web.json_response({"error": code, "message": words})


def _broken(request: web.Request, fault: Fault) -> web.Response:
    if fault.kind in ("reset", "done_reset"):
        assert request.transport is not None
        request.transport.abort()
        return web.Response()
    if fault.kind == "refuse":
        return _error(fault.code, "as told")
    return web.Response(status=fault.code, text="<html>Bad Gateway</html>")


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
