"""Unlock the member pages in a browser."""

import os
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from browsing import Heard
from district.members import sealed_site
from sealed import THEME_FILES

PHONE: ViewportSize = {"width": 360, "height": 640}
# Deriving the key is slow by design.
MILLISECONDS = 10_000


def requests_to_others(heard: Heard) -> list[str]:
    return [url for url in heard.requests if not url.startswith(("http://127.0.0.1", "blob:http://127.0.0.1"))]


def unlock(page: Page, address: str, phrase: str) -> None:
    page.goto(address)
    page.get_by_label("Lösenfras").fill(phrase)
    page.get_by_role("button", name="Lås upp").click()


def enter(page: Page, address: str, phrase: str) -> None:
    unlock(page, address, phrase)
    page.locator("#inne").wait_for(timeout=MILLISECONDS)


def title(page: Page) -> str:
    return page.locator("h1:visible").inner_text()


def expect_title(page: Page, text: str) -> None:
    expect(page.locator("#sida h1")).to_have_text(text, timeout=MILLISECONDS)


def expect_locked(page: Page) -> None:
    expect(page.get_by_label("Lösenfras")).to_be_visible()
    assert page.locator("#sida").inner_html() == ""


def seal_few(plain: Path, site: Path, phrases: list[str], built: int = 1742036400) -> None:
    """Seal a few pages into a folder of their own, as at a certain time."""
    site.mkdir()
    sealed_site.seal(plain, site / "medlem", phrases, THEME_FILES, sealed_site.Door("Blåbär", built))
    # The server answers 304 for a page that is written again within a second.
    os.utime(site / "medlem/index.html", (built, built))
