"""Telegram: is the token good, and does what people write come to this installation."""

from collections.abc import AsyncIterator

from yarl import URL

from bot.checkup import Finding, broken, note, well
from bot.clock import Clock
from channels.telegram.settings import TelegramSettings
from texts import doctor as words


async def examine(settings: TelegramSettings, clock: Clock) -> AsyncIterator[Finding]:
    """Asks Telegram twice and changes nothing there; no poll, which would end the bot's own."""
    if settings.token is None:
        yield well(words.telegram_off())
        return
    from channels.telegram.channel import Telegram, TelegramTrouble  # large; only with a token

    telegram = Telegram(settings, clock.now)
    try:
        account = await telegram.get_me()
        yield well(words.telegram_bot(account.username))
        if settings.username not in (None, account.username):
            yield broken(words.telegram_other_name(str(settings.username), account.username))
        yield _way(settings, await telegram.webhook_url())
    except TelegramTrouble as trouble:
        yield broken(words.telegram_trouble(str(trouble)))
    finally:
        await telegram.stop()


def _way(settings: TelegramSettings, present: str) -> Finding:
    """How updates come now, beside how they should."""
    wanted = (settings.webhook_url or "") if settings.mode == "webhook" else ""
    host = URL(present).host or present
    if present and present != wanted:
        return broken(words.telegram_webhook_elsewhere(host))
    if wanted and not present:
        return note(words.telegram_webhook_not_yet())
    return well(words.telegram_webhook_here(host) if present else words.telegram_polls())
