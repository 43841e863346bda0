"""The search in a browser."""

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from browsing import Heard, shifts
from sites import Build, Site, Write

Serve = Callable[[Site], str]


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page(viewport={"width": 360, "height": 740})


def test_nothing_of_the_search_is_loaded_before_a_reader_searches(
    new_page: Callable[..., Page], example: Site, heard: Heard, serve: Serve
) -> None:
    page = new_page()
    heard.listen(page)
    home = serve(example)
    page.goto(home, wait_until="networkidle")
    assert [url for url in heard.requests if "search" in url or "pagefind" in url] == []
    page.get_by_role("link", name="Sök").click()
    expect(page.get_by_role("searchbox", name="Vad letar du efter?")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in heard.requests if "pagefind" in url] == []


def test_the_search_works_with_the_keyboard_and_sends_no_words_to_the_host(
    page: Page, example: Site, heard: Heard, serve: Serve
) -> None:
    heard.listen(page)
    home = serve(example)
    page.goto(home + "om/")
    page.get_by_role("link", name="Sök").press("Enter")
    page.wait_for_url("**/sok/")
    field, main = page.get_by_role("searchbox"), page.get_by_role("main")
    # An inflected word: Pagefind knows Swedish inflection.
    field.press_sequentially("bokcirkeln")
    field.press("Enter")
    page.wait_for_url("**/sok/#q=bokcirkeln")
    expect(main.get_by_role("status")).to_contain_text("träff")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(main.locator("ol a").first).to_be_focused()
    field.fill("qqqqxx")
    expect(main.get_by_role("status")).to_contain_text("Inget hittades")
    assert [url for url in heard.requests if "bokcirkeln" in url.partition("#")[0]] == []
    assert [url for url in heard.requests if not url.startswith(home)] == []
    assert heard.errors == []


def test_all_parts_of_the_site_are_searched_and_every_hit_leads_to_a_page(
    page: Page, example: Site, serve: Serve
) -> None:
    home = serve(example)
    page.goto(home + "sok/#q=soppa")
    page.locator("form ol a").first.wait_for()
    found = [link.get_attribute("href") for link in page.locator("form ol a").all()]
    paths = [urljoin(home, href or "").removeprefix(home) for href in found]
    for part in ("kalender/2024/", "kalender/2025/", "plan/", "nyhetsbrev/"):
        assert [path for path in paths if path.startswith(part)], part
    assert [path for path in paths if path not in example.pages] == []


def test_of_equally_good_hits_the_newest_year_comes_first(page: Page, build: Build, write: Write, serve: Serve) -> None:
    event = "title: Plockdag vid tjärnen\npublished: {0}-01-01\nstart: {0}-08-01\n"
    config = write({f"data/events/{year}/plockdag.yml": event.format(year) for year in (2019, 2023, 2021)})
    home = serve(build(config, "http://localhost/"))
    page.goto(home + "sok/#q=tjärnen")
    page.locator("form ol a").first.wait_for()
    links = page.locator("form ol a").all()
    found = [link.get_attribute("href") or "" for link in links]
    years = [href.split("/")[-3] for href in found if href.endswith("/plockdag/")]
    assert years == ["2023", "2021", "2019"]


def test_without_javascript_the_search_page_says_what_to_do_instead(
    open_page: Callable[..., Page], example: Site, serve: Serve
) -> None:
    home = serve(example)
    page = open_page(java_script_enabled=False)
    page.goto(home)
    page.get_by_role("link", name="Sök").click()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("searchbox")).to_be_hidden()


def test_nothing_moves_when_the_hits_of_a_shared_address_are_shown(page: Page, example: Site, serve: Serve) -> None:
    home = serve(example)
    page.goto(home + "sok/#q=konferens")
    page.locator("form ol a").first.wait_for()
    assert shifts(page) == []
