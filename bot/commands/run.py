"""The bot in production: settings from the environment and `.env`."""

import argparse
import asyncio
from datetime import timedelta
from functools import partial

from bot import logs, opening, serving
from bot.app import App
from bot.clock import Clock
from bot.errors import CannotStart
from bot.papers.files import files
from bot.settings import Settings
from channels.base import Channel
from channels.telegram.links import deep_link
from channels.telegram.settings import TelegramSettings
from channels.web import WebChannel
from db import people
from db.base import Database
from domain.substitution import SubstitutionRules
from handlers.base import Policy
from texts import operator as words
from web.kept_papers import Papers
from web.server import Server
from web.sheet import Sheets

NAME = "run"
HELP = "production, settings from .env"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Only what must be said out loud; everything else is a setting."""
    parser.add_argument(
        "--web-chat-on-real-data",
        action="store_true",
        help="open the web chat although real people have joined on another channel",
    )


def run(options: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl-C; every problem at the start is one line with the fix."""
    settings, telegram = opening.settings(Settings), opening.settings(TelegramSettings)
    logs.set_up(settings.log_level, settings.log_format)
    return asyncio.run(_run(settings, telegram, options.web_chat_on_real_data))


async def _run(settings: Settings, telegram: TelegramSettings, insisted: bool) -> int:
    serving.require_free(settings.host, settings.port)
    async with opening.migrated(settings.database_url) as database:
        return await _serve(database, settings, telegram, insisted)


async def _serve(
    database: Database, settings: Settings, telegram: TelegramSettings, insisted: bool
) -> int:
    clock = Clock()
    wanted = settings.web_chat == "on" or (settings.web_chat == "auto" and telegram.token is None)
    chat = WebChannel() if wanted else None
    channels: list[Channel] = [] if chat is None else [chat]
    routes = []
    if telegram.token is not None:
        from channels.telegram.channel import Telegram  # large; only with a token

        wire = Telegram(telegram, clock.now)
        routes = wire.webhook_routes()
        channels.append(wire)
    sheets, papers = _sheets(clock, telegram), Papers(clock.now, files)
    policy = Policy(
        consent_version=settings.consent_version,
        code_lifetime=timedelta(hours=settings.join_code_hours),
        sheet=sheets.keep,
        substitution=SubstitutionRules(
            approval=settings.substitution_approval,
            patience=timedelta(hours=settings.substitution_hours),
        ),
        papers=papers.keep,
    )
    app = App(database, clock, channels, policy=policy, resend_unknown=settings.resend_unknown)
    if chat is not None and not insisted and await _real_people(database):
        raise CannotStart(words.web_chat_refused())
    await serving.until_stopped(
        app,
        chat,
        settings.host,
        settings.port,
        sheets=sheets,
        papers=papers,
        network_routes=routes,
        ready=_ready,
    )
    return 0


def _sheets(clock: Clock, telegram: TelegramSettings) -> Sheets:
    """Printed sheets whose QR opens the bot, where its name is set."""
    name = telegram.username
    return Sheets(clock.now, name, partial(deep_link, name) if name else None)


async def _real_people(database: Database) -> bool:
    """Whether anybody has joined on a real network: then a page must not speak for them."""
    async with database.read() as session:
        return await people.joined_elsewhere(session, ("web", "console"))


def _ready(server: Server) -> None:
    print(words.ready(server.url), flush=True)
