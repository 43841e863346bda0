"""The search in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browsing import SEARCH_FILES, Heard, shifts
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
    page.goto(serve(example))
    page.get_by_role("link", name="Sök").click()
    expect(page.get_by_role("searchbox", name="Vad letar du efter?")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert [url for url in heard.requests if url.endswith(SEARCH_FILES)] == []


def test_the_search_works_with_the_keyboard_and_sends_no_words_to_the_host(
    page: Page, example: Site, heard: Heard, serve: Serve
) -> None:
    heard.listen(page)
    home = serve(example)
    page.goto(home + "om/")
    page.get_by_role("link", name="Sök").press("Enter")
    page.wait_for_url("**/sok/")
    field, main = page.get_by_role("searchbox"), page.get_by_role("main")
    # Inflected, and a part of a longer word on the page.
    field.fill("bokcirkeln")
    field.press("Enter")
    page.wait_for_url("**/sok/#q=bokcirkeln")
    expect(main.get_by_role("status")).to_contain_text("träff")
    for _ in range(1 + main.get_by_role("group").get_by_role("button").count()):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(main.locator("ol a").first).to_be_focused()
    field.fill("qqqqxx")
    expect(main.get_by_role("status")).to_contain_text("Inget hittades")
    assert [url for url in heard.requests if "bokcirkeln" in url.partition("#")[0]] == []
    assert [url for url in heard.requests if not url.startswith(home)] == []
    assert heard.errors == []


def test_what_is_coming_is_before_what_has_been_by_the_readers_clock(
    page: Page, build: Build, write: Write, serve: Serve
) -> None:
    event = "title: Plockdag vid tjärnen\npublished: {0}-01-01\nstart: {0}-08-01\n"
    config = write({f"data/events/{year}/plockdag.yml": event.format(year) for year in (2019, 2023, 2021, 2024)})
    home = serve(build(config, "http://localhost/"))
    for now, years in (
        ("2025-03-15", ["2024", "2023", "2021", "2019"]),
        ("2022-03-15", ["2023", "2024", "2021", "2019"]),
    ):
        page.clock.set_fixed_time(now)
        page.goto(home + "sok/#q=tjärnen")
        page.locator("form ol a").first.wait_for()
        found = [link.get_attribute("href") or "" for link in page.locator("form ol a").all()]
        assert [href.split("/")[-3] for href in found if href.endswith("/plockdag/")] == years
        page.goto("about:blank")


def test_a_hit_says_what_it_is_and_when_and_shows_the_word_in_its_sentence(
    page: Page, example: Site, serve: Serve
) -> None:
    page.goto(serve(example) + "sok/#q=hörslinga")
    hit = page.locator("form ol li")
    expect(hit).to_have_count(1)
    expect(hit.locator("p").first).to_have_text("Händelse 15–16 februari 2025")
    expect(hit.locator("mark")).to_have_text("Hörslinga")
    expect(hit).to_contain_text("Hörslinga finns i stora salen.")
    page.goto(serve(example) + "sok/#q=kontaktperson")
    goal = page.locator("form ol li").first
    expect(goal.locator("p").first).to_have_text("Mål 2025 · En organisation att längta till")
    goal.get_by_role("link").click()
    expect(page.locator("#organisation-kontaktperson")).to_be_in_viewport()


def test_hits_can_be_chosen_by_kind_and_more_are_shown_when_asked_for(page: Page, example: Site, serve: Serve) -> None:
    page.goto(serve(example) + "sok/#q=trollmossa")
    main, hits = page.get_by_role("main"), page.locator("form ol li")
    expect(hits).to_have_count(6)
    main.get_by_role("button", name="Visa fler").press("Enter")
    expect(hits.nth(6).get_by_role("link")).to_be_focused()
    main.get_by_role("button", name="Mål").press("Enter")
    expect(main.get_by_role("status")).to_contain_text("av slaget Mål")
    assert {each.inner_text().split()[0] for each in hits.locator("p.muted").all()} == {"Mål"}
    main.get_by_role("button", name="Allt").press("Enter")
    expect(hits).to_have_count(6)


@pytest.mark.parametrize(
    ("query", "says", "hits"),
    [
        ("vargjakt", "Inget hittades på ”vargjakt”.", 0),
        ("komferens", "Inget hittades på ”komferens”. Här är ", 6),
        ("sommalägger", "Inget hittades på ”sommalägger”. Menade du ”sommarläger”?", 0),
        ("klimatpolitik", "Inget hittades på ”klimatpolitik”. Menade du ”klimat”?", 0),
        ("soppa vargjakt", "Inget hittades på ”vargjakt”.", 0),
        ("soppa hörslinga", "Inget hittades som har alla orden.", 0),
    ],
)
def test_a_word_that_is_nowhere_is_named_and_the_nearest_is_offered(
    page: Page, example: Site, serve: Serve, query: str, says: str, hits: int
) -> None:
    page.goto(serve(example) + f"sok/#q={query}")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text(says)
    expect(page.locator("form ol li")).to_have_count(hits)
    if not hits:
        for name in ("kalendern", "vad vi lovat", "hör av dig till oss"):
            expect(main.locator("form").get_by_role("link", name=name)).to_be_visible()


def test_the_offered_word_is_searched_for(page: Page, example: Site, serve: Serve) -> None:
    page.goto(serve(example) + "sok/#q=sommalägger")
    page.get_by_role("button", name="Sök på ”sommarläger”").press("Enter")
    expect(page.locator("form ol a").first).to_have_text("Sommarläger")
    expect(page.get_by_role("searchbox")).to_be_focused()


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
