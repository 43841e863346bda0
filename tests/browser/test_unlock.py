"""The member pages in a browser on a phone."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import Heard
from district.members import jose, secrets
from sealed import MEMBERS, Sealed
from sites import Site

PHONE = {"width": 360, "height": 640}
PARTY = "kalender/2025/medlemsfest/index.html"
ALLOWED_SECONDS = 10


@pytest.fixture
def home(serve: Callable[[Site], str], sealed: Sealed) -> str:
    return serve(sealed.site) + "medlem/"


@pytest.fixture
def page(open_page: Callable[..., Page], heard: Heard) -> Iterator[Page]:
    """A page on a phone, which must make no request to another host."""
    page = open_page(viewport=PHONE, accept_downloads=True)
    heard.listen(page)
    yield page
    assert [url for url in heard.requests if not url.startswith(("http://127.0.0.1", "blob:http://127.0.0.1"))] == []


def unlock(page: Page, address: str, phrase: str) -> None:
    page.goto(address)
    page.get_by_label("Lösenfras").fill(phrase)
    page.get_by_role("button", name="Lås upp").click()


def enter(page: Page, address: str, sealed: Sealed) -> None:
    """Open the page with the key already in the session, so that no phrase is asked for."""
    page.goto(address)
    page.evaluate("key => sessionStorage.setItem('medlem', key)", sealed.secrets.key)
    page.reload()
    expect(page.get_by_role("button", name="Lås", exact=True)).to_be_visible(timeout=ALLOWED_SECONDS * 1000)


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def sealed_file(sealed: Sealed, path: str) -> Path:
    key = secrets.from_environment(sealed.secrets.environment).site_key
    return sealed.folder / "s" / f"{jose.hidden_name(key, path)}.jwe"


def test_each_phrase_unlocks_within_ten_seconds(page: Page, home: str, sealed: Sealed, heard: Heard) -> None:
    for phrase in sealed.secrets.phrases:
        page.goto(home)
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        started = time.monotonic()
        # As a reader may type it, with capitals and hyphens.
        unlock(page, home, phrase.title().replace(" ", "-") + " ")
        expect(page.locator("main h1")).to_have_text("Vänsterpartiet Lingonriket", timeout=ALLOWED_SECONDS * 1000)
        print(f"upplåst på {time.monotonic() - started:.2f} s")
    assert heard.errors == []


def test_the_login_works_with_the_keyboard_and_a_password_manager(page: Page, home: str, sealed: Sealed) -> None:
    page.goto(home)
    field = page.get_by_label("Lösenfras")
    expect(field).to_be_focused()
    assert field.get_attribute("autocomplete") == "current-password"
    page.keyboard.type(sealed.secrets.phrases[0])
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_focused(timeout=ALLOWED_SECONDS * 1000)


def test_a_wrong_phrase_is_refused_with_a_message(page: Page, home: str) -> None:
    unlock(page, home, "fel ord på alla sex ställen")
    expect(page.get_by_role("alert")).to_contain_text("Lösenfrasen stämmer inte", timeout=ALLOWED_SECONDS * 1000)
    expect(page.get_by_label("Lösenfras")).to_be_focused()
    assert page.evaluate("sessionStorage.length") == 0


def serve_instead(page: Page, sealed: Sealed, text: str) -> None:
    """Let the host give this text for a sealed page."""
    page.route(f"**/{sealed_file(sealed, PARTY).name}", lambda route: route.fulfill(body=text))


def test_a_page_with_a_changed_byte_is_not_shown(page: Page, home: str, sealed: Sealed) -> None:
    before = sealed_file(sealed, PARTY).read_text()
    middle = len(before) // 2
    serve_instead(page, sealed, before[:middle] + ("A" if before[middle] != "A" else "B") + before[middle + 1 :])
    enter(page, home, sealed)
    page.goto(home + "#/kalender/2025/medlemsfest/")
    expect(page.locator("#besked[role=status]")).to_contain_text("har ändrats på vägen")
    assert "långbord" not in page.content()


def test_a_page_in_the_place_of_another_is_not_shown(page: Page, home: str, sealed: Sealed) -> None:
    serve_instead(page, sealed, sealed_file(sealed, "kalender/2025/jourkvall/index.html").read_text())
    enter(page, home + "#/kalender/", sealed)
    page.goto(home + "#/kalender/2025/medlemsfest/")
    expect(page.locator("#besked[role=status]")).to_contain_text("har ändrats på vägen")
    assert title(page) == "Kalender"


def test_with_an_old_key_the_phrase_is_asked_for_again(page: Page, home: str, sealed: Sealed) -> None:
    page.goto(home)
    page.evaluate(f"sessionStorage.setItem('medlem', '{secrets.new_key()}')")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("har fått en ny nyckel")
    expect(page.get_by_label("Lösenfras")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_links_anchors_back_forward_and_reload_work(page: Page, home: str, sealed: Sealed, heard: Heard) -> None:
    enter(page, home, sealed)
    page.get_by_role("link", name="Kalender", exact=True).first.click()
    expect(page.locator("main h1")).to_have_text("Kalender")
    page.get_by_role("link", name="Vårfest med knytkalas").click()
    expect(page.locator("main h1")).to_have_text("Vårfest med knytkalas")
    page.reload()
    expect(page.locator("main h1")).to_have_text("Vårfest med knytkalas")
    page.go_back()
    expect(page.locator("main h1")).to_have_text("Kalender")
    page.go_forward()
    expect(page.locator("main h1")).to_have_text("Vårfest med knytkalas")
    page.goto(home + "#/arbetsgrupper/")
    page.get_by_role("link", name="målet").click()
    expect(page.locator("#fler-aktiva")).to_be_focused()
    expect(page.locator("#fler-aktiva")).to_be_in_viewport()
    assert heard.errors == []


def test_the_calendar_shows_public_and_member_events_together(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/kalender/", sealed)
    cards = page.locator(".card").all_inner_texts()
    assert any("Vårfest med knytkalas" in card and "Bara för medlemmar" in card for card in cards)
    assert any("Internfeministisk konferens" in card and "Bara för medlemmar" not in card for card in cards)


def test_the_search_finds_sealed_pages(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home, sealed)
    page.get_by_role("searchbox").fill("potatissallader")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("Sökträffar: potatissallader")
    page.locator("main").get_by_role("link", name="Vårfest med knytkalas").click()
    expect(page.locator("main h1")).to_have_text("Vårfest med knytkalas")
    page.go_back()
    expect(page.locator("main h1")).to_have_text("Sökträffar: potatissallader")


def test_a_sealed_image_is_shown(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/arbetsgrupper/", sealed)
    image = page.get_by_alt_text("Papperslyktor i ett äppelträd")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('main img').naturalWidth === 1600")
    assert (image.get_attribute("src") or "").startswith("blob:")


def test_a_sealed_pdf_can_be_downloaded(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/arbetsgrupper/", sealed)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Städlista").click()
    assert waiting.value.suggested_filename == "stadlista.pdf"
    original = MEMBERS.parent / "medlem-docs/filer/stadlista.pdf"
    assert Path(waiting.value.path()).read_bytes() == original.read_bytes()


def test_locking_removes_the_key_and_the_pages(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home, sealed)
    page.goto(home + "#/arbetsgrupper/")
    page.get_by_role("button", name="Lås", exact=True).click()
    expect(page.get_by_label("Lösenfras")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.go_back()
    expect(page.get_by_label("Lösenfras")).to_be_visible()
    assert "Arbetsgrupper" not in page.content()


def test_an_unknown_page_gives_a_message(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home, sealed)
    page.goto(home + "#/finns/inte/")
    expect(page.locator("#besked[role=status]")).to_contain_text("Sidan finns inte")


def test_every_sealed_page_fits_a_phone_and_its_links_lead_to_pages(
    page: Page, home: str, sealed: Sealed, heard: Heard
) -> None:
    enter(page, home, sealed)
    pages = sorted(
        p.relative_to(sealed.plain).as_posix().removesuffix("index.html") for p in sealed.plain.rglob("*.html")
    )
    inside = {p.relative_to(sealed.plain).as_posix() for p in sealed.plain.rglob("*")} | set(pages)
    too_wide, broken = [], []
    for path in (path for path in pages if path != "404.html"):
        page.evaluate("path => { location.hash = '/' + path }", path)
        page.wait_for_function("path => shown === path", arg=path)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            too_wide.append(path)
        for link in page.locator("#sida a").evaluate_all("links => links.map(a => a.href)"):
            path_inside = link.removeprefix(home).removeprefix("#/").partition("#")[0]
            if link.startswith(page.evaluate("origin")) and path_inside not in inside:
                broken.append((path, link))
    assert too_wide == []
    assert broken == []
    assert heard.errors == []


def test_without_javascript_a_sentence_says_that_it_is_needed(open_page: Callable[..., Page], home: str) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(home)
    assert "Här behövs JavaScript" in page.locator("main").inner_text()
    expect(page.get_by_label("Lösenfras")).not_to_be_visible()
