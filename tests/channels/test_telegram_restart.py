"""A bot process killed in the middle, again and again: every message is stored exactly once."""

import asyncio
import sqlite3
import sys
from pathlib import Path

from tests.support.bot_api import BotApi

ROOT = Path(__file__).parents[2]


async def run_bot(api: BotApi, database: Path, total: int, *crash: str) -> int:
    arguments = [api.url, api.token, str(database), str(total), *crash]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.crashing_bot", *arguments, cwd=ROOT
    )
    async with asyncio.timeout(30):
        return await process.wait()


async def test_kill_9_loses_nothing_and_doubles_nothing(api: BotApi, tmp_path: Path) -> None:
    people = [api.user(name) for name in ("Hà", "Lương", "Vi")]
    for n in range(30):
        people[n % 3].says(f"{n:02d}")
    database = tmp_path / "came.sqlite3"

    assert await run_bot(api, database, 30, "before", "5") == -9
    assert len(api.updates.waiting) == 30  # killed within the first batch: nothing was confirmed
    assert await run_bot(api, database, 30, "after", "12") == -9
    api.updates.inject({"message": "malformed"})
    assert await run_bot(api, database, 30) == 0

    rows = sqlite3.connect(database).execute("SELECT chat, text FROM came").fetchall()
    assert sorted(text for _, text in rows) == [f"{n:02d}" for n in range(30)]
    for person in people:
        mine = [text for chat, text in rows if chat == str(person.id)]
        assert mine == sorted(mine)
