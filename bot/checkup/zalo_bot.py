"""Zalo's bots: is each token good, and does what people write come to this installation."""

from collections.abc import AsyncIterator

from yarl import URL

from bot.checkup import Finding, broken, note, well
from channels.zalo_bot.settings import BotAccount, ZaloBotSettings
from texts import doctor as words


async def examine(settings: ZaloBotSettings) -> AsyncIterator[Finding]:
    """Asks Zalo twice for each bot, changes nothing there, and never polls."""
    if settings.token is None:
        yield well(words.zalo_off())
        return
    if settings.mode == "polling":
        yield note(words.zalo_polls())
    for account in settings.bots:
        async for finding in _bot(settings, account):
            yield finding


async def _bot(settings: ZaloBotSettings, account: BotAccount) -> AsyncIterator[Finding]:
    from channels.zalo_bot.registration import ZaloTrouble, registration

    async with registration(settings, account) as calls:
        try:
            me = await calls.me()
            yield well(words.zalo_bot(me.name, account.link))
            if me.id != account.id and settings.link is None:
                yield note(words.zalo_link_unsure(account.id, me.id))
            yield _way(settings, account, await calls.webhook())
        except ZaloTrouble as trouble:
            yield broken(words.zalo_trouble(account.id, str(trouble)))


def _way(settings: ZaloBotSettings, account: BotAccount, present: str) -> Finding:
    """How events come now, beside how they should."""
    host = URL(present).host or present
    if settings.mode == "polling":
        return broken(words.zalo_webhook_in_the_way(host)) if present else well(words.zalo_free())
    if present == settings.webhook_of(account.id):
        return well(words.zalo_webhook_here(host))
    return broken(words.zalo_webhook_elsewhere(host))
