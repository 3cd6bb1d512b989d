"""The printed sheet: what a slip says, and that it fits the paper in a real browser."""

import asyncio
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from aiohttp import ClientSession
from playwright.async_api import Page, async_playwright

from bot.app import App
from bot.clock import AdjustableClock
from bot.sample_people import join_most
from bot.serving import house
from channels.telegram.links import deep_link
from channels.web import WebChannel
from db import people
from db.base import Database
from domain.calendar import local_date
from domain.messages import Incoming, Outgoing
from domain.people import Role
from domain.slips import Slip
from domain.web_chats import address_of
from handlers.base import Policy
from tests.web.test_browser import FLAGS, chromium
from web.server import application, serve
from web.sheet import KEPT, Sheets, sheet

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SLIP = Slip(
    person_code="BT-NM01",
    name="Lò Thị Mỵ",
    post="Bí thư chi bộ",
    place="bản Mòng",
    unit="xã Na Mèo",
    code="CFGH-3469",
    expires_at=NOW + timedelta(hours=72),
)
# The longest a roster is likely to hold: a place of two lines, two posts, a name of six words.
LONG = replace(
    SLIP,
    name="Lương Nguyễn Thị Quỳnh Hương Giang",
    post="Cán bộ dự sinh hoạt; Lãnh đạo",
    place="Ban Tuyên giáo và Dân vận Huyện ủy",
    unit="thị trấn Sơn Lư",
    code="MMMM-MMMM",
)
ARTEFACTS = Path(__file__).parent.parent / "artefacts"


def words(html: str) -> str:
    bare = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", html, flags=re.S)
    return " ".join(bare.split())


def test_a_slip_says_who_what_how_and_until_when() -> None:
    assert words(sheet([SLIP], None, None)).endswith(
        "Hệ thống nhắc lịch sinh hoạt chi bộ Bản Mòng xã Na Mèo Đ/c Lò Thị Mỵ Bí thư chi bộ "
        "Mã của đồng chí CFGH-3469 Telegram: mở bot do văn phòng hướng dẫn, gửi mã. "
        "Tại văn phòng: mở trang web, chọn tên mình, gửi mã. "
        "Dùng một lần, đến 9h ngày 26/11/2026."
    )


def test_a_bot_with_a_name_is_opened_by_the_qr() -> None:
    plain = sheet([SLIP], None, None)
    linked = sheet([SLIP], "quan_son_bot", partial(deep_link, "quan_son_bot"))
    assert "hoặc gửi mã cho @quan_son_bot" in words(linked)
    # 25 modules a side hold eight signs, the address of a bot needs more
    assert 'viewBox="0 0 25 25"' in plain
    assert 'viewBox="0 0 25 25"' not in linked


def test_names_are_shown_as_words() -> None:
    assert "&lt;b&gt;" in sheet([replace(SLIP, name="<b>x</b>")], None, None)


def test_nothing_is_fetched() -> None:
    html = sheet([SLIP], "quan_son_bot", partial(deep_link, "quan_son_bot"))
    assert not re.search(r"(?:src|href|url)\s*[=(]", html)


def test_a_kept_sheet_is_found_for_a_quarter_of_an_hour() -> None:
    clock = [NOW]
    sheets = Sheets(lambda: clock[0])
    sheets.address = "http://127.0.0.1:8765/"
    secret = sheets.keep([SLIP]).removeprefix("http://127.0.0.1:8765/sheet/")
    assert len(secret) >= 20
    clock[0] = NOW + KEPT - timedelta(seconds=1)
    assert "CFGH-3469" in (sheets.find(secret) or "")
    assert sheets.find("another") is None
    clock[0] = NOW + KEPT
    assert sheets.find(secret) is None


async def test_the_office_opens_the_sheet_from_the_chat(district: str) -> None:
    channel, clock = WebChannel(), AdjustableClock(NOW)
    sheets = Sheets(clock.now)
    app = App(Database(district), clock, [channel], policy=Policy(sheet=sheets.keep))
    await join_most(app, channel.name, channel.bot, left_out=0)
    async with app.database.read() as session:
        (coordinator, _) = await people.holders(session, [Role.COORDINATOR], local_date(NOW))
    heard: list[str] = []
    server = await serve(application(house(app, channel, sheets)), "127.0.0.1", 0)
    sheets.address = server.url
    await channel.start(app.inbox.receive)
    channel.listen(lambda m: heard.append(m.text) if isinstance(m, Outgoing) else None)
    await channel.carry(Incoming(address_of(coordinator.id), "k-1", "/moi SD01", NOW))
    await app.settle()

    code = re.findall(r"[A-Z0-9]{4}-[A-Z0-9]{4}", heard[0])[0]
    (address,) = re.findall(r"http\S+", heard[0])
    async with ClientSession() as browser:
        async with browser.get(address) as page:
            assert page.status == 200
            assert code in await page.text()
            assert "script-src" not in page.headers["Content-Security-Policy"]
            assert page.headers["Cache-Control"] == "no-store"
        async with browser.get(address[:-1] + "-") as other:
            assert other.status == 404
        async with browser.get(address, headers={"Host": "evil.example"}) as foreign:
            assert foreign.status == 403
    await server.stop()
    await app.database.close()


OVERFLOWING = """() => [...document.querySelectorAll(".slip, .who, .code, .page")].filter(
  (e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1
).map((e) => e.className)"""


async def _look(page: Page, file: Path) -> tuple[list[str], bytes]:
    await page.goto(file.as_uri())
    await page.emulate_media(media="print")
    return await page.evaluate(OVERFLOWING), await page.pdf(prefer_css_page_size=True)


@pytest.mark.slow
@pytest.mark.browser
async def test_long_words_fit_and_six_slips_make_a_page(tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    bot = "quan_son_sinh_hoat_chi_bo_bot"
    file.write_text(sheet([LONG, SLIP] * 6 + [LONG], bot, partial(deep_link, bot)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = await browser.new_page(viewport={"width": 800, "height": 1200})
        overflowing, pdf = await _look(page, file)
        ARTEFACTS.mkdir(exist_ok=True)
        await page.screenshot(path=ARTEFACTS / "sheet.png")
        await browser.close()

    assert overflowing == []
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 3
    await asyncio.to_thread((ARTEFACTS / "sheet.pdf").write_bytes, pdf)
