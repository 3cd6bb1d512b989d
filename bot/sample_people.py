"""The sample district ready to use: loaded, and almost everybody joined on one channel."""

import tempfile
from pathlib import Path

from bot import importer, sample
from bot.app import App
from db import joining, people
from db.joining import Joining
from domain.calendar import local_date
from domain.people import Role
from domain.web_chats import address_of

CONSENT = "sample"


async def load(app: App) -> None:
    """Create the tables and the sample district in an empty database."""
    await app.prepare()
    now = app.clock.now()
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "sample.xlsx"
        sample.write_workbook(workbook)
        await importer.load(app.database, workbook, now=now, today=local_date(now))


async def join_most(app: App, channel: str, bot: str, *, left_out: int) -> None:
    """Join everybody but the first few secretaries and cadres, who are left to try joining."""
    now = app.clock.now()
    day = local_date(now)
    async with app.database.begin() as session:
        everybody = await people.holders(session, tuple(Role), day)
        strangers = {
            person.id
            for role in (Role.SECRETARY, Role.CADRE)
            for person in [p for p in everybody if p.holds(role)][:left_out]
        }
        for person in everybody:
            if person.id not in strangers:
                chat = address_of(person.id).chat
                started = Joining(
                    channel=channel, bot=bot, chat=chat, person_id=person.id, version=CONSENT
                )
                await joining.bind(session, started, now)
