"""Looks at settings, database, clock, disk, port, Telegram and Zalo; changes nothing.

One line each, with the fix. Exit status: 0 no fault, 1 at least one.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from bot import logs, networks, opening, policies
from bot.checkup import Finding, Level, broken, database, jobs, machine, telegram, zalo_bot, zalo_oa
from bot.clock import Clock
from bot.errors import CannotStart, nobody_reads
from bot.settings import Settings
from texts import doctor as words

NAME = "doctor"
HELP = "is everything in order, and what to do if not"

CLOCK = Clock()
SHOWN = {Level.WELL: words.well, Level.NOTE: words.note, Level.BROKEN: words.broken}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which database to look at."""
    parser.add_argument("--database", metavar="URL", help="instead of CHIBO_DATABASE_URL")


def run(options: argparse.Namespace) -> int:
    """Print every finding; see the module for the exit status."""
    logs.set_up("ERROR", "text")
    return asyncio.run(_run(options.database))


async def _run(url: str | None) -> int:
    faults = 0
    async for finding in _findings(url):
        for line in finding.line.splitlines():
            _say(SHOWN[finding.level](line))
        faults += finding.level is Level.BROKEN
    _say(words.summed_up(faults))
    return int(faults > 0)


def _say(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:  # what is being looked at ends all the same
        nobody_reads()


async def _findings(url: str | None) -> AsyncIterator[Finding]:
    try:
        settings, of_networks = opening.settings(Settings), networks.settings()
        opened = opening.database(url or settings.database_url)
    except CannotStart as problem:
        yield broken(problem.lines)
        return
    for finding in machine.env_file(Path(".env")):
        yield finding
    try:
        async for finding in database.examine(opened, CLOCK):
            yield finding
        policy = policies.of(settings, of_networks)
        async for finding in jobs.examine(opened, policy, CLOCK.now()):
            yield finding
    finally:
        await opened.close()
    yield machine.disk(Path(str(opened.url.database)).parent if opened.is_sqlite else Path())
    yield await machine.port(settings.host, settings.port)
    async for finding in telegram.examine(of_networks.telegram, CLOCK):
        yield finding
    async for finding in zalo_bot.examine(of_networks.zalo_bot):
        yield finding
    async for finding in zalo_oa.examine(of_networks.zalo_oa, url or settings.database_url, CLOCK):
        yield finding
