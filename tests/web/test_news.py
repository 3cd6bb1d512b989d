"""The stream of news: what a page hears live, and what it hears after a gap."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from domain.messages import Words
from tests.web.echo_house import EchoHouse
from web import live
from web.live import KEPT, Feed


@dataclass
class Stream:
    """Server-sent events as a browser would take them apart."""

    response: ClientResponse
    last: str = ""
    names: list[str] = field(default_factory=list)

    async def next(self, *names: str) -> dict[str, object]:
        """The data of the next event of one of the names."""
        while True:
            event = await asyncio.wait_for(self._event(), 5)
            self.names.append(event.get("event", ""))
            self.last = event.get("id", self.last)
            if event.get("event") in names:
                return dict(json.loads(event["data"]))

    async def _event(self) -> dict[str, str]:
        event: dict[str, str] = {}
        while True:
            line = (await self.response.content.readline()).decode()
            if not line:
                raise EOFError
            if line == "\n" and "event" in event:
                return event
            name, _, value = line.rstrip("\n").partition(": ")
            event[name] = value


@asynccontextmanager
async def listening(client: TestClient, last: str = "") -> AsyncIterator[Stream]:
    headers = {"Last-Event-ID": last} if last else {}
    async with client.get("/api/events", headers=headers) as response:
        assert response.content_type == "text/event-stream"
        yield Stream(response)


async def test_a_page_hears_both_sides_live(client: TestClient, house: EchoHouse) -> None:
    async with listening(client) as stream:
        await stream.next("reset")
        body = {"key": "a1b2-c3d4", "text": "vâng\nrõ"}
        await client.post(f"/api/chat/{house.chat('CB01')}", json=body)
        heard = await stream.next("heard")
        said = await stream.next("said")

    assert heard["chat"] == said["chat"] == house.chat("CB01")
    assert (said["id"], said["line"], said["time"]) == ("a1b2-c3d4", "vâng", "04/12 18:30")
    assert str(heard["line"]).startswith("Đã nhận: vâng")


async def test_a_page_returning_hears_what_it_missed(client: TestClient, house: EchoHouse) -> None:
    async with listening(client) as stream:
        await stream.next("reset")
        await house.says("CB01", Words("một"))
        await stream.next("heard")
        last = stream.last
    await house.says("CB01", Words("hai"))
    await house.says("BT01", Words("ba"))

    async with listening(client, last) as stream:
        missed = [(await stream.next("heard", "reset"))["line"] for _ in range(2)]

    assert missed == ["hai", "ba"]


@pytest.mark.parametrize("last", ["", "other-5", "nonsense", "-", "é"])
async def test_a_page_from_elsewhere_reads_everything_again(client: TestClient, last: str) -> None:
    async with client.get("/api/events", params={"last": last}) as response:
        stream = Stream(response)
        await stream.next("reset", "heard", "said")

    assert stream.names == ["reset"]


async def test_pages_see_the_clock_move(client: TestClient, house: EchoHouse) -> None:
    async with listening(client) as stream:
        await stream.next("reset")
        await client.post("/api/clock", json={"step": "hour"})
        moving = await stream.next("clock")
        while (stopped := await stream.next("clock"))["running"]:
            pass

    assert moving["running"]
    assert stopped["text"] == "Thứ Sáu, 04/12/2026 19:30"


async def test_the_server_stops_although_a_page_listens(client: TestClient) -> None:
    async with listening(client) as stream:
        await stream.next("reset")
        await asyncio.wait_for(client.server.close(), 3)
        with pytest.raises(EOFError):
            await stream.next("heard")


async def test_a_quiet_stream_has_a_heartbeat(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.05)
    async with listening(client) as stream:
        await stream.next("beat")


async def test_a_page_gone_too_long_reads_everything_again() -> None:
    feed = Feed()
    with feed.subscribe(None) as page:
        first = await page.take()
    assert first is not None
    for number in range(KEPT + 1):
        feed.publish("heard", {"n": number})

    with feed.subscribe(first.id) as page:
        news = await page.take()

    assert news is not None
    assert news.name == "reset"


async def test_a_page_exactly_at_the_edge_of_memory_misses_nothing() -> None:
    feed = Feed()
    with feed.subscribe(None) as page:
        first = await page.take()
    assert first is not None
    for number in range(KEPT):
        feed.publish("heard", {"n": number})

    with feed.subscribe(first.id) as page:
        taken = [await page.take() for _ in range(KEPT)]

    assert [news.data["n"] for news in taken if news] == list(range(KEPT))


async def test_a_page_that_does_not_read_costs_no_memory() -> None:
    feed = Feed()
    with feed.subscribe(None) as page:
        for number in range(KEPT * 5):
            feed.publish("heard", {"n": number})
        feed.close()
        taken = []
        while news := await page.take():
            taken.append(news)

    assert len(taken) <= 2 * KEPT
    assert taken[0].name == "reset"  # reading everything again makes up for what was dropped
    numbers = [news.data["n"] for news in taken[1:]]
    assert numbers == list(range(KEPT * 5 - len(numbers), KEPT * 5))
