"""The member pages in a browser when the host has another build than the one that was unlocked, or a changed file."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from district.members import passphrase
from sealed import Sealed, copy_few
from sites import Site
from unlocking import MILLISECONDS, enter, expect_locked, expect_title, seal_few, title


def answering(text: str) -> Callable[[Route], None]:
    """Return what answers a request with the text, or as for a missing file if there is none."""
    return lambda route: route.fulfill(status=200 if text else 404, body=text)


def test_a_changed_or_missing_page_is_not_shown(inside: Page, member_home: str, sealed: Sealed) -> None:
    file = sealed.file("kalender/2025/medlemsfest/index.html")
    before = file.read_text()
    changed = before[:999] + ("A" if before[999] != "A" else "B") + before[1000:]
    inside.goto(f"{member_home}#/kalender/")
    for text, message in ((changed, "är inte den som publicerades sist"), ("", "saknas på webbplatsen")):
        # The host's answer is altered, since other tests read the same files.
        inside.route(f"**/{file.name}", answering(text))
        inside.get_by_role("link", name="Vårfest med knytkalas").click()
        expect(inside.locator("#besked")).to_contain_text(message, timeout=MILLISECONDS)
        assert title(inside) == "Kalender"
        assert "långbord" not in inside.content()
        inside.unroute(f"**/{file.name}")


def test_a_new_build_is_read_on_and_an_older_one_is_refused(
    phone: Page, serve: Callable[[Site], str], sealed: Sealed, tmp_path: Path
) -> None:
    phrase = sealed.phrase
    few = copy_few(sealed.plain, tmp_path / "plain", "kalender/index.html", "studier/index.html")
    earlier, later, closed, served = (tmp_path / name for name in ("earlier", "later", "closed", "served"))
    seal_few(few, earlier, [phrase], 1742036400)
    seal_few(few, later, [phrase], 1742036500)
    seal_few(few, closed, [passphrase.generate()], 1742036600)

    def publish(site: Path) -> None:
        shutil.rmtree(served, ignore_errors=True)
        shutil.copytree(site, served)

    publish(earlier)
    home = serve(Site(served, "https://blabar.example/", "")) + "medlem/"
    enter(phone, home, sealed.phrase)
    publish(later)
    phone.get_by_role("link", name="Kalender", exact=True).first.click()
    expect_title(phone, "Kalender")

    # Back to the earlier build, under the same phrase.
    publish(earlier)
    phone.get_by_role("link", name="Studier", exact=True).first.click()
    expect(phone.locator("#besked")).to_contain_text("saknas på webbplatsen", timeout=MILLISECONDS)

    # A build that the phrase no longer opens.
    publish(closed)
    phone.get_by_role("link", name="Studier", exact=True).first.click()
    expect(phone.get_by_role("alert")).to_contain_text("Lösenfrasen har bytts", timeout=MILLISECONDS)
    expect_locked(phone)

    # The door of the later build, and the key of the earlier.
    publish(later)
    shutil.copy(earlier / "medlem/nycklar.json", served / "medlem")
    phone.reload()
    phone.get_by_label("Lösenfras").fill(phrase)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("äldre än de ska vara", timeout=MILLISECONDS)
