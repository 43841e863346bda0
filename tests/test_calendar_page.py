"""The calendar page in a browser: it chooses at once, and what is over goes by itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browsing import NOW, browser, served
from conftest import Site


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Browser, example: Site) -> Iterator[Page]:
    """The made-up district's calendar at noon on the day that it was built."""
    with served(example) as home:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.clock.set_fixed_time(NOW)
        page.goto(f"{home}kalender/")
        yield page
        page.close()


def cards(page: Page) -> int:
    return page.locator("ul.cards > li:visible").count()


def test_choosing_a_municipality_shows_only_its_own_at_once(page: Page) -> None:
    everything, chip = cards(page), page.get_by_role("button", name="Hjortrontuna")
    chip.focus()
    page.keyboard.press("Space")
    assert 0 < cards(page) < everything
    assert page.locator("ul.cards > li:visible:not([data-kommun=hjortrontuna])").count() == 0
    assert page.get_by_role("status").first.inner_text() == f"Visar {cards(page)}."
    page.keyboard.press("Enter")
    assert cards(page) == everything


def test_a_month_with_nothing_chosen_has_no_heading(page: Page) -> None:
    headings = page.locator("article h2:visible").count()
    page.get_by_role("button", name="Hjortrontuna").click()
    assert page.locator("article h2:visible").count() < headings


def test_what_has_ended_goes_by_itself(page: Page) -> None:
    assert page.locator("ul.cards").get_by_text("Fika den femtonde").first.is_visible()
    before = cards(page)
    page.clock.set_fixed_time("2025-03-15T13:30:00Z")  # half an hour after it ended
    page.reload()
    assert cards(page) == before - 1


def test_without_a_script_the_choices_are_pages(chromium: Browser, example: Site) -> None:
    with served(example) as home:
        page = chromium.new_context(java_script_enabled=False).new_page()
        page.goto(f"{home}kalender/")
        page.get_by_role("link", name="Hjortrontuna").click()
        assert page.url == f"{home}kalender/kommun/hjortrontuna/"
        assert page.locator("h1").inner_text() == "Hjortrontuna"
        page.close()


def test_the_month_grid_is_a_table_with_days_and_weeks_named(page: Page) -> None:
    table = page.get_by_role("table", name="Mars 2025")
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("rowheader").first.inner_text() == "9"
    page.set_viewport_size({"width": 360, "height": 800})
    assert not table.is_visible()
