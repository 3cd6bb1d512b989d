"""The Zalo Official Account: does its token work, until when, and can it reach phone numbers."""

from collections.abc import AsyncIterator

from bot import opening
from bot.checkup import Finding, broken, note, well
from bot.clock import Clock
from channels.zalo_oa.settings import ZaloOaSettings
from texts import doctor as words


async def examine(settings: ZaloOaSettings, url: str, clock: Clock) -> AsyncIterator[Finding]:
    """Asks Zalo one harmless thing; a token near its end is renewed by that, as by any call."""
    if settings.id is None:
        yield well(words.oa_off())
        return
    from bot.oa_tokens import DatabaseTokens
    from channels.zalo_http import ZaloError
    from channels.zalo_oa.api import OaApi
    from channels.zalo_oa.failures import explain

    database = opening.database(url)
    tokens = DatabaseTokens(database, settings.id, clock)
    api = OaApi(settings, tokens, clock.now)
    api.open()
    try:
        name = await api.about()
        pair = await tokens.read()
        assert pair is not None  # the call above used it
        yield well(words.oa_well(name, pair.expires_at))
    except ZaloError as error:
        yield broken(words.oa_trouble(explain(error)))
    except Exception as error:  # a database without tables says it in its own finding
        yield broken(words.oa_trouble(type(error).__name__))
    finally:
        await api.close()
        await database.close()
    if settings.template is None:
        yield note(words.oa_without_template())
