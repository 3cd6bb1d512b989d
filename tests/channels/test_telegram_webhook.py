"""Telegram in, by webhook over real HTTP: 200 only after the house has stored it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from channels.telegram.channel import Telegram
from channels.telegram.webhook import MOST_BYTES, SECRET_HEADER
from domain.messages import Incoming
from tests.support.bot_api import BotApi, Fault
from tests.support.telegram_house import NOW, House, settings, telegram, to, until

SECRET = "chuoi_bi_mat-0123456789"


@asynccontextmanager
async def hooked(api: BotApi, house: House, **more: Any) -> AsyncIterator[tuple[Telegram, str]]:
    """A channel behind its own web server, and the address it is reached at."""
    app = web.Application()
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    free = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port = free.sockets[0].getsockname()[1]
    free.close()
    await free.wait_closed()
    url = f"http://127.0.0.1:{port}/telegram"
    given = {"mode": "webhook", "webhook_url": url, "webhook_secret": SECRET, **more}
    channel = Telegram(settings(api, **given), lambda: NOW)
    app.add_routes(channel.webhook_routes())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await channel.start(house.receive)
    try:
        yield channel, url
    finally:
        await channel.stop()
        await runner.cleanup()


async def post(url: str, body: Any, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    data = body if isinstance(body, bytes) else None
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=data, json=None if data else body, headers=headers) as answer,
    ):
        return answer.status


def update(text: str, number: int = 9) -> dict[str, Any]:
    message = {"chat": {"id": 5, "type": "private"}, "text": text}
    return {"update_id": number, "message": message}


async def test_texts_and_presses_arrive_and_are_answered(api: BotApi, house: House) -> None:
    ha = api.user("Hà")
    ha.says("trước khi có webhook")
    async with hooked(api, house) as (channel, url):
        await house.stores(1)
        await channel.send(to(ha, "Dự?", "Có dự"))
        ha.presses("Có dự")
        await house.stores(2)
        await until(lambda: not ha.buttons and not api.spinning and not api.updates.waiting)

        assert api.webhook.url == url
        assert api.updates.allowed == ["message", "callback_query", "my_chat_member"]
    assert house.texts == ["trước khi có webhook", "1"]
    assert api.count("getUpdates") == 0


async def test_a_secret_of_its_own_when_none_is_set(api: BotApi, house: House) -> None:
    async with hooked(api, house, webhook_secret=None) as (_, url):
        api.user("Hà").says("một")
        await house.stores(1)
        assert await post(url, update("giả"), secret="") == 403


async def test_what_is_not_stored_is_brought_again(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    failures = iter([True, True])
    house.cannot_store = lambda incoming: next(failures, False)
    async with hooked(api, house):
        api.user("Hà").says("một")
        api.user("Hà").says("hai")
        await house.stores(2)
        await until(lambda: not api.updates.waiting)

    assert house.texts == ["một", "hai"]
    assert len(house.deliveries) == 4
    assert "was not stored: OSError" in caplog.text
    assert "một" not in caplog.text


async def test_200_comes_after_the_house_has_stored(api: BotApi, house: House) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def hold(incoming: Incoming) -> None:
        reached.set()
        await go_on.wait()

    house.before_storing = hold
    async with hooked(api, house) as (_, url):
        answer = asyncio.create_task(post(url, update("một")))
        await reached.wait()
        await asyncio.sleep(0.05)
        assert not answer.done()
        go_on.set()
        assert await answer == 200


async def test_one_chat_is_handled_in_order_even_when_requests_overlap(
    api: BotApi, house: House
) -> None:
    inside: list[str] = []

    async def slowly(incoming: Incoming) -> None:
        inside.append(f"+{incoming.text}")
        await asyncio.sleep(0.03)
        inside.append(f"-{incoming.text}")

    house.before_storing = slowly
    async with hooked(api, house) as (_, url):
        first = asyncio.create_task(post(url, update("a", 1)))
        await until(lambda: inside)
        await asyncio.gather(first, post(url, update("b", 2)))

    assert inside == ["+a", "-a", "+b", "-b"]


@pytest.mark.parametrize("secret", [None, "", "chuoi_bi_mat-012345678", SECRET + "x", "é"])
async def test_a_wrong_secret_is_refused(api: BotApi, house: House, secret: str | None) -> None:
    async with hooked(api, house) as (_, url):
        assert await post(url, update("giả"), secret) == 403
    assert not house.deliveries


async def test_odd_bodies_harm_nothing(
    api: BotApi, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    async with hooked(api, house) as (_, url):
        assert await post(url, b"{not json") == 400
        assert await post(url, b"\xff\xfe") == 400
        assert await post(url, b"x" * (MOST_BYTES + 1)) == 413
        assert await post(url, {"update_id": 3, "message": "bí mật"}) == 200
        assert await post(url, b"[]") == 200
        assert await post(url, b"null") == 200
        assert await post(url, {"update_id": 4}) == 200
        assert await post(url, update("tốt")) == 200

    assert house.texts == ["tốt"]
    assert "update 3 set aside" in caplog.text
    assert "bí mật" not in caplog.text


async def test_a_stopped_channel_asks_telegram_to_come_again(api: BotApi, house: House) -> None:
    async with hooked(api, house) as (channel, url):
        await until(lambda: api.webhook.url)
        await channel.stop()
        api.user("Hà").says("một")
        await until(lambda: api.webhook.last_error)
        assert await post(url, update("x")) == 503
        await channel.start(house.receive)
        await house.stores(1)

    assert house.texts == ["một"]
    assert api.webhook.url == url  # kept, so that Telegram keeps what comes meanwhile


async def test_setting_the_webhook_is_tried_again(api: BotApi, house: House) -> None:
    api.faults += [Fault("setWebhook", status=502), Fault("setWebhook", "reset")]
    async with hooked(api, house) as (channel, _):
        await until(lambda: channel.trouble)
        api.user("Hà").says("một")
        await house.stores(1)
        await until(lambda: channel.trouble is None)


async def test_an_address_telegram_refuses_is_explained(api: BotApi, house: House) -> None:
    async with telegram(api, mode="webhook", webhook_url="http://bot.example/telegram") as channel:
        await until(lambda: channel.trouble)
        assert "An HTTPS URL must be provided" in (channel.trouble or "")


async def test_switching_to_polling_takes_the_webhook_away_and_loses_nothing(
    api: BotApi, house: House
) -> None:
    async with hooked(api, house):
        api.user("Hà").says("một")
        await house.stores(1)
    api.user("Hà").says("giữa chừng")
    async with telegram(api, house) as channel:
        assert channel.webhook_routes() == []
        await house.stores(2)

    assert api.webhook.url == ""
    assert house.texts == ["một", "giữa chừng"]
