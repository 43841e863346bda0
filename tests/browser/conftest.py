"""Fixtures: the member pages on a phone, at the door and inside."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import NOW, Heard
from sealed import Sealed
from sites import Site
from unlocking import PHONE, enter, expect_title, requests_to_others


@pytest.fixture
def member_home(serve: Callable[[Site], str], sealed: Sealed) -> str:
    """The address of the member pages."""
    return serve(sealed.site) + "medlem/"


@pytest.fixture
def phone(open_page: Callable[..., Page], heard: Heard) -> Iterator[Page]:
    """A page on a phone on the day of the build, which must make no request to another host."""
    page = open_page(viewport=PHONE)
    heard.listen(page)
    yield page
    assert requests_to_others(heard) == []


@pytest.fixture(scope="session")
def kept_inside(chromium: Browser) -> Page:
    page = chromium.new_context(viewport=PHONE).new_page()
    page.clock.set_fixed_time(NOW)
    return page


@pytest.fixture
def inside(kept_inside: Page, member_home: str, sealed: Sealed, heard: Heard) -> Iterator[Page]:
    """The unlocked member pages, at their first page, on a phone that makes no request to another host.

    Unlocking takes longer than most tests, so a worker does it once for those that leave the pages unlocked.
    """
    page = kept_inside
    heard.listen(page)
    if page.url.partition("#")[0] == member_home and not page.get_by_label("Lösenfras").is_visible():
        page.goto(f"{member_home}#/")
    else:
        enter(page, member_home, sealed.phrase)
    expect_title(page, "Vänsterpartiet Lingonriket")
    yield page
    page.unroute_all()
    assert requests_to_others(heard) == []
