"""The unlocked member pages in a browser on a phone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from browsing import ENDED, Heard
from sealed import Sealed
from sites import Site
from unlocking import PHONE, enter, expect_title

# Shows each page in turn, and returns those that are wider than the screen.
TOO_WIDE = """async (paths) => {
    const place = document.getElementById("sida"), wide = []
    for (const path of paths) {
        await new Promise((resolve, reject) => {
            new MutationObserver(resolve).observe(place, { childList: true })
            setTimeout(() => reject(new Error(`${path} is not shown`)), 10000)
            location.hash = `/${path}`
        })
        if (document.documentElement.scrollWidth > innerWidth) wide.push(path)
    }
    return wide
}"""


def test_what_has_ended_is_not_shown_as_coming_and_an_old_build_says_that_it_is_old(
    phone: Page, member_home: str, sealed: Sealed
) -> None:
    now = "2025-12-31T12:00:00Z"
    phone.clock.set_fixed_time(now)
    enter(phone, member_home, sealed.phrase)
    expect(phone.locator("#utgava")).to_contain_text("inte uppdaterade på flera dagar")
    assert phone.evaluate(ENDED, now) == []
    phone.get_by_role("link", name="Kalender", exact=True).first.click()
    expect_title(phone, "Kalender")
    assert phone.locator("#sida [data-ends]").count() > 5
    assert phone.evaluate(ENDED, now) == []


def test_a_new_build_says_only_when_it_was_published(inside: Page) -> None:
    expect(inside.locator("#utgava")).to_have_text("Publicerat 15 mars 2025.")


def test_links_anchors_back_and_forward_work_at_one_address(inside: Page, member_home: str, heard: Heard) -> None:
    inside.get_by_role("link", name="Kalender", exact=True).first.click()
    expect_title(inside, "Kalender")
    inside.get_by_role("link", name="Vårfest med knytkalas").click()
    expect_title(inside, "Vårfest med knytkalas")
    inside.go_back()
    expect_title(inside, "Kalender")
    inside.go_forward()
    expect_title(inside, "Vårfest med knytkalas")
    inside.goto(f"{member_home}#/arbetsgrupper/")
    inside.get_by_role("link", name="målet").click()
    # The link is to where the goal was before the whole plan became one page.
    expect(inside.locator("#organisation-fler-aktiva")).to_be_focused()
    expect(inside.locator("#organisation-fler-aktiva")).to_be_in_viewport()
    assert inside.url == member_home
    assert inside.title() == "Medlemssidor – Vänsterpartiet Lingonriket"
    assert heard.errors == []


def test_the_calendar_shows_public_and_member_events_together(inside: Page, member_home: str) -> None:
    inside.goto(f"{member_home}#/kalender/")
    expect_title(inside, "Kalender")
    found = inside.locator(".happening").all_inner_texts()
    assert any("Vårfest med knytkalas" in each and "Bara för medlemmar" in each for each in found)
    assert any("Internfeministisk konferens" in each and "Bara för medlemmar" not in each for each in found)


def test_the_search_finds_sealed_pages(inside: Page) -> None:
    inside.get_by_role("searchbox").fill("potatissallader")
    inside.keyboard.press("Enter")
    expect_title(inside, "Sökträffar: potatissallader")
    inside.locator("#sida main").get_by_role("link", name="Vårfest med knytkalas").click()
    expect_title(inside, "Vårfest med knytkalas")
    inside.go_back()
    expect_title(inside, "Sökträffar: potatissallader")


def test_a_sealed_image_is_shown(inside: Page, member_home: str) -> None:
    inside.goto(f"{member_home}#/arbetsgrupper/")
    image = inside.get_by_alt_text("Papperslyktor i ett äppelträd")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 1600)


def test_a_sealed_pdf_can_be_downloaded(inside: Page, member_home: str, sealed: Sealed) -> None:
    inside.goto(f"{member_home}#/arbetsgrupper/")
    with inside.expect_download() as waiting:
        inside.get_by_role("link", name="Städlista").click()
    assert waiting.value.suggested_filename == "stadlista.pdf"
    assert Path(waiting.value.path()).read_bytes() == (sealed.plain / "filer/stadlista.pdf").read_bytes()


def test_an_unknown_page_gives_a_message(inside: Page, member_home: str) -> None:
    inside.goto(f"{member_home}#/finns/inte/")
    expect(inside.locator("#besked[role=status]")).to_contain_text("Sidan finns inte")


def test_every_sealed_page_fits_a_phone(inside: Page, sealed: Sealed, heard: Heard) -> None:
    plain = Site(sealed.plain, "", "")
    paths = [path for path in plain.pages if path not in ("", "404.html") and not plain.is_redirect(path)]
    assert len(paths) > 50
    assert inside.evaluate("innerWidth") == PHONE["width"]
    # The page that is shown first comes last, since one that is shown already is not made again.
    assert inside.evaluate(TOO_WIDE, [*paths, ""]) == []
    assert heard.errors == []
