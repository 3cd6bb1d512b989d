"""The pages over the whole house as it really is put together, with a clock moved from the page."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.app import App
from bot.serving import house as house_of
from channels.web import WebChannel
from db import outbox
from domain.errors import NotAllowed
from domain.messages import Words
from tests.web.echo_house import EchoHouse
from texts import refusals
from web.server import application


@pytest.fixture
async def app(house: EchoHouse) -> AsyncIterator[App]:
    """The house itself, on the town's database."""
    app = App(house.database, house.clock, [WebChannel()])
    async with app.running():
        yield app


@pytest.fixture
async def page(app: App) -> AsyncIterator[TestClient]:
    (channel,) = app.channels
    assert isinstance(channel, WebChannel)
    client = TestClient(TestServer(application(house_of(app, channel))))
    await client.start_server()
    client.session.headers["Origin"] = f"http://127.0.0.1:{client.port}"
    yield client
    await client.close()


async def heard(page: TestClient, chat: str) -> list[str]:
    response = await page.get(f"/api/chat/{chat}")
    return [line["text"] for line in (await response.json())["messages"] if line["heard"]]


async def test_somebody_asks_for_help_and_gets_it(
    page: TestClient, app: App, house: EchoHouse
) -> None:
    chat = house.chat("BT01")
    body = {"key": "a1b2-c3d4", "text": "trợ giúp"}

    assert (await page.post(f"/api/chat/{chat}", json=body)).status == 200
    await app.settle()

    (answer,) = await heard(page, chat)
    assert "/baocao" in answer


async def test_a_refusal_is_told_as_one(page: TestClient, app: App, house: EchoHouse) -> None:
    chat = house.chat("BT01")
    body = {"key": "a1b2-c3d4", "text": "/duyet"}

    await page.post(f"/api/chat/{chat}", json=body)
    await app.settle()

    assert await heard(page, chat) == [refusals.refusal(NotAllowed())]


async def test_a_stranger_gets_one_polite_line(
    page: TestClient, app: App, house: EchoHouse
) -> None:
    chat = house.chat("BT02")
    for number in range(3):
        body = {"key": f"a1b2-c3d{number}", "text": "chào"}
        assert (await page.post(f"/api/chat/{chat}", json=body)).status == 200
    await app.settle()

    assert len(await heard(page, chat)) == 1


async def test_each_step_moves_the_clock_of_the_house(
    page: TestClient, app: App, house: EchoHouse
) -> None:
    start = app.clock.now()
    async with app.database.begin() as session:
        await outbox.queue(
            session,
            key="later",
            kind="test",
            person_id=house.people["CB01"],
            content=Words("Nhắc lịch."),
            now=start,
            due_at=start + timedelta(hours=37),
        )
    await page.post("/api/clock", json={"step": "hour"})
    assert app.clock.now() - start == timedelta(hours=1)
    await page.post("/api/clock", json={"step": "day"})
    assert app.clock.now() - start == timedelta(hours=25)

    response = await page.post("/api/clock", json={"step": "next"})

    assert response.status == 200
    assert app.clock.now() - start == timedelta(hours=37)
    assert await heard(page, house.chat("CB01")) == ["Nhắc lịch."]


async def test_the_house_is_well_once_it_has_ticked(page: TestClient) -> None:
    await page.post("/api/clock", json={"step": "hour"})

    assert (await page.get("/healthz")).status == 200
    assert "chibo_tick_lag_seconds 0.0" in await (await page.get("/metrics")).text()
