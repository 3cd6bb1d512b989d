"""The same month by typed digits on Zalo and on Telegram ends in the same database.

Once for the town, and once for the whole sample district, which takes minutes.
"""

import shutil
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.app import App
from bot.sample_people import load
from db.base import Database
from db.calls import Call
from db.inbox import IncomingRow
from db.outbox import OutgoingRow
from domain.calendar import ZONE
from domain.messages import OutgoingState, Why
from tests.support.month import Month, Wire, state
from tests.support.residents import settle
from tests.support.wires import TelegramWire, ZaloWire
from tests.support.zalo_server import Fault

START = datetime(2026, 11, 20, 7, 45, tzinfo=ZONE)
END = datetime(2027, 1, 4, 8, 0, tzinfo=ZONE)
State = dict[str, list[tuple[Any, ...]]]


async def move_in(app: App) -> None:
    """The few people of the conversation tests, nobody joined."""
    async with app.database.begin() as session:
        await settle(session, app.clock.now() - timedelta(days=30))


@asynccontextmanager
async def played(
    wire: Wire, database: Database, district: Callable[[App], Awaitable[None]]
) -> AsyncIterator[Month]:
    """A whole month, from the printed codes to the last report."""
    async with wire.runs(database) as app:
        await district(app)
        month = Month(app, wire)
        await month.joins()
        await month.drafts("12/2026")
        await month.approves()
        await month.passes(END)
        yield month


async def ends(wire: Wire, database: Database, district: Any = move_in) -> State:
    async with played(wire, database, district):
        pass
    found = await state(database)
    await database.close()
    return found


@pytest.fixture
def opened(sqlite_template: Path, tmp_path: Path) -> Callable[[str], Database]:
    """A new empty database by name."""

    def open_one(name: str) -> Database:
        file = shutil.copy(sqlite_template, tmp_path / f"{name}.sqlite3")
        return Database(f"sqlite:///{file}")

    return open_one


def unlike(one: State, other: State) -> dict[str, list[tuple[Any, Any]]]:
    """Rows that differ, by table."""
    return {
        table: [(a, b) for a, b in zip(rows, other[table], strict=False) if a != b][:3]
        or [(len(rows), len(other[table]))]
        for table, rows in one.items()
        if rows != other[table]
    }


@pytest.mark.slow
async def test_a_month_on_zalo_ends_like_one_on_telegram(
    opened: Callable[[str], Database],
) -> None:
    on_zalo = await ends(ZaloWire(START, 1), opened("zalo"))
    on_telegram = await ends(TelegramWire(START), opened("telegram"))
    assert unlike(on_zalo, on_telegram) == {}
    assert len(on_zalo["meeting_results"]) >= 5
    assert len(on_zalo["outgoing"]) > 100


@pytest.mark.slow
@pytest.mark.timeout(3600)
async def test_a_month_of_the_whole_district(opened: Callable[[str], Database]) -> None:
    zalo = ZaloWire(START, 6)
    on_zalo = await ends(zalo, opened("zalo"), load)
    on_telegram = await ends(TelegramWire(START), opened("telegram"), load)
    assert unlike(on_zalo, on_telegram) == {}
    assert max(len(bot.users) for bot in zalo.zalo.bots) <= 50
    assert sum(not sent.delivered for bot in zalo.zalo.bots for sent in bot.sent) == 0


@pytest.mark.slow
@pytest.mark.parametrize("mirrored", [False, True], ids=["200", "mirrored"])
async def test_two_hours_of_outage_lose_nothing_and_double_nothing_known_delivered(
    opened: Callable[[str], Database], mirrored: bool
) -> None:
    """Away while everybody is to hear of the plan, and then its month is used up as well.

    What people write comes thrice and mixed up all the time.
    """
    wire, database = ZaloWire(START, 1, mirrored=mirrored), opened("stormy")
    zalo = wire.zalo
    zalo.knobs.duplicate, zalo.knobs.reorder = 2, True
    async with wire.runs(database) as app:
        await move_in(app)
        month = Month(app, wire)
        await month.joins()
        await month.drafts("12/2026")
        away = Fault("*", "html", 504, times=1_000_000)
        zalo.faults += [Fault("sendMessage", "done_code", 408), away]
        before = len(zalo.bot.delivered)
        await month.approves()
        await month.passes(START + timedelta(hours=1))
        used_up = Fault("sendMessage", "refuse", 429)
        zalo.faults[:0] = [used_up, Fault("getMe", "slow")]  # well for a moment, but used up
        await month.passes(START + timedelta(hours=2))
        assert used_up.times == 0
        assert len(zalo.bot.delivered) == before + 1  # the one it denied
        zalo.faults.clear()
        await month.passes(END)
    async with database.read() as session:
        rows = (await session.scalars(select(OutgoingRow))).all()
        incoming = (await session.scalars(select(IncomingRow))).all()
        calls = set(await session.scalars(select(Call.person_id)))
    await database.close()
    arrived = Counter((sent.chat, sent.text) for sent in zalo.bot.delivered)
    known = Counter((row.chat, row.text) for row in rows if row.state == OutgoingState.SENT)
    doubtful = [row for row in rows if row.state == OutgoingState.UNKNOWN]
    spared = [row for row in rows if row.reason == Why.QUOTA]
    assert known - arrived == Counter()  # nothing called sent was lost
    assert arrived - known - Counter((row.chat, row.text) for row in doubtful) == Counter()
    assert 1 <= len(doubtful) <= 3  # and not one for each message of two hours
    assert spared
    asked = {row.person_id for row in (*doubtful, *spared) if row.kind != "answer"}
    assert asked <= calls  # whoever was not told by us is phoned
    assert not [row.key for row in rows if row.state in (OutgoingState.WAITING, "sending")]
    brought = {one.event["message"]["message_id"] for one in zalo.bot.webhook.log}
    assert len(incoming) == len(brought) == month.said
    assert {row.state for row in incoming} == {"done"}
