"""Makes one-time join codes and a printable sheet of slips with QR codes (A4, HTML).

Exit status: 0 made, or nobody is missing; 1 the place cannot be written to; 2 nobody is meant.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from errno import EACCES
from functools import partial
from pathlib import Path

from bot import inviting, networks, opening
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.inviting import NobodyMeant, Wanted
from bot.settings import Settings
from channels.telegram.links import deep_link
from channels.telegram.settings import TelegramSettings
from domain.seating import Door
from domain.slips import Slip
from texts import operator as operator_words
from texts import sheet as words
from web.sheet import sheet

NAME = "codes"
HELP = "make join codes and a sheet to print"

CLOCK = Clock()
SHEET = Path("var/codes.html")


def arguments(parser: argparse.ArgumentParser) -> None:
    """For whom, and where the sheet goes."""
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument(
        "--missing", action="store_true", help="everybody who has not joined (default)"
    )
    whom.add_argument("--all", action="store_true", help="also who has joined: a second channel")
    whom.add_argument("--person", metavar="CODE", help="one person, by roster code")
    whom.add_argument("--commune", metavar="NAME", help="those of a commune who have not joined")
    parser.add_argument("--out", type=Path, default=SHEET, help=f"the sheet (default: {SHEET})")
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Make the codes, print them, write the sheet; see the module for the exit status."""
    settings, of_networks = opening.settings(Settings), networks.settings()
    _require_place(options.out)
    wanted = Wanted(options.person, options.commune, joined=options.all)
    lifetime = timedelta(hours=settings.join_code_hours)
    url = options.database or settings.database_url
    slips = asyncio.run(_make(url, wanted, CLOCK.now(), lifetime, of_networks.doors))
    if not slips:
        print(words.everybody_joined())
        return 0
    print(words.printed(slips))
    _write(options.out, slips, asyncio.run(_bot_name(of_networks.telegram)))
    print(words.made(len(slips), slips[0].expires_at, str(options.out)))
    if of_networks.doors and (standing := sum(not slip.zalo for slip in slips)):
        print(words.no_seats(standing), file=sys.stderr)
    return 0


async def _make(
    url: str, wanted: Wanted, now: datetime, lifetime: timedelta, doors: Sequence[Door]
) -> Sequence[Slip]:
    async with opening.migrated(url) as database:
        try:
            return await inviting.make(database, wanted, now=now, lifetime=lifetime, doors=doors)
        except NobodyMeant as nobody:
            line = words.nobody(nobody.asked) if nobody.asked else operator_words.empty_roster()
            raise CannotStart(line) from None


async def _bot_name(settings: TelegramSettings) -> str | None:
    """The bot's name as set, or as Telegram tells it; None without a token or an answer."""
    if settings.username is not None or settings.token is None:
        return settings.username
    from channels.telegram.channel import Telegram, TelegramTrouble  # large; only with a token

    telegram = Telegram(settings, CLOCK.now)
    try:
        return (await telegram.get_me()).username
    except TelegramTrouble as trouble:
        print(words.no_bot_name(str(trouble)), file=sys.stderr)
        return None
    finally:
        await telegram.stop()


def _require_place(file: Path) -> None:
    """Make sure of the place first: codes that cannot be printed only end those handed out."""
    with _one_line(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            file.unlink()
        elif not os.access(file.parent, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))


def _write(file: Path, slips: Sequence[Slip], bot: str | None) -> None:
    """For the owner's eyes: each code lets somebody speak for a person of the roster."""
    with _one_line(file):
        file.touch(mode=0o600)
        link = partial(deep_link, bot) if bot else None
        file.write_text(sheet(slips, bot, link), encoding="utf-8")


@contextmanager
def _one_line(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        line = words.cannot_write(str(file), error.strerror or type(error).__name__)
        raise CannotStart(line, NOT_DONE) from None
