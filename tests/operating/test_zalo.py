"""Zalo bots as an operator meets them: run, codes, webhook by hand, doctor, health."""

import asyncio
import json
import re
import time
import urllib.error
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.checkup import Level, zalo_bot
from tests.operating.conftest import Run
from tests.operating.test_codes import CODE
from tests.operating.test_doctor import lines, one
from tests.operating.test_starting import get, started, stops
from tests.support.zalo_house import SECRET, settings
from tests.support.zalo_server import Knobs, ZaloServer


def on(zalo: ZaloServer, **more: str) -> dict[str, str]:
    return {"ZALO_BOT_TOKEN": zalo.tokens, "ZALO_BOT_API_URL": zalo.url, **more}


@pytest.mark.slow
async def test_run_with_a_webhook_from_the_code_to_the_welcome(
    run: Run, tmp_path: Path, district: str, free_port: int
) -> None:
    hook = {
        "ZALO_BOT_MODE": "webhook",
        "ZALO_BOT_WEBHOOK_URL": f"http://127.0.0.1:{free_port}/zalo",
        "ZALO_BOT_WEBHOOK_SECRET": SECRET,
        "CHIBO_PORT": str(free_port),
        "CHIBO_DATABASE_URL": district,
    }
    async with ZaloServer(Knobs(loopback_webhooks=True), bots=2) as zalo:
        env = on(zalo, **hook)

        def call(*words: str) -> tuple[int, str, str]:
            return run(*words, **env)

        _, said, _ = await asyncio.to_thread(call, "codes", "--person", "BT-SD01")
        (code,) = CODE.findall(said)
        process = started(tmp_path, "run", **env)
        running, address = await asyncio.to_thread(process.__enter__)
        try:
            status, said, _ = await asyncio.to_thread(call, "zalo", "webhook", "set")
            assert (status, said.count("nhận được")) == (0, 2)
            assert zalo.bot.webhook.url == f"http://127.0.0.1:{free_port}/zalo/{zalo.bot.id}"
            ha = zalo.person("Hà", bot=1)
            ha.says(code)
            assert "đồng ý" in (await ha.hears(1))[-1].lower()
            ha.says("1")
            assert "Đã đăng ký" in (await ha.hears(2))[-1]
            health = json.loads(await asyncio.to_thread(_body, f"{address}healthz"))
            assert set(health["networks"]) == {f"zalo_bot:{bot.id}" for bot in zalo.bots}
            metrics = await asyncio.to_thread(get, f"{address}metrics")
            assert 'chibo_incoming_messages{state="done"} 2' in metrics
            sent = f'chibo_network_sent_month{{channel="zalo_bot",bot="{zalo.bots[1].id}"}} 2'
            assert sent in metrics
            assert f'chibo_network_trouble{{network="zalo_bot:{zalo.bot.id}"}}' in metrics
            trouble = await asyncio.to_thread(stops, running)
        finally:
            await asyncio.to_thread(process.__exit__, None, None, None)
    # The webhook was not ours yet when it started, and then it was; that is all it has to say.
    known = ("zalo webhook info", "Zalo is well again")
    assert [line for line in trouble.splitlines() if not any(part in line for part in known)] == []
    assert SECRET not in trouble


def _body(url: str) -> str:
    try:
        return get(url)
    except urllib.error.HTTPError as unwell:
        return unwell.read().decode()


@pytest.mark.slow
async def test_run_polls_and_opens_no_chat_page(tmp_path: Path) -> None:
    async with ZaloServer() as zalo:

        def look() -> str:
            with started(tmp_path, "run", **on(zalo), CHIBO_PORT="0") as (process, address):
                end = time.monotonic() + 10
                while zalo.bot.poll is None and time.monotonic() < end:
                    time.sleep(0.02)
                page = _body(address)
                assert stops(process) == ""
                return page

        assert "<html" not in await asyncio.to_thread(look)
        assert zalo.bot.calls == ["getMe", "getWebhookInfo", "getUpdates"]


async def test_the_webhook_is_set_once_looked_at_tested_and_deleted(run: Run) -> None:
    async with ZaloServer() as zalo:
        env = on(
            zalo,
            ZALO_BOT_MODE="webhook",
            ZALO_BOT_WEBHOOK_URL="https://bot.example.vn/zalo",
            ZALO_BOT_WEBHOOK_SECRET=SECRET,
        )

        async def webhook(action: str, *more: str) -> tuple[int, str]:
            words = ("zalo", "webhook", action, *more)
            status, said, trouble = await asyncio.to_thread(lambda: run(*words, **env))
            assert trouble == ""
            assert zalo.bot.token not in said
            assert SECRET not in said
            return status, said

        async def refuse(url: str, body: Any) -> int:
            return 403

        zalo.bot.webhook.show = refuse  # type: ignore[method-assign]  # nothing leaves this machine
        status, said = await webhook("info")
        assert (status, "chưa đặt webhook" in said) == (1, True)
        status, said = await webhook("set")
        assert (status, "chặn Zalo" in said) == (1, True)  # kept, although the probe failed
        assert zalo.bot.webhook.url == f"https://bot.example.vn/zalo/{zalo.bot.id}"
        status, said = await webhook("set", "--bot", zalo.bot.id)
        assert (status, "không đặt lại" in said) == (0, True)
        assert zalo.bot.count("setWebhook") == 1
        assert (await webhook("info"))[0] == 0
        assert (await webhook("test"))[0] == 1
        zalo.knobs.test_webhook_per_day = 0
        assert "426" in (await webhook("test"))[1]
        assert (await webhook("delete"))[0] == 0
        assert (await webhook("delete"))[0] == 0  # that none is set is no trouble
        assert zalo.bot.webhook.url == ""


