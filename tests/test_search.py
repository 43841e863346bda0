"""The search: in Swedish, with the keyboard alone, and free until somebody wants it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import NOW, Heard, browser, served, shifts
from conftest import Site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Browser) -> Page:
    return chromium.new_page(viewport={"width": 360, "height": 740})


def test_nothing_of_it_is_fetched_before_somebody_searches(page: Page, example: Site) -> None:
    heard = Heard()
    heard.listen(page)
    with served(example) as home:
        page.goto(home, wait_until="networkidle")
        assert [url for url in heard.requests if "search" in url or "pagefind" in url] == []
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Sök").press("Enter")
        expect(page.get_by_role("searchbox", name="Sök på sajten")).to_be_focused()
        page.wait_for_load_state("networkidle")
        assert [url for url in heard.requests if "pagefind" in url] == []


def test_the_dialog_finds_by_keyboard_and_says_how_many(page: Page, example: Site) -> None:
    heard = Heard()
    heard.listen(page)
    with served(example) as home:
        page.goto(home + "om/")
        page.get_by_role("button", name="Sök").press("Enter")
        # An inflected word: Pagefind knows how Swedish bends.
        page.keyboard.type("bokcirkeln")
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("träff")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("dialog").get_by_role("link").first).to_be_focused()
        page.keyboard.press("Enter")
        # Wait until the page that it leads to is there: the next step must not run into this one.
        page.wait_for_url(lambda url: url != home + "om/")
        page.goto(home + "om/")
        page.get_by_role("button", name="Sök").press("Enter")
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Sök")).to_be_focused()
    assert heard.errors == []


def test_enter_leads_to_a_page_of_its_own_and_tells_the_host_nothing(page: Page, example: Site) -> None:
    heard = Heard()
    heard.listen(page)
    with served(example) as home:
        page.goto(home)
        page.get_by_role("button", name="Sök").click()
        page.keyboard.type("loppis")
        page.keyboard.press("Enter")
        page.wait_for_url("**/sok/#q=loppis")
        assert [url for url in heard.requests if "loppis" in url and "#" not in url] == []
        expect(page.get_by_role("main").get_by_role("link", name="loppis").first).to_be_visible()
        page.get_by_role("main").get_by_role("searchbox").fill("qqqqxx")
        expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Inget hittades")
    assert heard.errors == []
    assert [url for url in heard.requests if not url.startswith(home)] == []


def test_without_javascript_it_says_where_else_to_look(chromium: Browser, example: Site) -> None:
    with served(example) as home:
        page = chromium.new_page(java_script_enabled=False)
        page.goto(home)
        page.get_by_role("link", name="Sök på sajten").click()
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("searchbox")).to_be_hidden()


def test_nothing_moves_when_the_hits_of_a_shared_address_come(page: Page, example: Site) -> None:
    page.clock.set_fixed_time(NOW)
    with served(example) as home:
        page.goto(home + "sok/#q=konferens")
        page.get_by_role("main").get_by_role("listitem").first.wait_for()
        assert shifts(page) == []
