"""A real Chromium for tests, and the pictures they keep for people to look at."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.async_api import Page

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """The browser of this machine; without one the tests are skipped, or fail where required."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    for name in filter(None, names):
        if found := shutil.which(name):
            return found
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, but there is no chromium; set CHROMIUM to its path")
    pytest.skip("no chromium: install it, or set CHROMIUM to its path")


async def keep(page: Page, name: str) -> None:
    """Keep a picture for people to look at."""
    ARTEFACTS.mkdir(exist_ok=True)
    await page.screenshot(path=ARTEFACTS / f"web-{name}.png")
