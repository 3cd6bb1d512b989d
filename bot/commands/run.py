"""The bot in production: settings from the environment and `.env`."""

import argparse
import asyncio
from dataclasses import replace
from functools import partial

from bot import filing, holding, logs, networks, opening, policies, serving, sharing
from bot.app import App
from bot.clock import Clock
from bot.errors import CannotStart
from bot.exports import Exports
from bot.networks import NetworkSettings
from bot.papers.files import files
from bot.settings import Settings
from channels.base import Channel
from channels.telegram.links import deep_link
from channels.telegram.settings import TelegramSettings
from channels.web import WebChannel
from db import migrate, people
from db.base import Database
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

    parser.add_argument(
        "--role",
        metavar="ROLES",
        help="one of several processes on one PostgreSQL (docs/scale.md): receive, work, tick, "
        "send, with commas between",
    )


def run(options: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl-C; every problem at the start is one line with the fix."""
    settings, of_networks = opening.settings(Settings), networks.settings()
    logs.set_up(settings.log_level, settings.log_format)
    if options.role is not None:
        return asyncio.run(sharing.run(settings, of_networks, options.role, _say))
    return asyncio.run(_run(settings, of_networks, options.web_chat_on_real_data))


async def _run(settings: Settings, of_networks: NetworkSettings, insisted: bool) -> int:
    async with opening.closing(settings.database_url) as database:
        if database.exists:
            await opening.reach(database)
            await holding.refuse_if_held(database)
        serving.require_free(settings.host, settings.port)
        await opening.reach(database)
        await migrate.upgrade(database)
        clock = Clock()
        async with holding.alone(database, clock) as house:
            return await _serve(database, clock, settings, of_networks, insisted, house)


async def _serve(
    database: Database,
    clock: Clock,
    settings: Settings,
    of_networks: NetworkSettings,
    insisted: bool,
    house: holding.Holding,
) -> int:
    chat = _chat(settings, of_networks)
    wires = networks.wires(of_networks, database, clock)
    channels: list[Channel] = [*([] if chat is None else [chat]), *wires.channels]
    sheets, papers = _sheets(clock, of_networks.telegram), Papers(clock.now, files)
    policy = policies.of(settings, of_networks)
    if chat is not None:  # without it there is no page on which they could be opened
        policy = replace(policy, sheet=sheets.keep, papers=papers.keep)
    exports = _exports(database, clock, settings)
    policy = filing.with_files(policy, exports, settings.templates)
    app = App(
        database,
        clock,
        channels,
        policy=policy,
        resend_unknown=settings.resend_unknown,
        under=lambda _: house,
    )
    if chat is not None and not insisted and await _real_people(database):
        raise CannotStart(words.web_chat_refused())
    await serving.until_stopped(
        app,
        chat,
        settings.host,
        settings.port,
        sheets=sheets,
        papers=papers,
        exports=exports,
        network_routes=wires.routes,
        ready=_ready,
        holding=house,
    )
    return 0


def _chat(settings: Settings, of_networks: NetworkSettings) -> WebChannel | None:
    """The chat page, where it is wanted."""
    alone = settings.web_chat == "auto" and not of_networks.any_on
    return WebChannel() if settings.web_chat == "on" or alone else None


def _exports(database: Database, clock: Clock, settings: Settings) -> Exports:
    """Signed addresses of files, under the key and the public address of the settings."""
    return filing.exports(
        database,
        clock.now,
        key=settings.link_key.get_secret_value(),
        folder=settings.templates,
        public=settings.public_url,
    )


def _sheets(clock: Clock, telegram: TelegramSettings) -> Sheets:
    """Printed sheets whose QR opens the bot, where its name is set."""
    name = telegram.username
    return Sheets(clock.now, name, partial(deep_link, name) if name else None)


async def _real_people(database: Database) -> bool:
    """Whether anybody has joined on a real network: then a page must not speak for them."""
    async with database.read() as session:
        return await people.joined_elsewhere(session, ("web", "console"))


def _ready(server: Server) -> None:
    _say(words.ready(server.url))


def _say(line: str) -> None:
    print(line, flush=True)
