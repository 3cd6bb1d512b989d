"""Access to an Official Account: tokens that live a day, renewed with a key that works only once.

A renewal makes the old pair useless, so the new pair is stored before it is used, one process
renews at a time, and a renewal whose outcome is unknown is never tried again: a person consents
anew (`python -m bot zalo oa consent`).
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from pydantic import SecretStr

from channels.zalo_http import Doubtful, Http, NotSent, Refused, ZaloError
from channels.zalo_oa.settings import ZaloOaSettings

CONSENT = "consent anew: python -m bot zalo oa consent"
_LEAST_LIFE, _MOST_LIFE = 60, 60 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Tokens:
    """A pair that works until an instant; its texts are never printed."""

    access: SecretStr
    refresh: SecretStr
    expires_at: datetime


class TokenStore(Protocol):
    """Where the pair is kept, so that a restart and a second process find it."""

    async def read(self) -> Tokens | None:
        """The pair that is in use; None before the first consent."""

    async def lease(self, tokens: Tokens) -> bool:
        """Take the right to renew exactly this pair; False when it is taken or replaced."""

    async def keep(self, tokens: Tokens) -> None:
        """Store a new pair; ends the lease."""

    async def give_back(self, tokens: Tokens) -> None:
        """The renewal surely did not happen: somebody may try again."""


class NoAccess(ZaloError):
    """There is no token that works; the message says what a person must do."""


class Keeper:
    """Hands out a token that works, renewing it in time."""

    def __init__(
        self, settings: ZaloOaSettings, http: Http, store: TokenStore, now: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._http = http
        self._store = store
        self._now = now

    async def access(self) -> SecretStr:
        """A token that works. Raises NoAccess, and what a renewal raises that is needed now."""
        tokens = await self._store.read()
        if tokens is None:
            raise NoAccess(f"no consent was ever given; {CONSENT}")
        left = tokens.expires_at - self._now()
        if left > timedelta(hours=self._settings.refresh_hours):
            return tokens.access
        try:
            return (await self._renewed(tokens)).access
        except ZaloError:
            if left <= timedelta():
                raise
            return tokens.access  # still works; the next call tries again or has been told

    async def refused(self, access: SecretStr) -> SecretStr:
        """Another token in place of one that Zalo refuses. Raises NoAccess or ZaloError."""
        tokens = await self._store.read()
        if tokens is None:
            raise NoAccess(f"the token is refused; {CONSENT}")
        if tokens.access != access:
            return tokens.access  # somebody else renewed it meanwhile
        return (await self._renewed(tokens)).access

    async def _renewed(self, tokens: Tokens) -> Tokens:
        if not await self._store.lease(tokens):
            present = await self._store.read()
            if present is not None and present.access != tokens.access:
                return present
            raise NoAccess(f"a renewal of the token is under way, or ended unknown; {CONSENT}")
        try:
            found = await self.ask(
                {
                    "grant_type": "refresh_token",
                    "refresh_token": tokens.refresh.get_secret_value(),
                }
            )
        except NotSent:
            await self._store.give_back(tokens)
            raise
        await self._store.keep(found)
        return found

    async def consented(self, code: str, verifier: str) -> None:
        """Turn the code of a consent into a first pair and store it. Raises ZaloError."""
        asked = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        await self._store.keep(await self.ask(asked))

    async def ask(self, form: dict[str, str]) -> Tokens:
        """One call of the token service. Raises NotSent, Doubtful or Refused."""
        secret = self._settings.app_secret or SecretStr("")
        answer = await self._http.post(
            f"{self._settings.oauth_url.rstrip('/')}/v4/oa/access_token",
            form={**form, "app_id": self._settings.app_id or ""},
            headers={"secret_key": secret.get_secret_value()},
        )
        access, refresh = answer.get("access_token"), answer.get("refresh_token")
        if isinstance(access, str) and isinstance(refresh, str) and access and refresh:
            life = _seconds(answer.get("expires_in"))
            return Tokens(
                SecretStr(access), SecretStr(refresh), self._now() + timedelta(seconds=life)
            )
        code = answer.get("error")
        if isinstance(code, int) and code:
            raise Refused(code, str(answer.get("error_name") or "")[:100])
        raise Doubtful("an answer that is not Zalo's")


def consent_url(settings: ZaloOaSettings, verifier: str, state: str) -> str:
    """The page on which the account's administrator agrees; it leads back with `?code=`."""
    from yarl import URL

    page = URL(settings.oauth_url) / "v4/oa/permission"
    return str(
        page.with_query(
            app_id=settings.app_id or "",
            redirect_uri=settings.redirect_url or "",
            code_challenge=challenge(verifier),
            state=state,
        )
    )


def challenge(verifier: str) -> str:
    """SHA-256 of the verifier in base64 for addresses, without padding."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _seconds(given: Any) -> int:
    """`expires_in` is a text; nonsense counts as a life of an hour."""
    try:
        seconds = int(given)
    except (TypeError, ValueError):
        return 3600
    return min(max(seconds, _LEAST_LIFE), _MOST_LIFE)
