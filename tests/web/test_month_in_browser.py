"""What a new visitor does with `make demo`: a whole month in a real Chromium, with the real bot."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, async_playwright, expect

from tests.support.browser import FLAGS, chromium, keep

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")
SOON = 15_000  # milliseconds


@pytest_asyncio.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a running demo, as `make demo` starts it."""
    command = (sys.executable, "-m", "bot", "demo", "--port", "0")
    process = await asyncio.create_subprocess_exec(
        *command, "--file", str(tmp_path / "demo.sqlite3"), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        line = (await process.stdout.readline()).decode()
    found = re.search(r"http://\S+", line)
    assert found, line
    yield found.group()
    process.terminate()
    async with asyncio.timeout(15):
        await process.communicate()
    assert process.returncode == 0


@pytest_asyncio.fixture
async def page(demo: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = await browser.new_page(viewport={"width": 1440, "height": 900}, locale="vi-VN")
        await page.goto(demo)
        yield page
        await browser.close()


async def meets(page: Page, words: str) -> Locator:
    """Find somebody without accents and open the conversation."""
    async with page.expect_response(lambda response: "/api/people?q=" in response.url):
        await page.get_by_role("searchbox").fill(words)
    await asyncio.sleep(0.2)  # the list is drawn after the answer
    entry = page.locator("#found .entry").first
    name = await entry.locator(".name").inner_text()
    await entry.click()
    return page.get_by_role("region", name=name)


async def says(panel: Locator, text: str) -> None:
    await panel.get_by_role("textbox").fill(text)
    await panel.get_by_role("textbox").press("Enter")


async def hears(panel: Locator, text: str) -> Locator:
    """The last thing heard contains the text."""
    message = panel.locator(".message:not(.said)").last
    await expect(message).to_contain_text(text, timeout=SOON)
    return message


@pytest.mark.slow
async def test_a_month_in_the_browser(page: Page) -> None:
    coordinator = await meets(page, "dieu phoi")
    await says(coordinator, "/moi NM01")
    printed = CODE.search(await (await hears(coordinator, "mã đăng ký")).inner_text())
    assert printed

    newcomer = await meets(page, "bi thu cha khot")
    await expect(newcomer.locator("header")).to_contain_text("Chưa tham gia")
    await says(newcomer, printed.group().lower())
    await (
        (await hears(newcomer, "nếu đúng là đ/c".capitalize()))
        .get_by_role("button", name="1 Đồng ý")
        .click()
    )
    await hears(newcomer, "Đã đăng ký")

    await says(coordinator, "/kehoach 12/2026")
    await hears(coordinator, "94/94 chi bộ có lịch")
    await says(coordinator, "/duyet")
    asked = await hears(coordinator, "Công bố chứ?")
    await asked.get_by_role("button", name="1 Đồng ý").click()
    await hears(coordinator, "Đã duyệt và công bố")

    await (
        (await hears(newcomer, "Chi bộ họp đúng lịch chứ?"))
        .get_by_role("button", name="1 Họp đúng lịch")
        .click()
    )
    await hears(newcomer, "Đã ghi: bản Cha Khót")
    cadre = await meets(page, "Len Duc Dung")
    await hears(cadre, "đ/c dự 2 buổi họp chi bộ")
    await says(cadre, "em ốm nên xin vắng cả 2 buổi ạ")
    await hears(cadre, "Đã ghi: VẮNG, lý do sức khỏe")
    await hears(coordinator, "Cần người thay")
    await keep(page, "month-answers")

    await page.get_by_label("Người khác tự trả lời").check()
    for _ in range(14):  # to the morning after the meeting of Cha Khót
        await page.get_by_role("button", name="+1 ngày").click()
        await expect(page.get_by_role("button", name="+1 ngày")).to_be_enabled(timeout=60_000)
    await hears(newcomer, "chi bộ đã họp chưa?")
    await says(newcomer, "họp xong rồi, có mặt 30, vắng 1 có lý do, 0 không lý do, 90p")
    await hears(newcomer, "Số chưa khớp")

    leader = await meets(page, "lanh dao quan son")
    await says(leader, "tuan")
    await hears(leader, "Họp")
    await keep(page, "month-summary")
    await page.get_by_role("button", name="Đến việc kế tiếp").click()
    await expect(page.get_by_role("button", name="+1 ngày")).to_be_enabled(timeout=60_000)


@pytest.mark.slow
async def test_pictures_and_papers_come_into_the_chat(page: Page) -> None:
    leader = await meets(page, "Hà Quang Khuyên")
    await page.set_viewport_size({"width": 360, "height": 740})
    await says(leader, "/hinh tháng 11")
    picture = leader.locator(".message img")
    await expect(picture).to_be_visible(timeout=SOON)
    await expect(picture).to_have_js_property("complete", True, timeout=SOON)
    assert await picture.evaluate("image => image.naturalWidth") == 1080
    bubble = await hears(leader, "tháng 11/2026")
    await leader.get_by_role("textbox").scroll_into_view_if_needed()
    await asyncio.sleep(0.5)  # the page slides to it
    within = await bubble.bounding_box()
    assert within is not None
    assert within["x"] >= 0
    assert within["x"] + within["width"] <= 360
    await keep(page, "picture-phone")
    async with page.expect_download() as saved:
        await leader.get_by_role("link", name="Tải tệp").click()
    assert (await saved.value).suggested_filename == "tinh-hinh.png"

    await says(leader, "/xuat tháng 11")
    await hears(leader, "Bảng tính (XLSX)")
    await keep(page, "files-phone")
    links = leader.get_by_role("link", name="Tải tệp")
    await expect(links).to_have_count(4)
    async with page.expect_download() as saved:
        await links.last.click()
    assert (await saved.value).suggested_filename == "chi-bo-2026-11.xlsx"

    await page.set_viewport_size({"width": 1440, "height": 900})
    await page.get_by_role("button", name="+1 giờ").click()
    await says(leader, "/toi")
    await expect(leader).to_contain_text("Tệp chỉ mở được trong 15 phút", timeout=SOON)
    await expect(leader.locator(".message img")).to_have_count(0)
