"""A site that is no longer built every night shows a notice about its age."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from sites import Site


@pytest.mark.parametrize(("days", "hours", "old"), [(0, 0, False), (3, 0, False), (4, 1, True), (60, 0, True)])
def test_a_site_older_than_three_days_shows_a_notice(
    open_page: Callable[..., Page], serve: Callable[[Site], str], small: Site, days: int, hours: int, old: bool
) -> None:
    built = datetime(2025, 3, 15, tzinfo=UTC)
    page = open_page()
    page.clock.set_fixed_time(built + timedelta(days=days, hours=hours))
    page.goto(serve(small))
    notice = page.locator("[data-built]")
    assert notice.get_attribute("data-built") == built.date().isoformat()
    assert notice.is_visible() == old


def test_without_scripts_the_notice_is_hidden(site: Site) -> None:
    own = [page for address, page in site.pages.items() if "html" not in address and not site.is_redirect(address)]
    assert own
    assert all(page.xpath("//p[@data-built and @hidden]") for page in own)
