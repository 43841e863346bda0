"""The door of the member pages in a browser on a phone."""

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from browsing import Heard
from district.members import passphrase
from sealed import Sealed, copy_few
from sites import ROOT, Site
from unlocking import MILLISECONDS, PHONE, expect_title, seal_few, unlock


def test_each_phrase_unlocks(
    phone: Page, serve: Callable[[Site], str], plain: Path, tmp_path: Path, heard: Heard
) -> None:
    phrases = [passphrase.generate(), passphrase.generate()]
    seal_few(copy_few(plain, tmp_path / "plain"), tmp_path / "site", phrases)
    home = serve(Site(tmp_path / "site", "https://blabar.example/", "")) + "medlem/"
    for phrase in phrases:
        # As a reader may type it, with capitals and hyphens.
        unlock(phone, home, phrase.title().replace(" ", "-") + " ")
        expect_title(phone, "Vänsterpartiet Lingonriket")
    assert heard.errors == []


def test_the_login_works_with_the_keyboard_and_a_password_manager(
    phone: Page, member_home: str, sealed: Sealed
) -> None:
    phone.goto(f"{member_home}#/kalender/")
    field = phone.get_by_label("Lösenfras")
    expect(field).to_be_focused()
    assert field.get_attribute("autocomplete") == "current-password"
    phone.keyboard.type(sealed.phrase)
    phone.keyboard.press("Enter")
    # The page whose address was asked for.
    expect_title(phone, "Kalender")
    expect(phone.locator("#sida h1")).to_be_focused()


def test_a_wrong_phrase_is_refused_with_a_message(phone: Page, member_home: str) -> None:
    unlock(phone, member_home, "fel ord på alla sex ställen")
    expect(phone.get_by_role("alert")).to_contain_text("Lösenfrasen stämmer inte", timeout=MILLISECONDS)
    expect(phone.get_by_label("Lösenfras")).to_be_focused()


def test_a_phrase_may_be_typed_or_pasted_in_many_ways(phone: Page, member_home: str) -> None:
    """The table that tests/members/test_passphrase.py reads with Python."""
    table = json.loads((ROOT / "tests/members/phrases.json").read_text("utf-8"))
    phone.goto(member_home)
    read = """async (texts) => {
        const { normalised } = await import("./assets/medlem.js")
        return texts.map(normalised)
    }"""
    assert phone.evaluate(read, [typed for _, typed, _ in table]) == [meant for _, _, meant in table]


def test_the_pages_cannot_be_unlocked_inside_another_page(phone: Page, member_home: str) -> None:
    home = member_home.removesuffix("medlem/")
    phone.route("**/ram.html", lambda route: route.fulfill(content_type="text/html", body="<iframe src='medlem/'>"))
    phone.goto(home + "ram.html")
    frame = phone.frame_locator("iframe")
    expect(frame.get_by_role("alert")).to_contain_text("kan inte låsas upp där")
    expect(frame.get_by_label("Lösenfras")).not_to_be_visible()


def test_without_javascript_a_sentence_says_that_it_is_needed(open_page: Callable[..., Page], member_home: str) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(member_home)
    assert "Här behövs JavaScript" in page.locator("main").inner_text()
    expect(page.get_by_label("Lösenfras")).not_to_be_visible()
