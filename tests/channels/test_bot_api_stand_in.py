"""The stand-in keeps the rules of the Bot API, seen by a plain client and by the library's own."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Forbidden

from tests.support.bot_api import BotApi, Pacing
from tests.support.bot_api.people import FILES

Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Call]:
    """Call a method with JSON parameters; the whole answer."""
    async with aiohttp.ClientSession() as session:

        async def do(method: str, **params: Any) -> dict[str, Any]:
            async with session.post(f"{api.url}/bot{api.token}/{method}", json=params) as answer:
                body: dict[str, Any] = await answer.json()
                assert answer.status == (200 if body["ok"] else body["error_code"])
                return body

        yield do


async def numbers(call: Call, **params: Any) -> list[int]:
    return [update["update_id"] for update in (await call("getUpdates", **params))["result"]]


async def test_offset_limit_and_order(api: BotApi, call: Call) -> None:
    sent = [api.user("Hà").says(f"{n}") for n in range(4)]

    assert await numbers(call) == sent
    assert await numbers(call) == sent  # not confirmed by being seen
    assert await numbers(call, limit=2) == sent[:2]
    assert await numbers(call, offset=sent[2]) == sent[2:]
    assert await numbers(call, offset=0) == sent[2:]
    assert await numbers(call, offset=-1) == sent[3:]
    assert await numbers(call, offset=(sent[3] or 0) + 1) == []


async def test_a_long_poll_waits_and_ends(api: BotApi, call: Call) -> None:
    waiting = asyncio.create_task(numbers(call, timeout=5))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    sent = api.user("Hà").says("một")
    assert await waiting == [sent]
    assert await numbers(call, offset=(sent or 0) + 1, timeout=0.05) == []


async def test_only_asked_kinds_are_kept(api: BotApi, call: Call) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    assert api.user("Hà").says("một") is None
    await call("getUpdates")
    assert api.user("Hà").says("hai") is None  # the last list holds until another is given
    await call("getUpdates", allowed_updates=[])
    assert api.user("Hà").says("ba") is not None


async def test_polls_and_webhooks_exclude_each_other(api: BotApi, call: Call) -> None:
    older = asyncio.create_task(call("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    newer = asyncio.create_task(call("getUpdates", timeout=5))
    assert "terminated by other getUpdates" in (await older)["description"]
    await call("setWebhook", url="http://127.0.0.1:1/x")
    assert "terminated by setWebhook" in (await newer)["description"]
    assert "while webhook is active" in (await call("getUpdates"))["description"]
    assert (await call("getWebhookInfo"))["result"]["url"] == "http://127.0.0.1:1/x"
    await call("deleteWebhook")
    assert (await call("getUpdates"))["ok"]


async def test_updates_are_dropped_only_when_asked(api: BotApi, call: Call) -> None:
    sent = api.user("Hà").says("một")
    await call("deleteWebhook")
    assert await numbers(call) == [sent]
    await call("deleteWebhook", drop_pending_updates=True)
    assert await numbers(call) == []


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("sendMessage", {"chat_id": 1001, "text": ""}, "message text is empty"),
        ("sendMessage", {"chat_id": 1001, "text": "👍" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": 4, "text": "x"}, "chat not found"),
        ("sendMessage", {"text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "parse_mode": "HTML"}, "plain text only"),
        ("editMessageReplyMarkup", {"chat_id": 1001, "message_id": 99}, "message to edit"),
        ("answerCallbackQuery", {"callback_query_id": "7"}, "query is too old"),
        ("setWebhook", {"url": "http://bot.example/x"}, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://b.example", "secret_token": "é"}, "unallowed"),
        ("sendCoffee", {}, "Not Found"),
    ],
)
async def test_refusals(
    api: BotApi, call: Call, method: str, params: dict[str, Any], complaint: str
) -> None:
    api.user("Hà").says("/start")
    assert complaint in (await call(method, **params))["description"]


async def test_button_data_is_1_to_64_bytes(api: BotApi, call: Call) -> None:
    api.user("Hà").says("/start")
    for data, fine in (("x" * 64, True), ("x" * 65, False), ("ồ" * 22, False), ("", False)):
        keyboard = {"inline_keyboard": [[{"text": "nút", "callback_data": data}]]}
        answer = await call("sendMessage", chat_id=1001, text="x", reply_markup=keyboard)
        assert answer["ok"] is fine


async def test_too_fast_is_429(api: BotApi, call: Call) -> None:
    api.pacing = Pacing(per_chat_second=1)
    for name in ("Hà", "Lương"):
        api.user(name).says("/start")
    assert (await call("sendMessage", chat_id=1001, text="một"))["ok"]
    assert (await call("sendMessage", chat_id=1002, text="một"))["ok"]
    assert (await call("sendMessage", chat_id=1001, text="hai"))["parameters"] == {"retry_after": 1}


@pytest.mark.parametrize("encoding", ["form", "multipart", "query"])
async def test_parameters_in_other_encodings(api: BotApi, encoding: str) -> None:
    ha = api.user("Hà")
    ha.says("/start")
    keyboard = json.dumps({"inline_keyboard": [[{"text": "Rõ", "callback_data": "q1:1:1"}]]})
    params = {"chat_id": str(ha.id), "text": "chào", "reply_markup": keyboard}
    form = aiohttp.FormData(params, default_to_multipart=encoding == "multipart")
    url = f"{api.url}/bot{api.token}/sendmessage"
    async with aiohttp.ClientSession() as session:
        if encoding == "query":
            assert (await session.get(url, params=params)).ok
        else:
            assert (await session.post(url, data=form)).ok
    assert (ha.heard, ha.buttons) == (["chào"], ["Rõ"])


async def test_tokens_are_checked(api: BotApi) -> None:
    async with aiohttp.ClientSession() as session:
        assert (await session.get(f"{api.url}/bot1:wrong/getMe")).status == 401
        assert (await session.get(f"{api.url}/botwrong/getMe")).status == 404


async def test_the_librarys_own_client_understands_every_answer(api: BotApi) -> None:
    """python-telegram-bot untouched, on its own HTTP, reads all that the stand-in says."""
    ha = api.user("Hà")
    async with Bot(api.token, base_url=f"{api.url}/bot") as bot:
        ha.says("/start mã")
        ha.shares_contact("+84912000001", forwarded=True)
        for kind in (*FILES, "pinned_message"):
            ha.sends(kind)
        first, second, *_, third = await bot.get_updates(timeout=1)
        button = InlineKeyboardButton("Có", callback_data="q1:1:1")
        sent = await bot.send_message(ha.id, "Dự?", reply_markup=InlineKeyboardMarkup([[button]]))
        ha.presses("Có")
        [press] = await bot.get_updates(offset=third.update_id + 1)
        assert press.callback_query is not None
        await press.callback_query.answer()
        await press.callback_query.edit_message_reply_markup(None)
        ha.blocks()
        [left] = await bot.get_updates(offset=press.update_id + 1, allowed_updates=Update.ALL_TYPES)
        with pytest.raises(Forbidden):
            await bot.send_message(ha.id, "còn đó không?")
        with pytest.raises(BadRequest):
            await bot.send_message(4, "ai đó?")

    assert first.message is not None
    assert first.message.text == "/start mã"
    assert second.message is not None
    assert second.message.contact is not None
    assert second.message.forward_origin is not None
    assert press.callback_query.message is not None
    assert press.callback_query.message.message_id == sent.message_id
    assert left.my_chat_member is not None
    assert left.my_chat_member.new_chat_member.status == "kicked"
