"""What people write on Zalo reaches the house: by polling and by webhook, in both HTTP modes."""

import asyncio
import logging
import socket
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from channels.zalo_bot.translate import Malformed, translate, unwrap
from domain.messages import Address
from tests.support.telegram_house import NOW, House, until
from tests.support.zalo_house import SECRET, Hook, polling, webhook
from tests.support.zalo_server import Fault, ZaloServer

HEADER = "X-Bot-Api-Secret-Token"
MESSAGE = {
    "date": 1789033572455,
    "chat": {"chat_type": "PRIVATE", "id": "a1b2c3d4e5f60718293a"},
    "message_id": "m1a2b3c4d5e6f7081920",
    "from": {"id": "a1b2c3d4e5f60718293a", "is_bot": False, "display_name": "Hà"},
    "text": "dạ được",
}
EVENT = {"event_name": "message.text.received", "message": MESSAGE}


def read(message: dict[str, Any], kind: str = "text", name: str | None = "Bot Quan Sơn") -> Any:
    return translate(
        {"event_name": f"message.{kind}.received", "message": MESSAGE | message}, "7", name, NOW
    )


def without(*names: str) -> dict[str, Any]:
    return {"event_name": EVENT["event_name"]} | {
        "message": {name: value for name, value in MESSAGE.items() if name not in names}
    }


async def post(url: str, body: str | bytes, **headers: str) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status


# --- polling ---


async def test_a_polled_message_is_stored(zalo: ZaloServer, house: House) -> None:
    ha = zalo.person("Hà")
    async with polling(zalo, house):
        ha.says("  dạ được ạ ")
        (stored,) = await house.stores(1)
    assert stored.address == Address("zalo_bot", zalo.bot.id, ha.id)
    assert (stored.text, stored.private, stored.received_at) == ("dạ được ạ", True, NOW)
    assert zalo.bot.calls[:2] == ["getMe", "getWebhookInfo"]


