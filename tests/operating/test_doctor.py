"""`python -m bot doctor`: each thing that can be wrong is one line, and it changes nothing."""

import os
import shutil
import sqlite3
from collections import namedtuple
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from bot.app import App
from bot.checkup import Finding, Level, database, machine, telegram
from bot.clock import AdjustableClock, Clock
from bot.serving import house
from channels.web import WebChannel
from db import health, outbox
from db.base import Database, Session
from domain.messages import Address, Words
from tests.operating.conftest import Run
from tests.support.bot_api import BotApi, Fault
from tests.support.bot_api.server import TOKEN
from tests.support.telegram_house import settings
from web.server import application, serve


async def lines(findings: AsyncIterator[Finding]) -> dict[str, Level]:
    return {finding.line: finding.level async for finding in findings}


def one(found: dict[str, Level], part: str) -> Level:
    (level,) = [level for line, level in found.items() if part in line]
    return level


def test_all_is_well_on_the_sample_district(run: Run, district: str, free_port: int) -> None:
    status, said, trouble = run("doctor", "--database", district, CHIBO_PORT=str(free_port))
    assert (status, trouble) == (0, "")
    shown = said.splitlines()
    assert [line for line in shown[:-1] if not line.startswith("tốt ")] == []
    assert "94 chi bộ, 251 người, 0 đã tham gia" in said
    assert "Việc theo lịch đã chạy đủ." in said
    assert shown[-1] == "Không có lỗi."


def test_before_the_first_start_nothing_is_made(run: Run, free_port: int) -> None:
    status, said, _ = run("doctor", CHIBO_PORT=str(free_port))
    assert status == 0
    assert "chú ý  Chưa có" in said
    assert list(Path("var").iterdir()) == []


def test_several_faults_are_all_told(run: Run, free_port: int) -> None:
    Path(".env").write_text(f"CHIBO_PORT={free_port}\n")
    Path(".env").chmod(0o644)
    url = "postgresql+asyncpg://chibo:geheim@127.0.0.1:1/chibo"
    bot = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:1"}
    status, said, _ = run("doctor", "--database", url, **bot)
    assert status == 1
    faults = [line for line in said.splitlines() if line.startswith("LỖI ")]
    assert len(faults) == 2
    assert "ConnectionRefusedError" in faults[0]
    assert "Telegram cannot be reached" in faults[1]
    assert "chmod 600 .env" in said
    assert "geheim" not in said
    assert TOKEN.partition(":")[2] not in said


def test_settings_that_cannot_be_read(run: Run) -> None:
    status, said, _ = run("doctor", CHIBO_PORT="many", CHIBO_LOG_LEVEL="loud")
    assert status == 1
    assert [line.split(" sai:")[0] for line in said.splitlines()[:2]] == [
        "LỖI    Cài đặt CHIBO_PORT",
        "LỖI    Cài đặt CHIBO_LOG_LEVEL",
    ]


async def test_what_is_due_and_does_not_leave(database: Database) -> None:
    clock = AdjustableClock(datetime.now(UTC))
    async with database.begin() as session:
        await _queue(session, clock.now())
    assert one(await lines(doctor_of(database, clock)), "kẹt") is Level.WELL
    clock.move_to(clock.now() + timedelta(minutes=31))
    found = await lines(doctor_of(database, clock))
    assert one(found, "0 giờ 31 phút mà chưa gửi") is Level.BROKEN


def doctor_of(opened: Database, clock: Clock) -> AsyncIterator[Finding]:
    return database.examine(opened, clock)


async def _queue(session: Session, now: datetime) -> None:
    await outbox.queue_answer(
        session,
        key="k",
        person_id=None,
        address=Address("web", "local", "p1"),
        content=Words("chào"),
        now=now,
    )


async def test_a_clock_that_disagrees(database: Database) -> None:
    wrong = AdjustableClock(datetime.now(UTC) - timedelta(hours=1))
    if database.is_sqlite:
        async with database.begin() as session:
            await _queue(session, wrong.now())
    found = await lines(doctor_of(database, wrong))
    assert one(found, "lệch") is Level.BROKEN
    found = await lines(doctor_of(database, Clock()))
    assert one(found, "Đồng hồ: ") is Level.WELL


@pytest.mark.parametrize(
    ("revision", "said", "level"),
    [
        ("0000", "phiên bản 0000", Level.NOTE),
        (None, "phiên bản trống", Level.NOTE),
        ("9999", "mới hơn chương trình", Level.BROKEN),
    ],
)
async def test_tables_of_another_version(
    district: str, revision: str | None, said: str, level: Level
) -> None:
    opened = Database(district)
    connection = sqlite3.connect(str(opened.url.database))
    with connection:
        if revision is None:
            connection.execute("DROP TABLE alembic_version")
        else:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    assert one(await lines(doctor_of(opened, Clock())), said) is level
    await opened.close()


async def test_a_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode, **_: False)  # root may always write
    opened = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert list((await lines(doctor_of(opened, Clock()))).values()) == [Level.BROKEN]
    await opened.close()


Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("free", "level"), [(100, Level.BROKEN), (500, Level.NOTE), (5000, Level.WELL)]
)
def test_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, free * 1024 * 1024))
    assert machine.disk(Path()).level is level


async def test_the_port_is_taken_by_us_or_by_another(database: Database, free_port: int) -> None:
    app = App(database, Clock(), [WebChannel()])
    server = await serve(application(house(app, None)), "127.0.0.1", free_port)
    assert (await machine.port("127.0.0.1", free_port)).level is Level.NOTE  # has not ticked
    await app.metronome.tick(Clock().now())
    assert (await machine.port("127.0.0.1", free_port)).level is Level.WELL
    await server.stop()

    other = web.AppRunner(web.Application())
    await other.setup()
    await web.TCPSite(other, "127.0.0.1", free_port).start()
    found = await machine.port("127.0.0.1", free_port)
    assert found.level is Level.BROKEN
    assert str(free_port) in found.line
    await other.cleanup()


async def test_telegram_polling_webhook_and_another_installation() -> None:
    async with BotApi() as api:
        found = await lines(telegram.examine(settings(api), Clock()))
        assert list(found.values()) == [Level.WELL, Level.WELL]
        assert one(found, "@chibo_test_bot") is Level.WELL
        assert api.calls == ["getme", "getwebhookinfo"]  # no poll: it would end the bot's own

        ours = {"mode": "webhook", "webhook_url": "https://bot.example/telegram"}
        assert one(await lines(telegram.examine(settings(api, **ours), Clock())), "tự đăng ký")
        api.webhook.set("https://bot.example/telegram", "s")
        found = await lines(telegram.examine(settings(api, **ours), Clock()))
        assert one(found, "giao tin tới bot.example") is Level.WELL
        found = await lines(telegram.examine(settings(api), Clock()))
        assert one(found, "đang giao tin của bot này cho bot.example") is Level.BROKEN
        api.webhook.set("", "")


async def test_telegram_refuses_or_is_another_bot() -> None:
    async with BotApi() as api:
        found = await lines(telegram.examine(settings(api, username="quan_son_bot"), Clock()))
        assert one(found, "TELEGRAM_USERNAME=quan_son_bot") is Level.BROKEN
        api.faults = [Fault("getMe", status=401, description="Unauthorized")]
        found = await lines(telegram.examine(settings(api), Clock()))
        assert one(found, "refuses the token") is Level.BROKEN


async def test_counting_the_roster(database: Database) -> None:
    async with database.read() as session:
        assert await health.roster(session) == (0, 0, 0)
    assert one(await lines(doctor_of(database, Clock())), "Danh sách còn trống") is Level.NOTE
