"""A process that receives from Telegram into SQLite, and may be killed in the middle.

    python -m tests.support.crashing_bot API_URL TOKEN DATABASE TOTAL [before|after KEY_COUNT]

Stores `TOTAL` messages once by key, then stops in order. With `before` or `after` it kills itself
(SIGKILL, no clean-up of any kind) just before or just after committing the given message.
"""

import asyncio
import os
import signal
import sqlite3
import sys
from datetime import UTC, datetime

from channels.telegram.channel import Telegram
from channels.telegram.settings import TelegramSettings
from domain.messages import Incoming


async def main(api_url: str, token: str, path: str, total: str, *crash: str) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE IF NOT EXISTS came (key TEXT UNIQUE, chat TEXT, text TEXT)")
    enough = asyncio.Event()

    def stored() -> int:
        return int(database.execute("SELECT count(*) FROM came").fetchone()[0])

    async def receive(incoming: Incoming) -> None:
        row = (incoming.key, incoming.address.chat, incoming.text)
        due = bool(crash) and stored() + 1 == int(crash[1])
        with database:
            database.execute("INSERT OR IGNORE INTO came VALUES (?, ?, ?)", row)
            await asyncio.sleep(0)
            if due and crash[0] == "before":
                os.kill(os.getpid(), signal.SIGKILL)
        if due:
            os.kill(os.getpid(), signal.SIGKILL)
        if stored() == int(total):
            enough.set()

    made = TelegramSettings(_env_file=None, token=token, api_url=api_url)
    channel = Telegram(made, lambda: datetime.now(UTC))
    await channel.start(receive)
    await enough.wait()
    await channel.stop()
    database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
