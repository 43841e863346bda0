"""The site in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import NOW, Heard, browser, served, shifts
from conftest import Site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_stays_put_asks_no_other_host_and_has_no_errors(
    chromium: Browser, site: Site, width: int
) -> None:
    heard = Heard()
    too_wide, moved = [], []
    with served(site) as home:
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.clock.set_fixed_time(NOW)
        heard.listen(page)
        for address in site.pages:
            if site.only_leads_on(address):
                continue
            page.goto(home + address)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append(address)
            moved += shifts(page)
        page.close()
    assert heard.errors == []
    assert [url for url in heard.requests if not url.startswith(home)] == []
    assert too_wide == []
    assert moved == []
