"""The chat page in a real Chromium: what somebody sees and does, on a desk and on a phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from domain.messages import Words
from tests.support.browser import FLAGS, chromium, keep
from tests.web.conftest import given_by, living
from tests.web.echo_house import QUESTION, EchoHouse
from web.server import Server, application, serve

# One browser for the whole module, so one event loop for it, its houses and its servers.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

WIDE = {"width": 1360, "height": 800}
PHONE = {"width": 360, "height": 740}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def house(settled: tuple[Path, dict[str, int]], tmp_path: Path) -> AsyncIterator[EchoHouse]:
    async with living(settled, tmp_path) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def server(house: EchoHouse) -> AsyncIterator[Server]:
    server = await serve(application(given_by(house)), "127.0.0.1", 0)
    yield server
    await server.stop()


class Opens(Protocol):
    """Opens the page and, at the end, demands that nothing went wrong in it."""

    def __call__(self, people: str = "", **options: Any) -> AbstractAsyncContextManager[Page]: ...


@pytest.fixture
def opened(browser: Browser, server: Server) -> Opens:
    @asynccontextmanager
    async def opened(people: str = "", **options: Any) -> AsyncIterator[Page]:
        context = await browser.new_context(**{"viewport": WIDE, "locale": "vi-VN", **options})
        page = await context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda message: wrong.append(message.text) if message.type == "error" else None,
        )
        await page.goto(f"{server.url}#{people}")
        await expect(page.locator("#now")).not_to_be_empty()
        yield page
        await context.close()
        assert [line for line in wrong if "ERR_CONNECTION_REFUSED" not in line] == []

    return opened


@pytest.mark.slow
async def test_somebody_is_found_without_accents_and_answered(opened: Opens) -> None:
    async with opened() as page:
        await page.get_by_role("searchbox").fill("bi thu mong")
        await expect(page.locator("#found .entry")).to_have_count(1)
        await page.locator("#found .entry", has_text="Lò Thị Mỵ").click()
        panel = page.get_by_role("region", name="Lò Thị Mỵ")
        await expect(panel.locator("header")).to_contain_text("bản Mòng, Xã Thử Nghiệm")
        await expect(panel.locator("header")).to_contain_text("Đã tham gia")

        await panel.get_by_role("textbox").fill("24 20 3 1 2 95")
        await panel.get_by_role("textbox").press("Enter")

        await expect(panel.locator(".heard .text")).to_have_text("Đã nhận: 24 20 3 1 2 95")
        await expect(panel.locator(".message.said .text")).to_have_text("24 20 3 1 2 95")
        await expect(panel.get_by_role("textbox")).to_have_value("")


async def test_a_pressed_option_is_its_digit_and_a_newer_question_closes_it(
    opened: Opens, house: EchoHouse
) -> None:
    await house.says("CB01", QUESTION)
    async with opened(house.chat("CB01")) as page:
        await page.get_by_role("button", name="2 Vắng").click()
        await expect(page.locator(".message.heard").last).to_contain_text("Đã nhận: 2 (câu 1)")
        await expect(page.locator("button.chosen")).to_have_text("2 Vắng")

        await house.says("CB01", QUESTION)
        await expect(page.locator(".options button")).to_have_count(6)
        await expect(page.locator(".options button:disabled")).to_have_count(3)
        await expect(page.locator(".message").last.locator("button").first).to_be_enabled()
        await keep(page, "question")


@pytest.mark.slow
async def test_four_side_by_side_and_a_fifth_takes_the_oldest_place(
    opened: Opens, house: EchoHouse
) -> None:
    await house.says("BT01", Words("một dòng dài hơn cả danh sách ở bên cạnh " * 5))
    async with opened() as page:
        await expect(page.locator("#latest .entry time")).to_be_visible()
        box = await page.locator("#latest .entry time").bounding_box()
        assert box
        assert box["x"] + box["width"] < 310  # the side list is so wide
        await page.locator("[data-list=found]").click()
        for name in ("Ước", "Ánh", "Đức", "Đường"):
            await page.locator("#found .entry", has_text=name).click()
        await expect(page.locator(".panel")).to_have_count(4)
        boxes = [await panel.bounding_box() for panel in await page.locator(".panel").all()]
        edges = [round(box["x"] + box["width"]) for box in boxes if box]
        assert len(edges) == 4
        assert [round(box["y"] + box["height"]) for box in boxes if box] == [WIDE["height"]] * 4
        assert max(edges) <= WIDE["width"], edges

        await page.locator("#found .entry", has_text="Mỵ").click()
        names = page.locator(".panel .name")
        wanted = ["Phạm Thị Ánh", "Hà Văn Đức", "Vi Văn Đường", "Lò Thị Mỵ"]
        await expect(names).to_have_text(wanted)

        await page.reload()
        await expect(names).to_have_text(wanted)
        await page.get_by_role("button", name="Đóng cuộc trò chuyện").first.click()
        await expect(names).to_have_text(wanted[1:])
        assert page.url.endswith(f"#{','.join(house.chat(c) for c in ('CB01', 'BT02', 'BT01'))}")


@pytest.mark.slow
async def test_time_moves_and_everybody_who_heard_is_listed(
    opened: Opens, house: EchoHouse
) -> None:
    async with opened(house.chat("BT01")) as page:
        await expect(page.locator("#now")).to_have_text("Thứ Sáu, 04/12/2026 18:30")
        await page.get_by_role("button", name="+1 ngày").click()
        await expect(page.locator("#now")).to_have_text("Thứ Bảy, 05/12/2026 18:30")
        await page.get_by_role("button", name="+1 giờ").click()
        await expect(page.locator("#now")).to_have_text("Thứ Bảy, 05/12/2026 19:30")

        entry = page.locator("#latest .entry")
        await expect(entry).to_contain_text("Hà Văn Đức")
        await expect(entry).to_contain_text("05/12 19:30")
        await expect(entry.locator(".count")).to_have_text("2")
        await keep(page, "time")
        await page.reload()
        await expect(entry.locator(".count")).to_have_text("2")
        await entry.click()
        await expect(entry.locator(".count")).to_be_hidden()
        await expect(page.locator(".panel").last.locator(".day")).to_have_text(
            ["Thứ Bảy, 05/12/2026"]
        )
        await expect(page.locator(".panel").last.locator(".message")).to_have_count(2)


@pytest.mark.slow
async def test_nothing_is_lost_or_doubled_while_the_server_is_away(
    opened: Opens, house: EchoHouse, server: Server
) -> None:
    port = server.runner.addresses[0][1]
    async with opened(house.chat("CB01")) as page:
        await house.says("CB01", Words("trước"))
        await expect(page.locator(".message")).to_have_count(1)
        await server.stop()
        await expect(page.locator("#offline")).to_be_visible()

        await house.says("CB01", Words("trong lúc mất mạng"))
        await page.get_by_role("textbox").fill("vâng")
        await page.get_by_role("textbox").press("Enter")
        await expect(page.locator(".message.said .state")).to_have_text("Đang gửi…")
        again = await serve(application(given_by(house)), "127.0.0.1", port)
        try:
            texts = page.locator(".message .text")
            await expect(texts).to_have_text(
                ["trước", "trong lúc mất mạng", "vâng", "Đã nhận: vâng"], timeout=15_000
            )
            await expect(page.locator("#offline")).to_be_hidden()
            await house.says("CB01", Words("sau"))
            await expect(texts.last).to_have_text("sau")
        finally:
            await again.stop()


@pytest.mark.slow
async def test_a_message_that_cannot_be_stored_can_be_sent_again(
    browser: Browser, server: Server, house: EchoHouse
) -> None:
    house.broken = True
    page = await browser.new_page(viewport=WIDE)
    await page.clock.install()
    await page.goto(f"{server.url}#{house.chat('CB01')}")
    await page.get_by_role("textbox").fill("vâng")
    await page.get_by_role("textbox").press("Enter")
    await expect(page.locator(".state")).to_have_text("Đang gửi…")
    for _ in range(4):  # it tries again by itself, a little later each time
        await asyncio.sleep(0.3)
        await page.clock.fast_forward(5000)
    await expect(page.locator(".state")).to_have_text("Chưa gửi được.")

    house.broken = False
    await page.get_by_role("button", name="Gửi lại").click()

    await expect(page.locator(".message .text")).to_have_text(["vâng", "Đã nhận: vâng"])
    await page.close()


async def test_words_are_shown_as_words(opened: Opens, house: EchoHouse) -> None:
    evil = "<img src=x onerror=alert(1)><b>đậm</b>"
    async with opened(house.chat("CB01")) as page:
        await page.get_by_role("textbox").fill(evil)
        await page.get_by_role("textbox").press("Enter")
        await expect(page.locator(".message.said .text")).to_have_text(evil)
        assert await page.locator(".log img, .log b, #latest .line b").count() == 0


@pytest.mark.slow
async def test_on_a_phone_one_at_a_time_with_tabs(opened: Opens, house: EchoHouse) -> None:
    await house.says("BT01", QUESTION)
    people = f"{house.chat('CB01')},{house.chat('BT01')}"
    async with opened(people, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        first = page.get_by_role("region", name="Hà Văn Đức")
        second = page.get_by_role("region", name="Lò Thị Mỵ")
        await expect(first).to_be_in_viewport(ratio=0.9)
        await expect(second).not_to_be_in_viewport()

        await house.says("BT01", Words("đồng chí nhớ trả lời"))
        tab = page.locator("#tabs button", has_text="Mỵ")
        await expect(tab.locator(".count")).to_have_text("1")
        await tab.click()
        await expect(second).to_be_in_viewport(ratio=0.9)
        await expect(tab).to_have_attribute("aria-current", "true")
        await expect(tab.locator(".count")).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        await keep(page, "phone")

        await page.locator("#tabs button", has_text="Mọi người").click()
        await expect(page.locator("#people")).to_be_in_viewport(ratio=0.9)
        await keep(page, "phone-list")


# Text, the colour behind it, and its size, for everything on the page that has words of its own.
PRINT = """() => [...document.querySelectorAll("body *")].flatMap((element) => {
  const words = [...element.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!words || !element.checkVisibility() || element.closest(".sr")) return [];
  let behind = element;
  while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  const { color, fontSize } = getComputedStyle(element);
  return [[element.textContent.trim(), color, getComputedStyle(behind).backgroundColor, fontSize]];
})"""  # noqa: E501


def contrast(ink: str, paper: str) -> float:
    """The WCAG contrast ratio of two CSS colours without transparency."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
        red, green, blue = (linear(part) for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(ink), light(paper)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_is_readable_by_day_and_by_night(
    opened: Opens, house: EchoHouse, scheme: str
) -> None:
    await house.says("BT01", Words("người khác"))
    await house.says("CB01", QUESTION)
    await house.says("CB01", QUESTION)
    people = f"{house.chat('CB01')},{house.chat('BT02')}"
    async with opened(people, color_scheme=scheme) as page:
        await page.locator(".options button:enabled").first.click()
        await house.says("BT01", Words("tin chưa xem"))
        await expect(page.locator("#latest .count:visible")).to_have_count(1)
        await expect(page.locator(".chosen")).to_have_count(1)
        printed = await page.evaluate(PRINT)
        await keep(page, scheme)

    assert len(printed) > 25
    pale = [(words, round(contrast(*colours), 2)) for words, *colours, _ in printed]
    assert [entry for entry in pale if entry[1] < 4.5] == []
    assert [words for words, *_, size in printed if float(size.removesuffix("px")) < 16] == []
