"""Consent for a Zalo Official Account: its administrator agrees, and we keep the tokens."""

import asyncio
import secrets
import string
import sys

from yarl import URL

from bot import opening
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.oa_tokens import DatabaseTokens
from bot.settings import Settings
from channels.zalo_http import ZaloError
from channels.zalo_oa.api import OaApi
from channels.zalo_oa.failures import explain
from channels.zalo_oa.settings import ZaloOaSettings
from channels.zalo_oa.tokens import consent_url
from texts import zalo as words

CLOCK = Clock()
_VERIFIER = string.ascii_letters + string.digits
_VERIFIER_LENGTH = 43


def run(action: str, database: str | None) -> int:
    """`consent` or `info`. Raises CannotStart."""
    settings = opening.settings(ZaloOaSettings)
    if settings.id is None:
        raise CannotStart(words.no_account())
    url = database or opening.settings(Settings).database_url
    if action == "info":
        return asyncio.run(_ask(settings, url))
    if settings.redirect_url is None:
        raise CannotStart(words.no_redirect())
    verifier = "".join(secrets.choice(_VERIFIER) for _ in range(_VERIFIER_LENGTH))
    state = secrets.token_urlsafe(16)
    print(words.consent_steps(consent_url(settings, verifier, state)), flush=True)  # noqa: T201
    code = _code(sys.stdin.readline(), settings.id, state)
    return asyncio.run(_ask(settings, url, code, verifier))


def _code(led_to: str, oa: str, state: str) -> str:
    """The code in the address the browser was led to. Raises CannotStart."""
    try:
        found = URL(led_to.strip()).query
    except ValueError:
        raise CannotStart(words.no_code()) from None
    if "code" not in found or found.get("state") != state:
        raise CannotStart(words.no_code())
    if found.get("oa_id", oa) != oa:
        raise CannotStart(words.other_account(found["oa_id"], oa))
    return found["code"]


async def _ask(
    settings: ZaloOaSettings, url: str, code: str | None = None, verifier: str = ""
) -> int:
    """Keep the tokens of a consent, if there is one, and see that they work."""
    async with opening.migrated(url) as database:
        tokens = DatabaseTokens(database, settings.id or "", CLOCK)
        api = OaApi(settings, tokens, CLOCK.now)
        api.open()
        try:
            if code is not None:
                await api.keeper.consented(code, verifier)
            name = await api.about()
        except ZaloError as error:
            raise CannotStart(words.account_trouble(explain(error)), NOT_DONE) from None
        finally:
            await api.close()
        pair = await tokens.read()
        assert pair is not None  # the call above used it
        print(words.account_well(name, pair.expires_at))  # noqa: T201
    return 0
