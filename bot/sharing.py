"""`python -m bot run --role …`: starting one of several processes that share one PostgreSQL."""

from collections.abc import Callable
from dataclasses import replace

from bot import filing, holding, networks, opening, policies, serving
from bot.clock import Clock
from bot.errors import NOT_DONE, CannotStart
from bot.exports import Exports
from bot.handing import Handing
from bot.networks import NetworkSettings
from bot.part import Duty, Part
from bot.settings import Settings
from db import migrate
from db.base import Database
from texts import operator as words
from web.server import Server, application

Ready = Callable[[str], None]


async def run(settings: Settings, of_networks: NetworkSettings, said: str, ready: Ready) -> int:
    """Until SIGTERM or SIGINT; `ready` hears the line that says so. Raises CannotStart."""
    duties = _duties(said)
    if not of_networks.any_on:
        raise CannotStart(words.no_networks())
    telegram = of_networks.telegram
    if Duty.RECEIVE in duties and telegram.mode == "webhook" and telegram.webhook_secret is None:
        raise CannotStart(words.no_secret())
    async with opening.closing(settings.database_url) as database:
        if database.is_sqlite:
            raise CannotStart(words.roles_need_postgres())
        await opening.reach(database)
        await migrate.upgrade(database)
        engine, clock = await _engine(database), Clock()
        async with holding.one_of_many(database, clock):
            exports = filing.exports(
                database,
                clock.now,
                key=settings.link_key.get_secret_value(),
                folder=settings.templates,
                # only under a key that all processes share does an address of one open at another
                public=settings.public_url if settings.link_key.get_secret_value() else "",
            )
            policy = policies.of(settings, of_networks)
            part = Part(
                database,
                clock,
                networks.wires(of_networks, database, clock),
                engine,
                duties=duties,
                policy=filing.with_files(policy, exports, settings.templates),
                resend_unknown=settings.resend_unknown,
            )
            await _until_stopped(part, settings, exports, ready)
    return 0


def _duties(said: str) -> list[Duty]:
    names = [name.strip() for name in said.split(",")]
    for name in names:
        if name not in set(Duty):
            raise CannotStart(words.unknown_role(name, list(Duty)))
    return [role for role in Duty if role in names]


async def _engine(database: Database) -> Handing:
    try:
        from bot import queueing  # an extra: only who has several machines installs it
    except ImportError:
        raise CannotStart(words.no_engine(), NOT_DONE) from None
    if not await queueing.installed(database):
        raise CannotStart(words.no_queue(), NOT_DONE)
    return queueing.Queueing(database)


async def _until_stopped(part: Part, settings: Settings, exports: Exports, ready: Ready) -> None:
    """Who receives also serves the pages, to which networks bring messages."""
    serves = Duty.RECEIVE in part.duties
    if serves:
        serving.require_free(settings.host, settings.port)
    stop = serving.stop_event()
    pages = serving.house(part.app, None, exports=exports, ticked=part.app.clock.now)
    if Duty.TICK in part.duties:
        pages = replace(pages, ticked=lambda: part.app.metronome.last_tick)
    async with part.running():
        server: Server | None = None
        if serves:
            served = application(pages, part.routes)
            server = await serving.served(served, settings.host, settings.port)
        ready(words.part_ready(sorted(part.duties), None if server is None else server.url))
        await stop.wait()
        if server is not None:
            await server.stop()
