"""The member pages are locked when a reader leaves them, and leave nothing behind in the browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from browsing import profile_page
from district.members import leaks
from sealed import Sealed, site_key
from unlocking import PHONE, enter, expect_locked, expect_title

STORED = """async () => [sessionStorage.length, localStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""


def test_a_second_tab_is_locked(inside: Page, member_home: str) -> None:
    inside.goto(f"{member_home}#/arbetsgrupper/")
    copy = inside.context.new_page()
    copy.goto(inside.url)
    expect_locked(copy)
    copy.close()


def test_whatever_leaves_the_pages_locks_them(inside: Page, member_home: str, sealed: Sealed) -> None:
    def by_the_button() -> None:
        inside.get_by_role("button", name="Lås", exact=True).click()

    def by_reloading() -> None:
        inside.reload()

    def by_visiting_the_public_site() -> None:
        inside.goto(member_home.removesuffix("medlem/"))
        inside.go_back()

    for leave in (by_the_button, by_reloading, by_visiting_the_public_site):
        if inside.get_by_label("Lösenfras").is_visible():
            enter(inside, member_home, sealed.phrase)
        inside.goto(f"{member_home}#/arbetsgrupper/")
        expect_title(inside, "Arbetsgrupper")
        assert inside.evaluate(STORED) == [0, 0, "", 0, 0]
        leave()
        expect_locked(inside)
        inside.go_back()
        expect_locked(inside)
        assert "Arbetsgrupper" not in inside.content()


def test_ten_idle_minutes_lock_the_pages(new_page: Callable[..., Page], member_home: str, sealed: Sealed) -> None:
    page = new_page(viewport=PHONE)
    page.clock.install()
    enter(page, member_home, sealed.phrase)
    page.clock.fast_forward("09:30")
    expect(page.locator("#besked")).to_contain_text("låses om en minut")
    page.keyboard.press("Shift")
    expect(page.locator("#besked")).to_be_empty()
    page.clock.fast_forward("09:30")
    expect(page.get_by_role("button", name="Lås", exact=True)).to_be_visible()
    page.clock.fast_forward("00:35")
    expect(page.get_by_role("alert")).to_contain_text("ingenting hände på tio minuter")
    expect_locked(page)


def test_nothing_that_was_read_stays_in_the_browser(
    chromium: Browser, member_home: str, sealed: Sealed, tmp_path: Path
) -> None:
    """The profile's files are searched, also as compressed and in other encodings."""
    phrase = sealed.phrase
    page = profile_page(chromium, tmp_path)
    page.goto(member_home.removesuffix("medlem/") + "tillganglighet/")
    page.goto(member_home)
    page.get_by_label("Visa vad jag skriver").check()
    enter(page, member_home, sealed.phrase)
    page.get_by_role("link", name="Arbetsgrupper").first.click()
    expect_title(page, "Arbetsgrupper")
    expect(page.locator("#sida img")).to_have_js_property("naturalWidth", 1600)
    page.get_by_role("link", name="vårfesten").click()
    expect_title(page, "Vårfest med knytkalas")
    page.get_by_role("searchbox").fill("potatissallader")
    page.keyboard.press("Enter")
    expect_title(page, "Sökträffar: potatissallader")
    page.context.close()
    key = site_key(sealed.folder, phrase)
    secret = {phrase, phrase.replace(" ", "-"), key.hex(), key.decode("latin-1"), "potatissallader", "knytkalas"}
    secret |= {"medlemsfest", "arbetsgrupper", "Papperslyktor"}
    # The address of the public page is found, so the search works.
    assert {word for _, word in leaks.find(tmp_path, {"tillganglighet"} | secret)} == {"tillganglighet"}
