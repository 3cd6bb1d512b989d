"""The real program, killed at random moments of a month under load: nothing lost, nothing twice.

`CHIBO_KILLS=200` plays the whole month, as docs/delivery.md tells; CI plays its busiest days.
"""

import asyncio
import logging
import os
import signal
import time
from datetime import datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import pytest

from db.base import Database
from domain.calendar import ZONE, at, local_date
from tests.support.bot_api import BotApi
from tests.support.killed_house import MADE, SPEED, District, lives

log = logging.getLogger(__name__)

KILLS = int(os.environ.get("CHIBO_KILLS", "40"))
BUSY = datetime(2026, 12, 3, 8, 0, tzinfo=ZONE)
NOON = clock_time(12)
PATIENCE_SECONDS = 120
LONGEST_LIFE, LONGEST_GAP = 2.5, timedelta(hours=2)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_killed_at_random_moments_of_a_month(database: Database, tmp_path: Path) -> None:
    async with BotApi() as api, lives(database, api, tmp_path) as born:
        district = await District(database, api, seed=KILLS).open()
        now, began = (MADE if KILLS >= 150 else BUSY), time.monotonic()
        chatter = asyncio.create_task(district.chatter())
        for _ in range(KILLS):
            pid = await born.start(now)
            life = district.chance.uniform(0.05, LONGEST_LIFE)
            await asyncio.sleep(life)
            assert await born.end(pid, signal.SIGKILL) == signal.SIGKILL, "it had ended by itself"
            now += timedelta(seconds=life * SPEED) + district.chance.random() * LONGEST_GAP
        chatter.cancel()
        now = at(local_date(now) + timedelta(days=1), NOON)
        pid = await born.start(now, speed=1)
        until = time.monotonic() + PATIENCE_SECONDS
        while (left := await district.left(now)) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.5)
        assert left == []
        assert await born.end(pid, signal.SIGTERM) == 0
        found = await district.tally(KILLS, now)
    when, seconds = f"{now:%d/%m %H:%M}", time.monotonic() - began
    log.info("%s, until %s in %.0f s", found, when, seconds)
    if report := os.environ.get("CHIBO_KILLS_REPORT"):
        kind = database.url.get_backend_name()
        with Path(report).open("a") as file:  # noqa: ASYNC230 - after everything was measured
            file.write(f"{kind} until {when} in {seconds:.0f} s: {found}\n")
    assert found.doubled == []
    assert found.lost == []
    assert found.sent > KILLS
