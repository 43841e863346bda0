"""Lists of what is coming, in a browser whose clock goes on after the build."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from browsing import ENDED, NOW, shifts
from sites import Site

BUILT = datetime.fromisoformat(NOW)
LISTS = ("", "kalender/", "kalender/kommun/hjortrontuna/", "studier/", "vi/bostadsgruppen/")
# The headings with nothing to read under them.
ALONE = """() => [...document.querySelectorAll("main :is(h2, h3)")]
    .filter((each) => each.checkVisibility())
    .filter((each) => each.closest("section, li, .content, .text").innerText.trim() === each.innerText.trim())
    .map((each) => each.innerText)"""


@pytest.fixture
def home(serve: Callable[[Site], str], example: Site) -> str:
    return serve(example)


@pytest.fixture
def empty_page(open_page: Callable[..., Page]) -> Page:
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def page(empty_page: Page, home: str) -> Page:
    """The made-up district's calendar at noon on the day that it was built."""
    empty_page.goto(f"{home}kalender/")
    return empty_page


def happenings(page: Page) -> int:
    return page.locator(".happening:visible").count()


def test_an_event_disappears_when_it_has_ended(page: Page) -> None:
    assert page.locator(".agenda").get_by_text("Fika den femtonde").first.is_visible()
    before = happenings(page)
    page.clock.set_fixed_time("2025-03-15T13:30:00Z")  # half an hour after it ended
    page.reload()
    assert happenings(page) == before - 1


def test_the_next_days_come_forward_when_the_first_have_ended(empty_page: Page, home: str) -> None:
    empty_page.goto(home)
    days = empty_page.locator(".agenda__day:visible")
    first, shown = days.first.inner_text(), days.count()
    empty_page.clock.set_fixed_time(BUILT + timedelta(days=2))
    empty_page.reload()
    assert days.first.inner_text() != first
    assert days.count() == shown


def test_today_and_tomorrow_are_named(page: Page) -> None:
    dates = page.locator(".agenda__date")
    assert "lör · i dag" in dates.filter(has_text="i dag").first.inner_text()
    page.clock.set_fixed_time(BUILT - timedelta(days=1))
    page.reload()
    assert "lör · i morgon" in dates.filter(has_text="i morgon").first.inner_text()


@pytest.mark.parametrize("days", [0, 1, 20, 100, 366])
def test_what_has_ended_is_never_shown_as_coming_no_heading_is_left_alone_and_nothing_moves(
    empty_page: Page, home: str, days: int
) -> None:
    now = BUILT.astimezone(UTC) + timedelta(days=days)
    empty_page.clock.set_fixed_time(now)
    for address in LISTS:
        empty_page.goto(home + address)
        assert empty_page.evaluate(ENDED, now.isoformat()) == [], address
        assert empty_page.evaluate(ALONE) == [], address
        assert shifts(empty_page) == []


@pytest.mark.parametrize("address", ["", "kalender/"])
def test_lists_say_that_all_has_been_when_it_has(empty_page: Page, home: str, address: str) -> None:
    notice = empty_page.get_by_text("Det som stod här har varit")
    empty_page.goto(home + address)
    assert not notice.is_visible()
    empty_page.clock.set_fixed_time(BUILT + timedelta(days=1200))
    empty_page.reload()
    assert notice.is_visible()
    assert happenings(empty_page) == 0


def test_an_event_that_has_ended_says_so(page: Page) -> None:
    page.get_by_role("link", name="Fråga distriktet på nätet").first.click()
    button, notice = page.get_by_role("link", name="Lägg till i kalendern"), page.get_by_text("Det här har varit.")
    expect(button).to_be_visible()
    expect(notice).to_be_hidden()
    page.clock.set_fixed_time(BUILT + timedelta(days=30))
    page.reload()
    expect(notice).to_be_visible()
    expect(button).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_towns_are_links(open_page: Callable[..., Page], home: str, javascript: bool) -> None:
    page = open_page(java_script_enabled=javascript)
    page.goto(f"{home}kalender/")
    page.get_by_role("link", name="Hjortrontuna").first.click()
    assert page.url == f"{home}kalender/kommun/hjortrontuna/"
    assert "Hjortrontuna" in page.locator("h1").inner_text()


def test_the_month_is_a_table_with_named_days_and_weeks(page: Page) -> None:
    page.get_by_text("Mars 2025 som rutnät").click()
    table = page.get_by_role("region", name="Mars 2025 som rutnät").get_by_role("table")
    assert table.get_by_role("columnheader").count() == 8
    assert table.get_by_role("rowheader").first.inner_text() == "9"


@pytest.mark.parametrize("address", ["", "kalender/"])
def test_the_first_event_is_seen_on_a_phone_without_scrolling(
    open_page: Callable[..., Page], home: str, address: str
) -> None:
    page = open_page(viewport={"width": 360, "height": 640})
    page.goto(home + address)
    box = page.locator(".next h2:visible, .happening__title:visible").first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 640


@pytest.mark.parametrize(
    ("old", "new", "anchor"),
    [
        ("studier/bokcirkel/#träffar", "studier/bokcirkel-systrar/", "träffar"),
        ("plan/2025/synas/#dorrknackning", "plan/2025/", "synas-dorrknackning"),
    ],
)
def test_an_old_address_leads_to_the_same_heading_of_the_new_page(
    open_page: Callable[..., Page], home: str, old: str, new: str, anchor: str
) -> None:
    page = open_page()
    page.goto(home + old)
    page.wait_for_url(f"{home}{new}**")
    assert page.evaluate("decodeURI(location.hash)") == f"#{anchor}"
