"""Zalo with everything behind it: each message once, each prompt its own, a month that runs out."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from db.base import Database
from db.calls import Call, CallReason
from db.inbox import IncomingRow
from db.network_use import NetworkUse
from db.outbox import OutgoingRow
from db.questions import Question
from domain.messages import Ask, Option, OutgoingState, Why, Words
from domain.seating import Door
from tests.support import zalo_town as towns
from tests.support.town import instant
from tests.support.zalo_server import Fault
from tests.support.zalo_town import ZaloTown, running

Opened = Callable[..., AbstractAsyncContextManager[ZaloTown]]
MY, HOA, NGA, KHOI = "BT-NM01", "BT-SD01", "DP1", "QT1"


@pytest.fixture
async def database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """Files only: the queries are tested on both elsewhere."""
    opened = Database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'z.sqlite3')}")
    yield opened
    await opened.close()


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["200", "mirrored"])
def zalo_town(request: pytest.FixtureRequest, database: Database) -> Opened:
    """Errors of Zalo come with status 200, or with their own: both must read the same."""
    return partial(towns.zalo_town, database, mirrored=request.param)


async def test_a_duplicate_message_id_is_processed_once_across_a_restart(
    zalo_town: Opened,
) -> None:
    async with zalo_town(MY) as town:
        my = town.person(MY)
        town.zalo.knobs.duplicate = 1
        await town.says(my, "lich")
        assert len(my.heard) == 1
    (brought,) = {one.event["message"]["message_id"] for one in town.zalo.bot.webhook.log}
    async with _again(town):
        town.zalo.bot.webhook.bring(town.zalo.bot.webhook.log[0].event)
        await town.arrives()
        assert len(my.heard) == 1
        (row,) = await town.rows(IncomingRow)
        assert row.key == brought


async def test_unsupported_is_answered_once_a_day_and_somebody_phones(zalo_town: Opened) -> None:
    async with zalo_town(MY) as town:
        my, stranger = town.person(MY), town.person("lạ")
        for who in (my, my, stranger, stranger):
            who.sends_unsupported()
        await town.arrives()
        assert len(my.heard) == len(stranger.heard) == 1
        assert "Zalo không chuyển nội dung" in my.heard[0]
        (call,) = await town.rows(Call)
        assert (call.reason, call.person_id) == (CallReason.UNREADABLE, town.ids.people[MY])
        town.clock.move_to(instant("2026-11-03 09:00"))
        my.sends_unsupported()
        await town.arrives()
        assert len(my.heard) == 2
        await town.says(my, "lich")  # what can be read closes the tasks
        assert all(call.closed_by == "wrote" for call in await town.rows(Call))


async def test_a_group_is_never_answered(zalo_town: Opened) -> None:
    async with zalo_town(MY) as town:
        town.zalo.knobs.can_join_groups = True
        group = town.zalo.group("Chi bộ bản Mòng")
        await town.says(group, MY, "/lich", mentions=True)
        group.sends_unsupported(MY)
        await town.arrives()
        assert town.zalo.bot.sent == []
        assert await town.rows(Call, person_id=town.ids.people[MY]) == []
        assert [row.handled_by for row in await town.rows(IncomingRow)] == ["group", "group"]


async def test_a_digit_without_an_open_prompt_is_never_guessed(zalo_town: Opened) -> None:
    async with zalo_town(MY) as town:
        heard = await town.says(town.person(MY), "1")
        assert "không có câu hỏi nào" in heard[-1]


ASKED = Ask("test", Words("Đồng chí có dự không?", (Option("yes", "Có"), Option("no", "Vắng"))))


async def test_two_prompts_in_a_row_and_a_late_digit_for_the_first(zalo_town: Opened) -> None:
    async with zalo_town(MY) as town:
        my, bot = town.person(MY), town.zalo.bot
        await town.tell(MY, ASKED)
        await town.app.settle()
        assert my.heard[-1].endswith("1 Có\n2 Vắng")
        late = bot.event("text", my.sender, my.chat, {"text": "1"})
        town.clock.move_to(instant("2026-11-02 10:00"))
        await town.tell(MY, Ask(ASKED.kind, Words("Câu hỏi khác?", ASKED.words.options)))
        await town.app.settle()
        first, second = await town.rows(Question)
        assert (first.state, second.state) == ("closed", "open")  # the newer voids the older
        bot.arrive(late, sender=my.id)  # typed an hour ago, for the first
        await town.arrives()
        assert "đã đóng" in my.heard[-1] or "không có câu hỏi" in my.heard[-1]
        assert [question.state for question in await town.rows(Question)] == ["closed", "open"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendMessage", "done_code", 408),
        Fault("sendMessage", "done_reset"),
        Fault("sendMessage", "garbage"),
    ],
    ids=lambda fault: fault.kind,
)
async def test_a_send_that_may_have_arrived_is_not_sent_again(
    zalo_town: Opened, fault: Fault
) -> None:
    async with zalo_town(MY) as town:
        town.zalo.faults.append(Fault(fault.method, fault.kind, fault.code))
        await town.tell(MY, "Họp 19h30")
        await town.app.settle()
        town.clock.move_to(instant("2026-11-02 18:00"))
        await town.app.settle()
    async with _again(town):
        await town.app.settle()
        assert town.person(MY).heard == ["Họp 19h30"]
        (row,) = await town.rows(OutgoingRow)
        assert (row.state, row.reason) == (OutgoingState.UNKNOWN, Why.TIMED_OUT)
        (call,) = await town.rows(Call)
        assert call.reason == CallReason.UNDELIVERED


@asynccontextmanager
async def _again(town: ZaloTown) -> AsyncIterator[None]:
    """The process starts anew on the same database."""
    await town.zalo.up()
    async with running(town):
        yield
    await town.zalo.down()


# --- the month ---


async def test_every_part_and_every_word_counts(zalo_town: Opened) -> None:
    async with zalo_town(MY) as town:
        await town.tell(MY, "chữ " * 1000)  # three parts
        await town.says(town.person(MY), "lich")
        (use,) = await town.rows(NetworkUse)
        assert (use.month, use.sent) == ("2026-11", 4)
        assert use.sent == len(town.zalo.bot.delivered)


async def test_at_80_percent_the_office_hears_once(zalo_town: Opened) -> None:
    async with zalo_town(MY, KHOI, monthly_limit=20) as town:
        khoi = town.person(KHOI)
        for number in range(15):
            await town.tell(MY, f"tin {number}")
        await town.app.settle()
        assert khoi.heard == []
        town.clock.move_to(town.clock.now() + timedelta(minutes=1))
        await town.says(town.person(MY), "lich")  # one in, one out
        await town.app.settle()
        (heard,) = khoi.heard
        assert "16/20 tin" in heard or "17/20 tin" in heard


async def test_at_95_percent_only_answers_and_changes_go_out(zalo_town: Opened) -> None:
    async with zalo_town(MY, HOA, KHOI, monthly_limit=100) as town:
        await _use_up(town, 96)
        await town.tell(MY, "nhắc họp")
        await town.tell(HOA, "đổi lịch họp", kind="moved")
        await town.app.settle()
        my, hoa, khoi = (town.person(code) for code in (MY, HOA, KHOI))
        assert (my.heard, hoa.heard) == ([], ["đổi lịch họp"])
        assert "LICH" in (await town.says(my, "1"))[-1]
        assert any("96/100" in heard for heard in khoi.heard)
        row = (await town.rows(OutgoingRow, text="nhắc họp"))[0]
        assert (row.state, row.reason) == (OutgoingState.REFUSED, Why.QUOTA)
        (call,) = await town.rows(Call, person_id=town.ids.people[MY])
        assert call.reason == CallReason.UNDELIVERED
        town.clock.move_to(instant("2026-12-01 09:00"))  # the next month is a new one
        await town.tell(MY, "nhắc họp tháng 12")
        await town.app.settle()
        assert my.heard[-1] == "nhắc họp tháng 12"


async def test_who_has_another_bot_hears_there(zalo_town: Opened) -> None:
    async with zalo_town(MY, bots=2, monthly_limit=100) as town:
        await town.joins(MY, bot=1)
        await _use_up(town, 96, bot=1)
        await town.tell(MY, "nhắc họp")
        await town.app.settle()
        assert town.person(MY, 1).heard == []
        assert town.person(MY, 0).heard == ["nhắc họp"]
        assert await town.rows(Call, person_id=town.ids.people[MY]) == []


async def test_two_bots_used_up_send_nothing_to_and_fro(zalo_town: Opened) -> None:
    async with zalo_town(MY, bots=2, monthly_limit=100) as town:
        await town.joins(MY, bot=1)
        await _use_up(town, 96, bot=0)
        await _use_up(town, 96, bot=1)
        await town.tell(MY, "nhắc họp")
        await town.app.settle()
        row = (await town.rows(OutgoingRow, text="nhắc họp"))[0]
        assert (row.state, row.reason) == (OutgoingState.REFUSED, Why.QUOTA)
        assert len(await town.rows(Call, person_id=town.ids.people[MY])) == 1


async def test_429_loses_nothing_and_the_office_phones(zalo_town: Opened) -> None:
    async with zalo_town(MY, HOA) as town:
        town.zalo.knobs.monthly_limit = 1
        await town.tell(MY, "tin 1")
        await town.tell(HOA, "tin 2")
        await town.app.settle()
        await town.app.settle()
        assert [sent.text for sent in town.zalo.bot.delivered] == ["tin 1"]
        assert town.zalo.bot.count("sendMessage") == 2  # and no third try
        row = (await town.rows(OutgoingRow, text="tin 2"))[0]
        assert (row.state, row.reason) == (OutgoingState.REFUSED, Why.QUOTA)
        (call,) = await town.rows(Call)
        assert call.person_id == town.ids.people[HOA]


async def test_a_nearly_full_bot_is_told(zalo_town: Opened) -> None:
    async with zalo_town(MY, KHOI, user_limit=3) as town:
        for name in ("a", "b", "c"):
            await town.says(town.person(name), "chào")
        town.clock.move_to(town.clock.now() + timedelta(hours=2))
        await town.says(town.person(MY), "lich")
        await town.app.settle()
        assert any("đã đủ 3 người" in heard for heard in town.person(KHOI).heard)


async def _use_up(town: ZaloTown, sent: int, bot: int = 0) -> None:
    row = {"channel": "zalo_bot", "bot": town.zalo.bots[bot].id, "month": "2026-11"}
    async with town.database.begin() as session:
        session.add(NetworkUse(**row, kind="message", sent=sent, cost=0))
    town.clock.move_to(town.clock.now() + timedelta(minutes=1))  # the meter looks again


# --- trouble ---


async def test_reordered_and_doubled_answers_are_each_handled_once(zalo_town: Opened) -> None:
    async with zalo_town(MY) as town:
        town.zalo.knobs.reorder = True
        town.zalo.knobs.duplicate = 2
        my = town.person(MY)
        for said in ("lich", "toi", "trogiup"):
            my.says(said)
        await town.arrives()
        assert len(my.heard) == 3
        assert len(await town.rows(IncomingRow)) == 3


async def test_a_bot_that_is_down_never_delays_the_other(zalo_town: Opened) -> None:
    async with zalo_town(MY, bots=2) as town:
        await town.joins(HOA, bot=1)
        down = Fault("*", "html", 502, times=10_000, bot=town.zalo.bot.id)
        town.zalo.faults.append(down)
        await town.tell(MY, "cho Mỵ")
        await town.tell(HOA, "cho Hoa")
        await town.app.settle()
        assert town.person(HOA, 1).heard == ["cho Hoa"]
        assert town.person(MY).heard == []
        town.zalo.faults.clear()
        town.clock.move_to(instant("2026-11-02 09:05"))
        await town.app.settle()
        assert town.person(MY).heard == ["cho Mỵ"]


def _troubled(town: ZaloTown) -> bool:
    return any(getattr(channel, "trouble", None) for channel in town.app.channels)


async def test_a_bot_in_trouble_for_long_is_told_to_the_administrator_once(
    zalo_town: Opened,
) -> None:
    async with zalo_town(MY, bots=2) as town:
        await town.joins(KHOI, bot=1)
        # they first looked before the webhooks were set
        async with asyncio.timeout(20):
            while _troubled(town):  # noqa: ASYNC110 - nothing announces its end
                await asyncio.sleep(0.05)
        town.zalo.faults.append(Fault("*", "html", 502, times=10_000, bot=town.zalo.bot.id))
        await town.tell(MY, "cho Mỵ")
        await town.app.settle()
        for minutes in (10, 10, 10, 60):
            town.clock.move_to(town.clock.now() + timedelta(minutes=minutes))
            await town.app.settle()
        (heard,) = town.person(KHOI, 1).heard
        assert f"Kênh zalo_bot:{town.zalo.bot.id} gặp trục trặc đã lâu" in heard
        assert town.zalo.bot.token not in heard


async def test_joining_with_a_typed_code_on_zalo(zalo_town: Opened) -> None:
    async with zalo_town(NGA) as town:
        heard = await town.says(town.person(NGA), f"moi {MY}")
        code = next(word for word in heard[-1].split() if "-" in word and len(word) == 9)
        my = town.person("điện thoại của Mỵ")
        assert "1 Đồng ý" in (await town.says(my, code.lower()))[-1]
        assert "Đã đăng ký" in (await town.says(my, "1"))[-1]
        await town.tell(MY, "chào đ/c")
        await town.app.settle()
        assert my.heard[-1] == "chào đ/c"


async def test_a_code_names_the_bot_it_is_for(zalo_town: Opened) -> None:
    async with zalo_town(NGA) as town:
        door = Door(town.zalo.bot.id, "https://zalo.example/bot", 50)
        town.app.inbox.policy = replace(town.app.policy, doors=(door,))
        heard = await town.says(town.person(NGA), f"moi {MY}")
        assert ", nhắn tại https://zalo.example/bot" in heard[-1]


async def test_strangers_hear_one_polite_line_a_day(zalo_town: Opened) -> None:
    async with zalo_town() as town:
        stranger = town.person("lạ")
        for _ in range(3):
            await town.says(stranger, "ai đấy")
        assert len(stranger.heard) == 1