def test_what_is_wrong_is_one_line(run: Run) -> None:
    for more, part in (
        ({}, "ZALO_BOT_TOKEN"),
        ({"ZALO_BOT_TOKEN": "geheim"}, "ZALO_BOT_TOKEN"),
        ({"ZALO_BOT_TOKEN": "1:geheim"}, "ZALO_BOT_MODE=webhook"),
        ({"ZALO_BOT_MODE": "webhook"}, "ZALO_BOT_WEBHOOK_URL"),
    ):
        status, said, trouble = run("zalo", "webhook", "set", **more)
        assert (status, said, trouble.count("\n")) == (2, "", 1), more
        assert part in trouble
        assert "geheim" not in trouble


async def test_the_doctor_sees_each_bot() -> None:
    async with ZaloServer() as zalo:
        await _examined(zalo)


async def _examined(zalo_server: ZaloServer) -> None:
    found = await lines(zalo_bot.examine(settings(zalo_server)))
    assert one(found, "Bot Quan Sơn 1") is Level.WELL
    assert one(found, "polling: tin nhắn") is Level.NOTE
    zalo_server.bot.webhook.url = "https://elsewhere.example.vn/z"
    found = await lines(zalo_bot.examine(settings(zalo_server)))
    assert one(found, "elsewhere.example.vn") is Level.BROKEN
    hook = {"mode": "webhook", "webhook_url": "https://a.vn/z", "webhook_secret": SECRET}
    found = await lines(zalo_bot.examine(settings(zalo_server, **hook)))
    assert one(found, "webhook set") is Level.BROKEN
    zalo_server.bot.webhook.url = f"https://a.vn/z/{zalo_server.bot.id}"
    found = await lines(zalo_bot.examine(settings(zalo_server, **hook)))
    assert one(found, "giao tin tới a.vn") is Level.WELL
    found = await lines(zalo_bot.examine(settings(zalo_server, token="99999:wrong")))
    assert one(found, "refuses the token") is Level.BROKEN
    assert zalo_server.bot.count("getUpdates") == zalo_server.bot.count("setWebhook") == 0


@pytest.mark.slow
def test_people_are_spread_over_the_bots_and_villages_stay_together(
    run: Run, district: str
) -> None:
    tokens = ",".join(f"{n}:secret{n}" for n in range(1, 7))
    status, said, trouble = run("codes", "--database", district, ZALO_BOT_TOKEN=tokens)
    assert (status, trouble) == (0, "")
    sheet = Path("var/codes.html").read_text()
    slips = re.findall(r'<article class="slip">(.*?)</article>', sheet, re.S)
    used = Counter(re.findall(r"zaloplatforms\.com/bots/(\d)\b", " ".join(slips)))
    assert sum(used.values()) == len(slips) == 251
    assert max(used.values()) <= 50
    villages: dict[str, set[str]] = {}
    for slip in slips:
        place = "/".join(re.findall(r'class="(?:place|unit)">(.*?)<', slip))
        if 'class="unit"' in slip:
            villages.setdefault(place, set()).update(re.findall(r"/bots/(\d)", slip))
    assert len(villages) > 80
    assert all(len(bots) == 1 for bots in villages.values())
    # A sheet for one person names the same bot as the sheet for all.
    (whole,) = [slip for slip in slips if "Sơn Điện" in slip][:1]
    name = re.findall(r'class="name">Đ/c (.*?)<', whole)[0]
    line = next(line for line in said.splitlines() if name in line and "Sơn Điện" in line)
    person = line.split()[1]
    run("codes", "--person", person, "--database", district, "--out", "one.html")
    assert (
        re.findall(r"/bots/(\d)", Path("one.html").read_text())[0]
        == (re.findall(r"/bots/(\d)", whole)[0])
    )


def test_sheets_printed_one_after_another_keep_their_seats(run: Run, district: str) -> None:
    """A pilot: one bot, two communes; the seats of the first sheet are not given away again."""
    one = {"ZALO_BOT_TOKEN": "1:secret1"}
    _, first, trouble = run("codes", "--commune", "Sơn Điện", "--database", district, **one)
    assert trouble == ""
    seated = len(CODE.findall(first))
    assert 10 < seated < 50
    _, second, trouble = run("codes", "--commune", "Na Mèo", "--database", district, **one)
    free = 50 - seated
    left = len(CODE.findall(second)) - free
    assert (f"{left} người chưa có chỗ" in trouble) if left > 0 else trouble == ""
    _, again, trouble = run("codes", "--commune", "Sơn Điện", "--database", district, **one)
    assert (len(CODE.findall(again)), trouble) == (seated, "")  # who had a seat has it still


def test_too_few_bots_are_told(run: Run, district: str) -> None:
    _, _, trouble = run("codes", "--database", district, ZALO_BOT_TOKEN="1:secret1")
    assert "201 người chưa có chỗ" in trouble


@pytest.mark.slow
async def test_a_refused_token_shows_in_health_and_stops_nothing_else(
    tmp_path: Path, free_port: int
) -> None:
    async with ZaloServer() as zalo:
        env = {"ZALO_BOT_TOKEN": "99999:wrong", "ZALO_BOT_API_URL": zalo.url}

        def look() -> str:
            with started(tmp_path, "run", **env, CHIBO_PORT="0") as (process, address):
                end = time.monotonic() + 10
                while not zalo.strangers and time.monotonic() < end:
                    time.sleep(0.02)
                found = _body(f"{address}healthz")
                stops(process)
                return found

        health = json.loads(await asyncio.to_thread(look))
    assert "ZALO_BOT_TOKEN" in health["networks"]["zalo_bot:99999"]
