"""Figures asked for in Telegram come as files, through the same outbox as every message."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import update

from bot import filing
from bot.app import App
from channels.telegram.channel import Telegram
from db import joining
from db.audit import EXPORTED, AuditEntry
from db.joining import Joining
from db.outbox import OutgoingRow
from db.people import Post
from handlers.base import Policy
from tests.support.bot_api import BotApi, Fault, User
from tests.support.telegram_house import settings
from tests.support.town import Player, Town, instant


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as running:
        yield running


@asynccontextmanager
async def on_telegram(town: Town, api: BotApi, *, public: str = "") -> AsyncIterator[App]:
    """The town's house, with Telegram as its only network and files it can make."""
    channel = Telegram(settings(api), town.clock.now)
    exports = filing.exports(town.database, town.clock.now, key="k" * 32, public=public)
    policy = filing.with_files(Policy(), exports)
    app = App(town.database, town.clock, [channel], policy=policy)
    async with app.running():
        yield app


async def joins(town: Town, api: BotApi, player: Player) -> User:
    """Somebody of the town has a Telegram account, and it is their only one."""
    user = api.user(player.resident.name)
    user.chat.started = True
    started = Joining(
        channel="telegram", bot="424242", chat=str(user.id), person_id=player.id, version="test"
    )
    async with town.database.begin() as session:
        await joining.bind(session, started, town.clock.now())
    return user


def files_of(user: User) -> dict[str, bytes]:
    return dict(sent.file for sent in user.chat.sent if sent.file is not None)


@pytest.mark.slow
async def test_figures_come_as_files_without_any_page(town: Town, api: BotApi) -> None:
    await town.publish()
    user = await joins(town, api, town.commune_leader)
    async with on_telegram(town, api):
        user.says("/xuat tháng 12")
        await user.hears(5)
        user.says("/hinh tháng 12")
        await user.hears(6)
    assert user.heard[0] == (
        "Tháng 12/2026, Na Mèo: gửi kèm 4 tệp: báo cáo (DOCX), số liệu (CSV), bảng tính (XLSX), "
        "lịch họp Na Mèo, khổ A4 (PDF). Xin đ/c không chuyển tiếp."
    )
    assert user.heard[2] == "Số liệu (CSV): tháng 12/2026, Na Mèo"
    files = files_of(user)
    names = ["bao-cao-2026-12.docx", "chi-bo-2026-12.csv", "chi-bo-2026-12.xlsx"]
    assert [name for name in files if not name.endswith(("pdf", "png"))] == names
    assert files["tinh-hinh.png"].startswith(b"\x89PNG")
    assert [name for name, content in files.items() if content.startswith(b"%PDF")] == list(files)[
        3:4
    ]
    table = files["chi-bo-2026-12.csv"].decode("utf-8-sig")
    assert "NM01" in table
    assert "SD01" not in table  # what is its neighbour's stands in the database, not in its files
    assert api.count("sendPhoto") == 1
    noted = [row.detail["what"] for row in await town.rows(AuditEntry, action=EXPORTED)]
    assert noted == ["xuat", *files]


@pytest.mark.slow
async def test_the_whole_area_gets_no_schedule_of_each_commune(town: Town, api: BotApi) -> None:
    await town.publish()
    user = await joins(town, api, town.leader)
    async with on_telegram(town, api):
        user.says("/xuat tháng 12")
        await user.hears(4)
        user.says("/xuat tháng 12 Sơn Điện")
        await user.hears(9)
    assert "Lịch họp in khổ A4 của một xã: nhắn /xuat tháng 12/2026 rồi tên xã." in user.heard[0]
    assert len([name for name in files_of(user) if name.endswith("pdf")]) == 1


@pytest.mark.slow
async def test_a_refused_picture_is_answered_in_words(town: Town, api: BotApi) -> None:
    await town.publish()
    user = await joins(town, api, town.leader)
    api.faults.append(Fault("sendPhoto", status=400, description="IMAGE_PROCESS_FAILED"))
    async with on_telegram(town, api, public="https://chibo.example"):
        user.says("/hinh tháng 12")
        await user.hears(1)
    assert re.search(r"chưa gửi được tệp này.* https://chibo\.example/tep/\S+$", user.heard[0])
    assert files_of(user) == {}
    (row,) = await town.rows(OutgoingRow, channel="telegram")
    assert (row.state, row.attempts) == ("sent", 1)


@pytest.mark.slow
async def test_a_file_waits_out_a_pause_of_the_network_and_arrives_once(
    town: Town, api: BotApi
) -> None:
    await town.publish()
    user = await joins(town, api, town.leader)
    fault = Fault("sendPhoto", status=429, description="Too Many Requests", retry_after=1)
    api.faults.append(fault)
    async with on_telegram(town, api):
        user.says("/hinh")
        await user.hears(1, seconds=8)
    assert list(files_of(user)) == ["tinh-hinh.png"]
    assert api.count("sendPhoto") == 2


async def test_who_lost_the_right_before_it_was_sent_gets_no_file(town: Town, api: BotApi) -> None:
    await town.publish()
    user = await joins(town, api, town.commune_leader)
    async with on_telegram(town, api) as app:
        held = app.outbox.lane(app.channels[0])
        held.hold(1)
        user.says("/hinh tháng 12")
        async with town.database.begin() as session:
            await session.execute(
                update(Post)
                .where(Post.person_id == town.commune_leader.id)
                .values(valid_to=instant("2026-11-10 00:00").date())
            )
        await user.hears(1)
    assert files_of(user) == {}
