"""The calendar page in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browsing import NOW
from sites import Site


@pytest.fixture
def home(serve: Callable[[Site], str], example: Site) -> str:
    return serve(example)


@pytest.fixture
def page(open_page: Callable[..., Page], home: str) -> Page:
    """The made-up district's calendar at noon on the day that it was built."""
    page = open_page(viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time(NOW)
    page.goto(f"{home}kalender/")
    return page


def cards(page: Page) -> int:
    return page.locator("ul.cards > li:visible").count()


def test_choosing_a_municipality_shows_only_its_own_events(page: Page) -> None:
    everything, chip = cards(page), page.get_by_role("button", name="Hjortrontuna")
    chip.focus()
    page.keyboard.press("Space")
    assert 0 < cards(page) < everything
    assert page.locator("ul.cards > li:visible:not([data-kommun=hjortrontuna])").count() == 0
    assert page.get_by_role("status").first.inner_text() == f"Visar {cards(page)}."
    page.keyboard.press("Enter")
    assert cards(page) == everything


def test_a_month_without_chosen_events_has_no_heading(page: Page) -> None:
    headings = page.locator("article h2:visible").count()
    page.get_by_role("button", name="Hjortrontuna").click()
    assert page.locator("article h2:visible").count() < headings


def test_an_event_disappears_when_it_has_ended(page: Page) -> None:
    assert page.locator("ul.cards").get_by_text("Fika den femtonde").first.is_visible()
    before = cards(page)
    page.clock.set_fixed_time("2025-03-15T13:30:00Z")  # half an hour after it ended
    page.reload()
    assert cards(page) == before - 1


def test_without_javascript_the_choices_are_links(open_page: Callable[..., Page], home: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{home}kalender/")
    page.get_by_role("link", name="Hjortrontuna").click()
    assert page.url == f"{home}kalender/kommun/hjortrontuna/"
    assert page.locator("h1").inner_text() == "Hjortrontuna"


def test_the_month_is_a_table_with_named_days_and_weeks(page: Page) -> None:
    table = page.get_by_role("table", name="Mars 2025")
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("rowheader").first.inner_text() == "9"
    page.set_viewport_size({"width": 360, "height": 800})
    assert not table.is_visible()


def test_an_old_address_leads_to_the_same_heading_of_the_new_page(open_page: Callable[..., Page], home: str) -> None:
    page = open_page()
    page.goto(f"{home}studier/bokcirkel/#träffar")
    page.wait_for_url(f"{home}studier/bokcirkel-systrar/**")
    assert page.evaluate("decodeURI(location.hash)") == "#träffar"
