"""Sets up Zalo by hand: where it brings messages of bots, and consent for an Official Account.

Zalo allows only some of the calls about webhooks a day, so `run` makes none of them by itself. Exit
status: 0 done, 1 not well, 2 wrongly asked.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable

from bot import oa_consent, opening
from bot.errors import CannotStart
from channels.zalo_bot.registration import Probe, Registration, ZaloTrouble, registration
from channels.zalo_bot.settings import BotAccount, ZaloBotSettings
from texts import zalo as words

NAME = "zalo"
HELP = "set up Zalo: webhook set, info, test, delete; oa consent, info"

# Prints what it did for one bot; False when something is not well.
Work = Callable[[ZaloBotSettings, BotAccount, Registration], Awaitable[bool]]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and for which bot."""
    subjects = parser.add_subparsers(dest="subject", required=True, metavar="SUBJECT")
    webhook = subjects.add_parser("webhook", help="where Zalo brings messages")
    webhook.add_argument("action", choices=sorted(ACTIONS))
    webhook.add_argument("--bot", metavar="ID", help="one bot by its number (default: every bot)")
    account = subjects.add_parser("oa", help="the Official Account")
    account.add_argument("action", choices=["consent", "info"])
    account.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Do it; see the module for the exit status."""
    if options.subject == "oa":
        return oa_consent.run(options.action, options.database)
    settings = opening.settings(ZaloBotSettings)
    accounts = [bot for bot in settings.bots if options.bot in (None, bot.id)]
    if not accounts:
        raise CannotStart(words.no_such_bot(options.bot))
    if options.action == "set" and settings.mode != "webhook":
        raise CannotStart(words.webhook_mode_first())
    return asyncio.run(_run(settings, accounts, ACTIONS[options.action]))


async def _run(settings: ZaloBotSettings, accounts: list[BotAccount], work: Work) -> int:
    well = True
    for account in accounts:
        async with registration(settings, account) as calls:
            try:
                well &= await work(settings, account, calls)
            except ZaloTrouble as trouble:
                print(words.trouble(account.id, str(trouble)))
                well = False
    return 0 if well else 1


async def _set(settings: ZaloBotSettings, account: BotAccount, calls: Registration) -> bool:
    """Only when it is not so yet: calls of a day are counted."""
    url = settings.webhook_of(account.id)
    if await calls.webhook() == url:
        print(words.webhook_already(account.id, url))
        return True
    assert settings.webhook_secret is not None  # the settings see to it in webhook mode
    probe = await calls.set(url, settings.webhook_secret.get_secret_value())
    print(words.webhook_set(account.id, url))
    return probe is None or _told(account, probe)


async def _info(settings: ZaloBotSettings, account: BotAccount, calls: Registration) -> bool:
    present = await calls.webhook()
    print(words.webhook_is(account.id, present))
    wanted = settings.webhook_of(account.id) if settings.mode == "webhook" else ""
    if present == wanted:
        return True
    print(words.webhook_should_be(wanted))
    return False


async def _test(settings: ZaloBotSettings, account: BotAccount, calls: Registration) -> bool:
    return _told(account, await calls.test())


async def _delete(settings: ZaloBotSettings, account: BotAccount, calls: Registration) -> bool:
    await calls.delete()
    print(words.webhook_deleted(account.id))
    return True


def _told(account: BotAccount, probe: Probe) -> bool:
    print(words.probed(account.id, probe.well, probe.outcome, probe.hint))
    return probe.well


ACTIONS: dict[str, Work] = {"set": _set, "info": _info, "test": _test, "delete": _delete}
