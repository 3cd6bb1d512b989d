"""Telegram out, over real HTTP: the text as written, its buttons, and what each failure means."""

import asyncio
import socket
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from channels.base import Failure, MenuEntry, SendError
from channels.telegram.channel import Telegram
from domain.messages import Address, Option
from tests.support.bot_api import BotApi, Fault, Pacing, User
from tests.support.telegram_house import NOW, House, settings, telegram, to, until


@pytest.fixture
def ha(api: BotApi) -> User:
    """Somebody who has written to the bot."""
    person = api.user("Hà")
    person.says("/start")
    return person


async def failure_of(channel: Telegram, person: User, text: str = "chào") -> SendError:
    with pytest.raises(SendError) as caught:
        await channel.send(to(person, text))
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "Đã ghi: *VẮNG*, lý_do [công tác](http://x) `24 20 3` <b>1 & 2</b> \\ ~ || # + - = { } . !",
        "Tuần 49 (30/11-06/12/2026), xã Na Mèo: 7/9 chi bộ 👍🏽",
        "dòng một\n\n\n  thụt vào\tvà tab",
        "%20 ?a=b&c=d; \u200b",
    ],
)
async def test_a_text_arrives_as_it_was_written(api: BotApi, ha: User, text: str) -> None:
    async with telegram(api) as channel:
        sent = await channel.send(to(ha, text))

    assert ha.heard == [text]
    assert sent == str(ha.chat.sent[0].id)
    asked = ha.chat.sent[0].asked
    assert not {"parse_mode", "entities", "reply_markup"} & asked.keys()
    assert asked["link_preview_options"] == {"is_disabled": True}


async def test_options_become_buttons_that_name_question_and_number(api: BotApi, ha: User) -> None:
    async with telegram(api) as channel:
        await channel.send(to(ha, "Dự?\n1 Có dự\n2 Không", "Có dự", "Không", question=2**31 - 1))

    assert ha.buttons == ["Có dự", "Không"]
    data = [row[0]["callback_data"] for row in ha.chat.sent[0].buttons]
    assert data == ["q1:zik0zj:1", "q1:zik0zj:2"]


async def test_options_without_a_question_are_read_not_pressed(api: BotApi, ha: User) -> None:
    async with telegram(api) as channel:
        await channel.send(to(ha, "Dự?\n1 Có dự", "Có dự", question=None))

    assert (ha.heard, ha.buttons) == (["Dự?\n1 Có dự"], [])


async def test_a_long_text_arrives_in_numbered_parts_with_buttons_on_the_last(
    api: BotApi, ha: User
) -> None:
    lines = [f"{n:03d} bản Mòng 👍 họp 19h30, đồng chí Hà dự" for n in range(250)]
    async with telegram(api) as channel:
        sent = await channel.send(to(ha, "\n".join(lines), "Đã rõ"))

    heads = [text.split("\n", 1)[0] for text in ha.heard]
    assert heads == ["(1/3)", "(2/3)", "(3/3)"]
    assert [line for text in ha.heard for line in text.split("\n")[1:]] == lines
    assert [bool(message.buttons) for message in ha.chat.sent] == [False, False, True]
    assert sent == str(ha.chat.sent[-1].id)


async def test_parts_keep_the_pace_of_one_chat(ha: User, api: BotApi) -> None:
    api.pacing = Pacing(per_chat_second=2)
    async with telegram(api, per_chat_second=1.5) as channel:
        await channel.send(to(ha, "chữ " * 2500))

    assert len(ha.heard) == 3