async def test_401_stops_the_poller(
    zalo: ZaloServer, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with polling(zalo, house, token="12345:wrong", unheard=True) as channel:
        await until(lambda: channel.trouble)
        asked = zalo.strangers
        await asyncio.sleep(0.1)  # five times its pause
        assert zalo.strangers == asked == 1
    assert "ZALO_BOT_TOKEN" in str(channel.trouble)
    assert caplog.text.count("ZALO_BOT_TOKEN") == 1


async def test_200_idle_polls_cause_no_sleep_no_error_log_and_no_growth(
    zalo: ZaloServer, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    # a pause of an hour would end the test
    async with polling(zalo, house, poll_seconds=0, retry_seconds=3600, unheard=True) as channel:
        await until(lambda: zalo.bot.count("getUpdates") > 200)
        assert len(asyncio.all_tasks()) < 10
    assert channel.trouble is None
    assert house.deliveries == []
    assert caplog.records == []


async def test_an_empty_answer_at_once_is_not_asked_for_again_at_once(
    zalo: ZaloServer, house: House
) -> None:
    zalo.faults.append(Fault("getUpdates", "refuse", 408, times=10_000))
    async with polling(zalo, house, retry_seconds=0.05, unheard=True):
        await asyncio.sleep(0.3)
    assert 1 <= zalo.bot.count("getUpdates") <= 4  # after 0.05 s, 0.1 s, 0.2 s


async def test_a_dns_failure_sleeps(
    zalo: ZaloServer, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def fails(self: Any, *args: Any, **more: Any) -> Any:
        asked.append(args)
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", fails)
    nowhere = "http://zalo.invalid"
    async with polling(zalo, house, api_url=nowhere, retry_seconds=0.05, unheard=True) as channel:
        await until(lambda: channel.trouble)
        await asyncio.sleep(0.3)
        assert 1 <= len(asked) <= 4
        assert "cannot be reached" in str(channel.trouble)


async def test_restart_with_a_webhook_set_while_in_polling_mode(
    zalo: ZaloServer, house: House
) -> None:
    zalo.bot.webhook.url = "https://bot.example.vn/zalo"
    async with polling(zalo, house, unheard=True) as channel:
        await until(lambda: channel.trouble)
        assert "webhook delete" in str(channel.trouble)
        assert (zalo.bot.count("getUpdates"), zalo.bot.count("deleteWebhook")) == (0, 0)
        zalo.bot.webhook.url = ""  # the operator deletes it, and polling begins by itself
        await zalo.bot.listening()
        await until(lambda: channel.trouble is None or zalo.bot.poll)


async def test_a_polled_message_is_handed_over_until_it_is_stored(
    zalo: ZaloServer, house: House
) -> None:
    failures = iter([True, True])
    house.cannot_store = lambda incoming: next(failures, False)
    async with polling(zalo, house):
        zalo.person("Hà").says("1")
        await house.stores(1)
    assert len(house.deliveries) == 3


async def test_an_outage_of_the_poll_passes(zalo: ZaloServer, house: House) -> None:
    zalo.faults += [Fault("getUpdates", "html", 504), Fault("getUpdates", "html", 502)]
    zalo.faults += [Fault("getUpdates", "refuse", 403), Fault("getUpdates", "reset")]
    async with polling(zalo, house) as channel:
        await until(lambda: not zalo.faults and zalo.bot.poll)
        zalo.person("Hà").says("1")
        await house.stores(1)
        await until(lambda: channel.trouble is None)


async def test_stopping_stores_the_message_in_hand(zalo: ZaloServer, house: House) -> None:
    async def slowly(incoming: Any) -> None:
        await asyncio.sleep(0.1)

    house.before_storing = slowly
    async with polling(zalo, house):
        zalo.person("Hà").says("1")
        await until(lambda: house.deliveries)
    assert house.texts == ["1"]


@pytest.mark.parametrize("body", [{"ok": True}, {"ok": True, "result": None}, {}, [], None])
def test_an_empty_answer_has_many_shapes(body: Any) -> None:
    assert unwrap(body) is None


async def test_a_list_of_one_is_read_like_the_one(zalo: ZaloServer, house: House) -> None:
    zalo.knobs.result_as_list = True
    async with polling(zalo, house):
        zalo.person("Hà").says("1")
        await house.stores(1)


# --- webhook ---


async def test_wrapped_and_root_bodies_give_equal_records(zalo: ZaloServer, house: House) -> None:
    async with webhook(zalo, house):
        ha = zalo.person("Hà")
        ha.says("một")
        zalo.knobs.wrapped = True
        ha.says("một")
        root, wrapped = await house.stores(2)
    assert unwrap({"ok": True, "result": EVENT}) == unwrap(EVENT) == EVENT
    assert (root.address, root.text, root.private) == (wrapped.address, "một", True)
    assert [one.status for one in zalo.bot.webhook.log] == [200, 200]


@pytest.mark.parametrize("body", ["[]", '"text"', "null", "", "{", "[1]", '{"message": 1}', "{}"])
async def test_array_string_null_and_empty_bodies_are_answered_200_and_store_nothing(
    zalo: ZaloServer, house: House, body: str
) -> None:
    async with webhook(zalo, house) as hook:
        assert await post(hook.url, body, **{HEADER: SECRET}) == 200
    assert house.deliveries == []


@pytest.mark.parametrize("shown", [None, "", "wrong", SECRET[:-1], f"{SECRET} ", "đúng"])
async def test_missing_wrong_and_empty_secrets_are_403_and_parse_nothing(
    zalo: ZaloServer, house: House, shown: str | None
) -> None:
    headers = {} if shown is None else {HEADER: shown}
    async with webhook(zalo, house) as hook:
        status = await post(hook.url, "{not even JSON", **headers)
    assert status == 403 if shown != f"{SECRET} " else status in (200, 403)
    assert house.deliveries == []


async def test_a_body_too_large_is_not_read(zalo: ZaloServer, house: House) -> None:
    async with webhook(zalo, house) as hook:
        assert await post(hook.url, "x" * 70_000, **{HEADER: SECRET}) == 413
        assert await _in_chunks(hook) == 413
    assert house.deliveries == []


async def _in_chunks(hook: Hook) -> int:
    async def endless() -> Any:
        for _ in range(80):
            yield b"x" * 1000

    async with (
        aiohttp.ClientSession() as session,
        session.post(hook.url, data=endless(), headers={HEADER: SECRET}) as answer,
    ):
        return answer.status


async def test_zalos_probe_is_answered_well(zalo: ZaloServer, house: House) -> None:
    async with webhook(zalo, house) as hook:
        assert zalo.bot.webhook.url == hook.url
        assert hook.channel.trouble is None or "webhook" in hook.channel.trouble
        zalo.person("Hà").says("1")
        await house.stores(1)
        assert hook.channel.trouble is None


async def test_a_webhook_elsewhere_is_said_and_never_changed(
    zalo: ZaloServer, house: House
) -> None:
    zalo.bot.webhook.url = "https://elsewhere.example.vn/zalo"
    async with webhook(zalo, house, register=False) as hook:
        await until(lambda: hook.channel.trouble)
        assert "zalo webhook info" in str(hook.channel.trouble)
    assert zalo.bot.webhook.url == "https://elsewhere.example.vn/zalo"
    assert zalo.bot.count("setWebhook") == zalo.bot.count("deleteWebhook") == 0


async def test_what_cannot_be_stored_is_answered_500_and_stored_later(
    zalo: ZaloServer, house: House
) -> None:
    failures = iter([True, True])
    house.cannot_store = lambda incoming: next(failures, False)
    async with webhook(zalo, house):
        zalo.person("Hà").says("1")
        await house.stores(1)
        await zalo.bot.webhook.settled()
    assert [one.status for one in zalo.bot.webhook.log] == [500]  # and Zalo does not come again
    assert house.texts == ["1"]


async def test_a_message_brought_twice_has_one_key(zalo: ZaloServer, house: House) -> None:
    zalo.knobs.duplicate = 2
    async with webhook(zalo, house):
        zalo.person("Hà").says("1")
        await zalo.bot.webhook.settled()
    assert len(house.deliveries) == 3
    assert len(house.stored) == 1


async def test_our_own_words_brought_back_are_dropped(zalo: ZaloServer, house: House) -> None:
    from tests.support.zalo_house import to

    zalo.knobs.own_echo = True
    ha = zalo.person("Hà")
    async with webhook(zalo, house) as hook:
        ha.says("1")
        await house.stores(1)
        await hook.channel.send(to(ha, "xin chào"))
        await zalo.bot.webhook.settled()
    assert ha.heard == ["xin chào"]
    assert len(zalo.bot.webhook.log) == 2
    assert house.texts == ["1"]


# --- one event ---


def test_a_date_in_seconds_and_one_in_milliseconds() -> None:
    exact = datetime(2026, 9, 10, 9, 46, 12, 455000, UTC)
    assert read({}).sent_at == exact
    assert read({"date": 1789033572}).sent_at == exact.replace(microsecond=0)
    for nonsense in (None, "1789033572455", True, 10**30, float("nan")):
        assert read({"date": nonsense}).sent_at is None


def test_letters_in_parts_are_put_together() -> None:
    apart = unicodedata.normalize("NFD", "Đồng ý, họp được")
    assert apart != "Đồng ý, họp được"
    assert read({"text": apart}).text == "Đồng ý, họp được"


def test_what_no_database_stores_is_left_out() -> None:
    assert read({"text": "a\0b\ud83d"}).text == "ab?"


@pytest.mark.parametrize("field", ["photo", "photo_url"])
def test_a_photo_is_an_attachment_by_either_name(field: str) -> None:
    photo = {field: "https://photo-stal-1.zdn.vn/1.jpg", "caption": "biên bản"}
    message = {name: value for name, value in MESSAGE.items() if name != "text"} | photo
    event = {"event_name": "message.image.received", "message": message}
    found = translate(event, "7", None, NOW)
    assert found is not None
    assert (found.attachment, found.text) == (True, "")


@pytest.mark.parametrize("extra", [{"voice_url": "https://x/1.aac"}, {"sticker": "s", "url": "u"}])
def test_voice_and_stickers_are_attachments(extra: dict[str, str]) -> None:
    event = without("text")
    event["message"] = {**event["message"], **extra}
    event["event_name"] = "message.voice.received"
    found = translate(event, "7", None, NOW)
    assert found is not None
    assert found.attachment


def test_unsupported_says_nothing_at_all() -> None:
    found = read({"text": "should not be here"}, "unsupported")
    assert (found.unreadable, found.text, found.attachment) == (True, "", False)


def test_unknown_events_never_break_anything() -> None:
    assert (
        translate({**without("text"), "event_name": "message.poll.voted"}, "7", None, NOW) is None
    )
    assert read({}, "of_the_future").text == "dạ được"
    assert read({"from": None}).text == "dạ được"
    for broken in ({"message": 1}, without("chat"), {"message": {"chat": {"id": ""}}}):
        with pytest.raises(Malformed):
            translate(broken, "7", None, NOW)
    assert read({"chat": {"id": 17, "chat_type": "private"}}).address.chat == "17"


def test_a_message_without_an_id_is_still_known_again() -> None:
    first, again = (translate(without("message_id"), "7", None, NOW) for _ in range(2))
    other = translate(without("message_id", "date"), "7", None, NOW + timedelta(seconds=1))
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.key == again.key != other.key
    assert len(first.key) <= 80


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("@Bot Quan Sơn /lich", "Bot Quan Sơn"),
        ("@Bot Quan Sơn  /lich", "Bot Quan Sơn"),
        ("@Bot Tên Khác /lich", "Bot Quan Sơn"),
        ("@Bot Quan Sơn /lich", None),
        ("/lich", "Bot Quan Sơn"),
    ],
)
def test_group_text_with_a_mention_reads_like_private(said: str, name: str | None) -> None:
    group = {"chat": {"chat_type": "GROUP", "id": "f0" * 10}, "text": said}
    found = read(group, name=name)
    assert (found.text, found.private) == ("/lich", False)


async def test_the_51st_user_never_reaches_us(zalo: ZaloServer, house: House) -> None:
    zalo.knobs.most_users = 50
    async with webhook(zalo, house):
        brought = [zalo.person(f"người {n}").says("chào") for n in range(51)]
        await house.stores(50)
        await zalo.bot.webhook.settled()
    assert brought == [True] * 50 + [False]
    assert len(house.stored) == 50
