"""The sample district with a chat in the browser and a clock that you move: no token needed."""

import argparse
import asyncio
from datetime import datetime
from pathlib import Path

from bot import filing, logs, opening, serving
from bot.app import App
from bot.clock import AdjustableClock
from bot.errors import NOT_DONE, CannotStart
from bot.papers.files import files
from bot.sample_people import join_most, load
from channels.web import WebChannel
from db.base import Database
from db.copying import is_empty
from domain.calendar import ZONE
from handlers.base import Policy
from texts import database_move as move_words
from texts import operator as words
from texts import roster as roster_words
from web.kept_papers import Papers
from web.server import Server
from web.sheet import Sheets

NAME = "demo"
HELP = "sample district, chat in the browser, a clock you can move"

HOST = "127.0.0.1"
FILE = Path("var/demo.sqlite3")
START = datetime(2026, 11, 20, 7, 45, tzinfo=ZONE)
LEFT_OUT = 2  # secretaries and cadres who have not joined, so that joining can be tried


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve, and where the district is kept."""
    parser.add_argument("--port", type=int, default=8765)
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--file", type=Path, help=f"a new one to be kept; without it {FILE} begins anew each time"
    )
    place.add_argument(
        "--database", metavar="URL", help="an empty one to be kept, such as a PostgreSQL"
    )


def run(options: argparse.Namespace) -> int:
    """A fresh district each time, whatever `.env` says; Ctrl-C ends it."""
    logs.set_up("WARNING", "text")
    serving.require_free(HOST, options.port)
    if options.file is not None and options.file.exists():
        raise CannotStart(roster_words.exists(str(options.file)))
    if options.file is None and options.database is None:
        for end in ("", "-wal", "-shm"):
            Path(f"{FILE}{end}").unlink(missing_ok=True)
    asyncio.run(_demo(options.database or f"sqlite:///{options.file or FILE}", options.port))
    return 0


async def _demo(url: str, port: int) -> None:
    async with opening.migrated(url) as database:
        async with database.read() as session:
            if not await is_empty(session):
                raise CannotStart(move_words.not_empty(), NOT_DONE)
        await _serve(database, port)


async def _serve(database: Database, port: int) -> None:
    chat = WebChannel()
    clock = AdjustableClock(START)
    sheets, papers = Sheets(clock.now), Papers(clock.now, files)
    exports = filing.exports(database, clock.now)
    policy = filing.with_files(Policy(sheet=sheets.keep, papers=papers.keep), exports)
    app = App(database, clock, [chat], policy=policy)
    await load(app)
    await join_most(app, chat.name, chat.bot, left_out=LEFT_OUT)
    await serving.until_stopped(
        app, chat, HOST, port, sheets=sheets, papers=papers, exports=exports, ready=_ready
    )


def _ready(server: Server) -> None:
    print(words.demo_ready(server.url), flush=True)