@pytest.mark.parametrize(
    "fault",
    [Fault("sendMessage", status=502), Fault("sendMessage", status=429, retry_after=1)],
    ids=["502", "429"],
)
async def test_a_later_part_that_fails_leaves_the_outcome_unknown(
    api: BotApi, ha: User, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    async def fail_next(seconds: float) -> None:
        api.faults.append(fault)

    async with telegram(api) as channel:
        monkeypatch.setattr("channels.telegram.send.asyncio.sleep", fail_next)
        error = await failure_of(channel, ha, "chữ " * 1500)

    assert error.failure is Failure.UNKNOWN
    assert error.reason.startswith("part 2 of 2: ")
    assert len(ha.heard) == 1


async def test_refusals_of_the_person_are_permanent(api: BotApi, ha: User) -> None:
    async with telegram(api) as channel:
        ha.blocks()
        blocked = await failure_of(channel, ha)
        ha.unblocks()
        ha.chat.gone = True
        gone = await failure_of(channel, ha)
        never_wrote = await failure_of(channel, api.user("Lương"))

    assert {error.failure for error in (blocked, gone, never_wrote)} == {Failure.PERMANENT}
    assert blocked.reason == "403 Forbidden: bot was blocked by the user"
    assert never_wrote.reason == "400 Bad Request: chat not found"


async def test_refusals_of_the_text_are_not_the_persons(api: BotApi, ha: User) -> None:
    async with telegram(api) as channel:
        empty = await failure_of(channel, ha, " \n ")
        api.faults.append(Fault("sendMessage", status=413, description="Request Entity Too Large"))
        too_large = await failure_of(channel, ha)

    assert {empty.failure, too_large.failure} == {Failure.BAD_MESSAGE}


async def test_the_networks_pause_is_passed_on(api: BotApi, ha: User) -> None:
    api.pacing = Pacing(per_second=1)
    async with telegram(api) as channel:
        await channel.send(to(ha, "một"))
        real = await failure_of(channel, ha)
        fault = Fault("sendMessage", status=429, description="Too Many Requests", retry_after=37)
        api.faults.append(fault)
        long = await failure_of(channel, ha)

    assert (real.failure, real.retry_after) == (Failure.QUOTA, timedelta(seconds=1))
    assert long.retry_after == timedelta(seconds=37)


@pytest.mark.parametrize(
    ("fault", "failure", "heard"),
    [
        (Fault("sendMessage", status=500), Failure.PASSING, 0),
        (Fault("sendMessage", status=502), Failure.PASSING, 0),
        (Fault("sendMessage", status=503, foreign=True), Failure.PASSING, 0),
        (Fault("sendMessage", status=504, foreign=True), Failure.UNKNOWN, 0),
        (Fault("sendMessage", status=401, description="Unauthorized"), Failure.PASSING, 0),
        # A block page or a proxy says nothing about the person.
        (Fault("sendMessage", status=403, foreign=True), Failure.PASSING, 0),
        (Fault("sendMessage", status=400, foreign=True), Failure.PASSING, 0),
        (Fault("sendMessage", status=302, foreign=True), Failure.PASSING, 0),
        (Fault("sendMessage", "reset"), Failure.UNKNOWN, 0),
        (Fault("sendMessage", "done_reset"), Failure.UNKNOWN, 1),
        (Fault("sendMessage", "done_silent"), Failure.UNKNOWN, 1),
        (Fault("sendMessage", "garbage"), Failure.UNKNOWN, 1),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else None,
)
async def test_each_failure_says_whether_it_may_have_arrived(
    api: BotApi, ha: User, fault: Fault, failure: Failure, heard: int
) -> None:
    api.faults.append(fault)
    async with telegram(api, read_seconds=0.2) as channel:
        error = await failure_of(channel, ha)

    assert error.failure is failure
    assert len(ha.heard) == heard


async def test_an_answer_without_a_number_leaves_it_unknown(api: BotApi, ha: User) -> None:
    api.new_message = lambda: None  # type: ignore[method-assign,assignment,return-value]
    async with telegram(api) as channel:
        error = await failure_of(channel, ha)

    assert error.failure is Failure.UNKNOWN
    assert ha.heard == ["chào"]


async def test_no_connection_is_passing(api: BotApi, ha: User) -> None:
    async with telegram(api) as channel:
        await api.down()
        refused = await failure_of(channel, ha)
        await channel.stop()
        stopped = await failure_of(channel, ha)

    assert refused.failure is stopped.failure is Failure.PASSING
    assert refused.reason == "no connection: ClientConnectorError"
    assert stopped.reason == "the channel is stopped"


async def test_a_host_that_swallows_connections_is_passing(ha: User, api: BotApi) -> None:
    # A listener whose queue is full drops what comes, as a carrier's block does.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, ExitStack() as waiting:
        api.port = full.getsockname()[1]
        for _ in range(3):
            caller = waiting.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", api.port))
        async with telegram(api, connect_seconds=0.2) as channel:
            error = await failure_of(channel, ha)

    assert error.failure is Failure.PASSING
    assert error.reason == "no connection: ConnectionTimeoutError"


async def test_many_messages_at_once_all_arrive(api: BotApi) -> None:
    people = [api.user(f"người {n}") for n in range(94)]
    for person in people:
        person.says("/start")
    async with telegram(api) as channel:
        await asyncio.gather(
            *(channel.send(to(person, f"chào {person.name}")) for person in people)
        )

    assert all(person.heard == [f"chào {person.name}"] for person in people)


async def test_the_own_number_is_asked_by_a_key_that_goes_away_again(
    api: BotApi, ha: User, house: House
) -> None:
    options = (Option("contact", "Gửi số của tôi"), Option("no", "Không"))
    ask = replace(to(ha, "Chia sẻ số?", "?"), options=options)
    async with telegram(api, house) as channel:
        await channel.send(ask)
        assert (ha.keys, ha.buttons) == (["Gửi số của tôi", "Không"], [])
        ha.presses("Gửi số của tôi")
        await house.stores(2)
        await channel.send(to(ha, "Cảm ơn đồng chí."))
        removed = ha.chat.sent[-1].asked["reply_markup"]
        await channel.send(to(ha, "Tiếp."))

    assert removed == {"remove_keyboard": True}
    assert house.stored[1].contact is not None
    assert house.stored[1].contact.own
    assert "reply_markup" not in ha.chat.sent[-1].asked


async def test_the_menu_of_a_chat_is_replaced_and_may_fail(
    api: BotApi, ha: User, caplog: pytest.LogCaptureFixture
) -> None:
    address = Address("telegram", "424242", str(ha.id))
    menu = (MenuEntry("lich", "Lịch của đồng chí"), MenuEntry("trogiup", "x" * 300))
    async with telegram(api) as channel:
        await channel.show_menu(address, menu)
        assert [entry["command"] for entry in ha.chat.menu] == ["lich", "trogiup"]
        await channel.show_menu(address, (MenuEntry("Lịch", "tên sai"),))
        await channel.show_menu(Address("telegram", "424242", "not a number"), menu)

    assert caplog.text.count("the menu of a chat was not set") == 2
    assert len(ha.chat.menu) == 2


async def test_calls_go_through_the_proxy(api: BotApi, ha: User) -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Forward one plain HTTP request to the stand-in, as an HTTP proxy does."""
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head)
        size = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if b"content-length:" in line),
            0,
        )
        body = await reader.readexactly(size)
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", api.port)
        method, url, rest = head.split(b" ", 2)
        path = url.replace(api.url.encode().replace(b"127.0.0.1:%d" % api.port, b"api.test"), b"")
        rest = rest.replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n", 1)
        up_writer.write(method + b" " + path + b" " + rest + body)
        writer.write(await up_reader.read())
        up_writer.close()
        writer.close()

    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    channel = Telegram(
        settings(api, api_url="http://api.test", proxy=f"http://u:p@127.0.0.1:{port}"), lambda: NOW
    )
    await channel.get_me()  # opens the connections
    await channel.send(to(ha, "qua proxy"))
    await channel.stop()
    server.close()

    assert ha.heard == ["qua proxy"]
    assert b"proxy-authorization: basic" in asked[0].lower()


async def test_a_dead_proxy_is_a_passing_failure_without_its_password(
    api: BotApi, ha: User
) -> None:
    async with telegram(api, proxy="http://u:matkhau@127.0.0.1:1") as channel:
        error = await failure_of(channel, ha)
        await until(lambda: channel.trouble)

    assert error.failure is Failure.PASSING
    assert "matkhau" not in f"{error!r} {channel.trouble}"
