"""Who may not talk to the pages, and what the pages may not do."""

import re

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient

from tests.web.conftest import Open
from tests.web.echo_house import EchoHouse
from web.house import House
from web.safety import BODY_LIMIT, NotLoopback
from web.server import application, serve

GOOD = {"key": "a1b2-c3d4", "text": "vâng"}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil:{port}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/people", "/api/events", "/healthz", "/metrics"])
async def test_a_foreign_host_is_refused(client: TestClient, host: str, path: str) -> None:
    headers = {"Host": host.format(port=client.port)}
    assert (await client.get(path, headers=headers)).status == 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
async def test_the_names_of_this_machine_are_ours(client: TestClient, name: str) -> None:
    headers = {"Host": f"{name}:{client.port}"}
    assert (await client.get("/api/people", headers=headers)).status == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}", ""]
)
async def test_a_post_from_a_foreign_page_is_refused(
    client: TestClient, house: EchoHouse, origin: str
) -> None:
    headers = {"Origin": origin.format(port=client.port)}
    for path in (f"/api/chat/{house.chat('CB01')}", "/api/clock"):
        assert (await client.post(path, json=GOOD, headers=headers)).status == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
async def test_only_json_is_taken(client: TestClient, house: EchoHouse, kind: str) -> None:
    response = await client.post(
        f"/api/chat/{house.chat('CB01')}", data=b"{}", headers={"Content-Type": kind}
    )
    assert response.status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    assert (await client.request(method, "/api/people")).status == 403


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'"x"'])
async def test_a_body_that_is_not_an_object_is_refused(
    client: TestClient, house: EchoHouse, body: bytes
) -> None:
    response = await client.post(
        f"/api/chat/{house.chat('CB01')}", data=body, headers={"Content-Type": "application/json"}
    )
    assert response.status == 400


async def test_an_unknown_charset_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": "application/json; charset=nothing"}
    assert (await client.post("/api/clock", data=b"{}", headers=headers)).status == 400


async def test_a_huge_body_is_refused(client: TestClient, house: EchoHouse) -> None:
    body = {**GOOD, "text": "x" * BODY_LIMIT}
    assert (await client.post(f"/api/chat/{house.chat('CB01')}", json=body)).status == 413


@pytest.mark.parametrize("path", ["/", "/static/chat.js", "/api/people", "/nowhere", "/healthz"])
async def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    response = await client.get(path)
    policy = response.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "aiohttp" not in response.headers["Server"]


async def test_a_refusal_carries_the_policy_too(client: TestClient) -> None:
    response = await client.get("/", headers={"Host": "evil.example"})
    assert "Content-Security-Policy" in response.headers


async def test_the_page_has_no_inline_script_style_or_foreign_address(client: TestClient) -> None:
    page = await (await client.get("/")).text()

    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page) == []
    assert re.findall(r"\son\w+=|\sstyle=|<style", page) == []
    assert re.findall(r"(?:src|href)=\"(?!/static/)", page) == []


@pytest.mark.parametrize("path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/"])
async def test_only_static_files_are_served(client: TestClient, path: str) -> None:
    async with client.session.get(f"http://127.0.0.1:{client.port}{path}") as response:
        assert response.status in (403, 404)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
async def test_only_this_machine_may_be_bound(house: EchoHouse, host: str) -> None:
    given = House(house.database, house.clock.now, house.clock.now)
    with pytest.raises(NotLoopback):
        await serve(application(given), host, 0)


async def test_a_served_page_is_reachable_at_its_url(house: EchoHouse) -> None:
    given = House(house.database, house.clock.now, house.clock.now)
    server = await serve(application(given), "127.0.0.1", 0)
    async with ClientSession(server.url) as session, session.get("healthz") as response:
        assert response.status == 200
    with pytest.raises(OSError, match="address already in use"):
        await serve(application(given), "127.0.0.1", server.runner.addresses[0][1])
    await server.stop()


async def test_without_a_chat_only_health_is_served(house: EchoHouse, open_client: Open) -> None:
    client = await open_client(House(house.database, house.clock.now, house.clock.now))

    assert (await client.get("/healthz")).status == 200
    assert (await client.get("/metrics")).status == 200
    for path in ("/", "/api/people", "/api/events", "/static/chat.js"):
        assert (await client.get(path)).status == 404


async def test_a_stopped_house_takes_nothing(client: TestClient, house: EchoHouse) -> None:
    await house.channel.stop()

    response = await client.post(f"/api/chat/{house.chat('CB01')}", json=GOOD)

    assert response.status == 500
