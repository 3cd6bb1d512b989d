"""The Zalo stand-in is honest: every refusal and oddity a test relies on is really there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.support.zalo_server import Fault, Knobs, ZaloServer
from tests.support.zalo_server.control import HEADER, TOKEN

SECRET = "a-secret-of-our-own"
Answer = tuple[int, dict[str, Any]]


@pytest.fixture
async def zalo() -> AsyncIterator[ZaloServer]:
    """With its honest defaults."""
    async with ZaloServer() as running:
        yield running


async def call(zalo: ZaloServer, method: str, *, token: str = "", **params: Any) -> Answer:
    """Status and body of one call as the documents show it: POST with JSON."""
    url = f"{zalo.url}/bot{token or zalo.bot.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        return answer.status, await answer.json()


@asynccontextmanager
async def receiver(status: int = 200) -> AsyncIterator[tuple[str, list[tuple[Any, Any]]]]:
    """An address of ours, and what came to it: headers and body."""
    came: list[tuple[Any, Any]] = []

    async def take(request: web.Request) -> web.Response:
        came.append((request.headers, await request.json()))
        return web.Response(status=status)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", came
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("getme", {}, 400),
        ("getFile", {"file_id": "1"}, 400),
        ("sendDocument", {"chat_id": "x"}, 400),
        ("editMessageText", {"chat_id": "x", "text": "a"}, 400),
        ("setMyCommands", {"commands": []}, 400),
        ("sendMessage", {"text": "a"}, 400),
        ("sendMessage", {"chat_id": "never wrote", "text": "a"}, 400),
        ("sendChatAction", {"chat_id": "x", "action": "upload_photo"}, 400),
        ("getWebhookInfo", {}, 404),
        ("deleteWebhook", {}, 400),
        ("setWebhook", {"url": "http://bot.example.vn/z", "secret_token": SECRET}, 400),
        ("setWebhook", {"url": "https://bot.example.vn/z", "secret_token": "short"}, 400),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
async def test_what_zalo_lacks_or_refuses(
    method: str, params: dict[str, Any], code: int, mirrored: bool
) -> None:
    async with ZaloServer(Knobs(mirror_http_status=mirrored)) as zalo:
        status, body = await call(zalo, method, **params)
        assert status == (code if mirrored else 200)
        assert (body["ok"], body["error_code"]) == (False, code)


async def test_a_wrong_token_is_401_with_status_200(zalo: ZaloServer) -> None:
    status, body = await call(zalo, "getMe", token="1:wrong")
    assert (status, body["error_code"]) == (200, 401)


async def test_the_text_is_counted_in_utf16_units(zalo: ZaloServer) -> None:
    ha = zalo.person("Hà")
    ha.says("chào")
    assert (await call(zalo, "sendMessage", chat_id=ha.id, text="😀" * 1000))[1]["ok"]
    assert not (await call(zalo, "sendMessage", chat_id=ha.id, text="😀" * 1000 + "a"))[1]["ok"]
    assert not (await call(zalo, "sendMessage", chat_id=ha.id, text="  "))[1]["ok"]
    assert zalo.bot.delivered[0].units == 2000
    result = (await call(zalo, "sendMessage", chat_id=ha.id, text="a"))[1]["result"]
    assert len(result["message_id"]) == 20
    assert result["date"] > 10**12


async def test_polls_get_one_event_or_408_and_what_comes_between_is_lost(zalo: ZaloServer) -> None:
    ha = zalo.person("Hà")
    assert not ha.says("nobody polls")
    polling = asyncio.create_task(call(zalo, "getUpdates", timeout="30"))
    await zalo.bot.listening()
    assert ha.says("somebody polls")
    event = (await polling)[1]["result"]
    assert event["event_name"] == "message.text.received"
    assert event["message"]["from"]["id"] == event["message"]["chat"]["id"] == ha.id
    assert [lost["message"]["text"] for lost in zalo.bot.lost] == ["nobody polls"]
    empty = asyncio.create_task(call(zalo, "getUpdates", timeout=30))
    await zalo.bot.listening()
    zalo.clock.push(30)
    assert (await empty)[1]["error_code"] == 408


@pytest.mark.parametrize(("knob", "code"), [("408", 408), ("409", 409)])
async def test_a_second_poll_ends_the_first(zalo: ZaloServer, knob: Any, code: int) -> None:
    zalo.knobs.second_poller = knob
    first = asyncio.create_task(call(zalo, "getUpdates", timeout="30"))
    await zalo.bot.listening()
    second = asyncio.create_task(call(zalo, "getUpdates", timeout="30"))
    assert (await first)[1]["error_code"] == code
    zalo.person("Hà").says("1")
    assert (await second)[1]["ok"]


async def test_a_webhook_is_probed_saved_anyway_and_ends_polling(zalo: ZaloServer) -> None:
    zalo.knobs.loopback_webhooks = True
    async with receiver(status=403) as (url, came):
        _, body = await call(zalo, "setWebhook", url=url, secret_token=SECRET)
        verification = body["result"]["verification"]
        assert (verification["ok"], verification["outcome"]) == (False, "webhook.http.403")
        assert came[0][0]["X-Bot-Api-Secret-Token"] == SECRET
        assert came[0][0]["User-Agent"].startswith("Java/")
        assert (await call(zalo, "getWebhookInfo"))[1]["result"]["url"] == url
        assert (await call(zalo, "getUpdates"))[1]["error_code"] == 400
        zalo.person("Hà").says("1")
        await zalo.bot.webhook.settled()
        assert [one.status for one in zalo.bot.webhook.log] == [403]  # and no second try


async def test_deliveries_are_root_level_or_wrapped_doubled_reordered(zalo: ZaloServer) -> None:
    zalo.knobs.loopback_webhooks = True
    async with receiver() as (url, came):
        await call(zalo, "setWebhook", url=url, secret_token=SECRET)
        came.clear()
        ha = zalo.person("Hà")
        zalo.knobs.duplicate = 1
        ha.says("a")
        await zalo.bot.webhook.settled()
        zalo.knobs.duplicate, zalo.knobs.reorder, zalo.knobs.wrapped = 0, True, True
        ha.says("b")
        ha.says("c")
        await zalo.bot.webhook.settled()
    assert [body["message"]["text"] for _, body in came[:2]] == ["a", "a"]
    assert [body["result"]["message"]["text"] for _, body in came[2:]] == ["c", "b"]


async def test_the_allowance_of_the_day_is_spelled_otherwise(zalo: ZaloServer) -> None:
    zalo.knobs.set_webhook_per_day = 0
    assert await call(zalo, "setWebhook", url="https://a.vn/z", secret_token=SECRET) == (
        200,
        {"ok": False, "errorCode": 426},
    )


async def test_users_quota_and_months(zalo: ZaloServer) -> None:
    zalo.knobs.most_users = zalo.knobs.monthly_limit = 2
    zalo.knobs.queue_when_idle = True
    people = [zalo.person(name) for name in ("Hà", "Lương", "Đạt")]
    assert [person.says("chào") for person in people] == [True, True, False]
    assert not (await call(zalo, "sendMessage", chat_id=people[2].id, text="a"))[1]["ok"]
    for _ in range(2):
        assert (await call(zalo, "sendMessage", chat_id=people[0].id, text="a"))[1]["ok"]
    over = (await call(zalo, "sendMessage", chat_id=people[0].id, text="a"))[1]
    assert over["error_code"] == 429
    zalo.clock.push(31 * 86_400)
    assert (await call(zalo, "sendMessage", chat_id=people[0].id, text="a"))[1]["ok"]


async def test_photos_are_fetched_twice_and_voice_to_groups_never_arrives(
    zalo: ZaloServer,
) -> None:
    zalo.knobs.can_join_groups = zalo.knobs.queue_when_idle = True
    ha, group = zalo.person("Hà"), zalo.group("Chi bộ")
    ha.says("chào")
    missing = f"{zalo.url}/nowhere.png"
    assert (await call(zalo, "sendPhoto", chat_id=ha.id, photo=missing))[1]["ok"]
    sent = zalo.bot.sent[-1]
    assert [one["status"] for one in sent.fetched] == [404, 404]
    assert not sent.delivered
    voice = f"{zalo.url}/a.aac"
    assert (await call(zalo, "sendVoice", chat_id=group.chat.id, voice_url=voice))[1]["ok"]
    assert not zalo.bot.sent[-1].delivered
    assert await call(zalo, "sendChatAction", chat_id=ha.id, action="typing") == (200, {"ok": True})


async def test_groups_bring_only_what_mentions_the_bot(zalo: ZaloServer) -> None:
    zalo.knobs.can_join_groups = zalo.knobs.queue_when_idle = True
    group = zalo.group("Chi bộ")
    assert not group.says("Hà", "nói chuyện riêng")
    assert group.says("Hà", "/lich", mentions=True)
    assert zalo.bot.waiting[0]["message"]["text"] == f"@{zalo.bot.name} /lich"


async def test_a_fault_can_deliver_and_deny_it(zalo: ZaloServer) -> None:
    ha = zalo.person("Hà")
    ha.says("chào")
    zalo.faults.append(Fault("sendMessage", "done_code", 408))
    _, body = await call(zalo, "sendMessage", chat_id=ha.id, text="a")
    assert (body["ok"], body["error_code"]) == (False, 408)
    assert ha.heard == ["a"]
    assert zalo.bot.sent[0].told == "done_code 408"


async def test_ids_differ_from_bot_to_bot() -> None:
    async with ZaloServer(bots=2) as zalo:
        assert zalo.person("Hà").id != zalo.person("Hà", bot=1).id
        zalo.person("Hà").says("chào")
        elsewhere = zalo.bots[1].token
        _, body = await call(
            zalo, "sendMessage", token=elsewhere, chat_id=zalo.person("Hà").id, text="a"
        )
        assert not body["ok"]


async def test_the_control_doors_need_their_own_key(zalo: ZaloServer) -> None:
    inbound = f"{zalo.url}/_ctl/inbound"
    async with aiohttp.ClientSession() as session:
        async with session.post(inbound, json={"person": "Hà", "text": "1"}) as answer:
            assert answer.status == 403
        zalo.knobs.queue_when_idle = True
        session.headers[HEADER] = TOKEN
        async with session.post(inbound, json={"person": "Hà", "text": "1"}) as answer:
            assert (await answer.json())["brought"]
        assert zalo.bot.waiting[0]["message"]["text"] == "1"
