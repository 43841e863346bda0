"""A site that is no longer built every night says so by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from browsing import browser, served
from conftest import Site

NOTICE = "[data-built]"


@pytest.mark.parametrize(("days", "hours", "old"), [(0, 0, False), (3, 0, False), (4, 1, True), (60, 0, True)])
def test_the_page_says_when_it_is_older_than_three_days(real: Site, days: int, hours: int, old: bool) -> None:
    built = datetime(2025, 3, 15, tzinfo=UTC)
    with browser() as chromium, served(real) as home:
        page = open_at(chromium, built + timedelta(days=days, hours=hours))
        page.goto(home)
        notice = page.locator(NOTICE)
        assert notice.get_attribute("data-built") == built.date().isoformat()
        assert notice.is_visible() == old
        page.close()


def open_at(chromium: Browser, moment: datetime):
    """A page whose clock stands at the moment."""
    page = chromium.new_page()
    page.clock.set_fixed_time(moment)
    return page


def test_without_scripts_nothing_is_said(real: Site) -> None:

    assert all(page.xpath("//p[@data-built and @hidden]") for name, page in real.pages.items() if "html" not in name)
