"""chibo for the bench: a district whose December is published, then the whole house on Telegram.

`python -m bench.answering.house prepare|run DATABASE API`. Prepared once a
database; each run prints "ready" and ends with its standard input.
"""

import argparse
import asyncio
import sys
from datetime import datetime

from sqlalchemy import func, select

from bench.answering.peer import FIRST_CHAT
from bot import garbage
from bot.app import App
from bot.clock import AdjustableClock
from bot.computing import InThread
from bot.sample_people import join_most, load
from channels.telegram.channel import Telegram
from channels.telegram.settings import TelegramSettings
from channels.web import WebChannel
from db import joining, people
from db.base import Database
from db.joining import Joining
from db.visits import PromiseRow, Visit
from domain.calendar import ZONE, local_date
from domain.ids import PersonId
from domain.messages import Incoming
from domain.people import Role
from domain.web_chats import address_of
from tests.support.bot_api.server import TOKEN

START = datetime(2026, 11, 20, 7, 45, tzinfo=ZONE)
LATER = datetime(2026, 11, 25, 8, 45, tzinfo=ZONE)
CHATS = 16


async def prepare(url: str) -> None:
    """Everybody has heard of December; some cadres with one visit ahead are on Telegram too."""
    database, clock, channel = Database(url), AdjustableClock(START), WebChannel()
    app = App(database, clock, [channel], compute=InThread())
    await load(app)
    await join_most(app, channel.name, channel.bot, left_out=0)
    await channel.start(app.inbox.receive)
    async with database.read() as session:
        (office, *_) = await people.holders(session, [Role.COORDINATOR], local_date(START))
    for number, text in enumerate(("/kehoach 12/2026", "/duyet", "1")):
        await channel.carry(Incoming(address_of(office.id), f"k{number}", text, clock.now()))
        await app.settle()
    async with database.begin() as session:
        alone = select(Visit.person_id).group_by(Visit.person_id).having(func.count() == 1)
        cadres = (await session.scalars(alone.order_by(Visit.person_id).limit(CHATS))).all()
        assert len(cadres) == CHATS
        for number, cadre in enumerate(cadres):
            chat = Joining(
                channel="telegram",
                bot=TOKEN.partition(":")[0],
                chat=str(FIRST_CHAT + number),
                person_id=PersonId(cadre),
                version="bench",
            )
            await joining.bind(session, chat, LATER)
    await database.close()


async def run(url: str, api: str) -> None:
    """Answer until standard input ends; then say how many promises are recorded."""
    settings = TelegramSettings(
        _env_file=None,
        token=TOKEN,
        api_url=api,
        per_second=100_000,
        per_chat_second=100_000,
    )
    database, clock = Database(url), AdjustableClock(LATER)
    app = App(database, clock, [Telegram(settings, clock.now)], compute=InThread())
    async with app.running():
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)
    async with database.read() as session:
        print(await session.scalar(select(func.count()).select_from(PromiseRow)), flush=True)
    await database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("prepare", "run"))
    parser.add_argument("database")
    parser.add_argument("api", nargs="?", default="")
    asked = parser.parse_args()
    garbage.collect_seldom()  # as `python -m bot` does
    if asked.what == "prepare":
        asyncio.run(prepare(asked.database))
    else:
        asyncio.run(run(asked.database, asked.api))
