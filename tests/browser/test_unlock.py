"""The member pages in a browser on a phone."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browsing import ENDED, Heard, profile_page
from district.language import markdown
from district.members import leaks, passphrase, sealed_site
from sealed import THEME_FILES, Sealed, Secrets, seal, site_key
from sites import ROOT, Site

PHONE = {"width": 360, "height": 640}
PARTY = "kalender/2025/medlemsfest/index.html"
ALLOWED_SECONDS = 10


@pytest.fixture
def home(serve: Callable[[Site], str], sealed: Sealed) -> str:
    return serve(sealed.site) + "medlem/"


@pytest.fixture
def page(open_page: Callable[..., Page], heard: Heard) -> Iterator[Page]:
    """A page on a phone on the day of the build, which must make no request to another host."""
    page = open_page(viewport=PHONE)
    heard.listen(page)
    yield page
    assert requests_to_others(heard) == []


def requests_to_others(heard: Heard) -> list[str]:
    return [url for url in heard.requests if not url.startswith(("http://127.0.0.1", "blob:http://127.0.0.1"))]


def unlock(page: Page, address: str, phrase: str) -> None:
    page.goto(address)
    page.get_by_label("Lösenfras").fill(phrase)
    page.get_by_role("button", name="Lås upp").click()


def enter(page: Page, address: str, sealed: Sealed) -> None:
    unlock(page, address, sealed.secrets.phrases[0])
    expect(page.get_by_role("button", name="Lås", exact=True)).to_be_visible(timeout=ALLOWED_SECONDS * 1000)


def title(page: Page) -> str:
    return page.locator("h1:visible").inner_text()


def expect_locked(page: Page) -> None:
    expect(page.get_by_label("Lösenfras")).to_be_visible()
    assert page.locator("#sida").inner_html() == ""


def test_each_phrase_unlocks_within_ten_seconds(page: Page, home: str, sealed: Sealed, heard: Heard) -> None:
    for phrase in sealed.secrets.phrases:
        started = time.monotonic()
        # As a reader may type it, with capitals and hyphens.
        unlock(page, home, phrase.title().replace(" ", "-") + " ")
        expect(page.locator("#sida h1")).to_have_text("Vänsterpartiet Lingonriket", timeout=ALLOWED_SECONDS * 1000)
        print(f"upplåst på {time.monotonic() - started:.2f} s")
    assert heard.errors == []


def test_the_login_works_with_the_keyboard_and_a_password_manager(page: Page, home: str, sealed: Sealed) -> None:
    page.goto(home)
    field = page.get_by_label("Lösenfras")
    expect(field).to_be_focused()
    assert field.get_attribute("autocomplete") == "current-password"
    page.keyboard.type(sealed.secrets.phrases[0])
    page.keyboard.press("Enter")
    expect(page.locator("#sida h1")).to_be_focused(timeout=ALLOWED_SECONDS * 1000)


def test_a_wrong_phrase_is_refused_with_a_message(page: Page, home: str) -> None:
    unlock(page, home, "fel ord på alla sex ställen")
    expect(page.get_by_role("alert")).to_contain_text("Lösenfrasen stämmer inte", timeout=ALLOWED_SECONDS * 1000)
    expect(page.get_by_label("Lösenfras")).to_be_focused()


def test_what_has_ended_is_not_shown_as_coming_on_the_member_pages(page: Page, home: str, sealed: Sealed) -> None:
    now = "2025-12-31T12:00:00Z"
    page.clock.set_fixed_time(now)
    enter(page, home, sealed)
    assert page.evaluate(ENDED, now) == []
    page.get_by_role("link", name="Kalender", exact=True).first.click()
    expect(page.locator("#sida h1")).to_have_text("Kalender")
    assert page.locator("#sida [data-ends]").count() > 5
    assert page.evaluate(ENDED, now) == []


def answering(text: str) -> Callable[[Route], None]:
    """Return what answers a request with the text, or as for a missing file if there is none."""
    return lambda route: route.fulfill(status=200 if text else 404, body=text)


def test_a_changed_or_missing_page_is_not_shown(page: Page, home: str, sealed: Sealed) -> None:
    file = sealed.file("kalender/2025/medlemsfest/index.html")
    before = file.read_text()
    changed = before[:999] + ("A" if before[999] != "A" else "B") + before[1000:]
    enter(page, home + "#/kalender/", sealed)
    for text, message in ((changed, "är inte den som publicerades sist"), ("", "saknas på webbplatsen")):
        # The host's answer is altered, since other tests read the same files.
        page.route(f"**/{file.name}", answering(text))
        page.get_by_role("link", name="Vårfest med knytkalas").click()
        expect(page.locator("#besked")).to_contain_text(message, timeout=ALLOWED_SECONDS * 1000)
        assert title(page) == "Kalender"
        assert "långbord" not in page.content()
        page.unroute(f"**/{file.name}")


def small_build(plain: Path, folder: Path, built: int, phrase: str) -> Path:
    """Seal three pages of the member site, as at another time."""
    for path in ("index.html", "kalender/index.html", "studier/index.html"):
        (folder / "plain" / path).parent.mkdir(parents=True)
        shutil.copy(plain / path, folder / "plain" / path)
    shutil.copytree(plain / "assets", folder / "plain/assets")
    (folder / "site").mkdir()
    sealed_site.seal(folder / "plain", folder / "site/medlem", [phrase], THEME_FILES, sealed_site.Door("Blåbär", built))
    # Else the server says that the door is unchanged if two are sealed in a second.
    os.utime(folder / "site/medlem/index.html", (built, built))
    return folder / "site/medlem"


def test_a_new_build_is_read_on_and_an_older_one_is_refused(
    page: Page, serve: Callable[[Site], str], sealed: Sealed, tmp_path: Path
) -> None:
    phrase = sealed.secrets.phrases[0]
    earlier = small_build(sealed.plain, tmp_path / "a", 1742036400, phrase)
    later = small_build(sealed.plain, tmp_path / "b", 1742036500, phrase)
    closed = small_build(sealed.plain, tmp_path / "c", 1742036600, passphrase.generate())
    served = tmp_path / "served"
    served.mkdir()

    def publish(folder: Path) -> None:
        shutil.rmtree(served / "medlem", ignore_errors=True)
        shutil.copytree(folder, served / "medlem")

    publish(earlier)
    home = serve(Site(served, "https://blabar.example/", "")) + "medlem/"
    enter(page, home, sealed)
    publish(later)
    page.get_by_role("link", name="Kalender", exact=True).first.click()
    expect(page.locator("#sida h1")).to_have_text("Kalender", timeout=ALLOWED_SECONDS * 1000)

    # Back to the earlier build, under the same phrase.
    publish(earlier)
    page.get_by_role("link", name="Studier", exact=True).first.click()
    expect(page.locator("#besked")).to_contain_text("saknas på webbplatsen", timeout=ALLOWED_SECONDS * 1000)
    publish(later)
    page.reload()
    shutil.copy(earlier / "nycklar.json", served / "medlem")
    page.get_by_label("Lösenfras").fill(phrase)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("äldre än de ska vara", timeout=ALLOWED_SECONDS * 1000)

    # A build that the phrase no longer opens.
    publish(later)
    enter(page, home, sealed)
    publish(closed)
    page.get_by_role("link", name="Kalender", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("Lösenfrasen har bytts", timeout=ALLOWED_SECONDS * 1000)
    expect_locked(page)


def test_an_old_build_says_that_it_is_old(page: Page, home: str, sealed: Sealed) -> None:
    page.clock.set_fixed_time("2025-03-16T12:00:00Z")
    enter(page, home, sealed)
    expect(page.locator("#utgava")).to_have_text("Publicerat 15 mars 2025.")
    page.clock.set_fixed_time("2025-03-25T12:00:00Z")
    page.goto(home + "#/kalender/")
    expect(page.locator("#utgava")).to_contain_text("inte uppdaterade på flera dagar")


def test_a_phrase_may_be_typed_or_pasted_in_many_ways(page: Page, home: str) -> None:
    """The table that tests/members/test_passphrase.py reads with Python."""
    table = json.loads((ROOT / "tests/members/phrases.json").read_text("utf-8"))
    page.goto(home)
    read = """async (texts) => {
        const { normalised } = await import("./assets/medlem.js")
        return texts.map(normalised)
    }"""
    assert page.evaluate(read, [typed for _, typed, _ in table]) == [meant for _, _, meant in table]


def test_links_anchors_back_and_forward_work_at_one_address(
    page: Page, home: str, sealed: Sealed, heard: Heard
) -> None:
    enter(page, home, sealed)
    page.get_by_role("link", name="Kalender", exact=True).first.click()
    expect(page.locator("#sida h1")).to_have_text("Kalender")
    page.get_by_role("link", name="Vårfest med knytkalas").click()
    expect(page.locator("#sida h1")).to_have_text("Vårfest med knytkalas")
    page.go_back()
    expect(page.locator("#sida h1")).to_have_text("Kalender")
    page.go_forward()
    expect(page.locator("#sida h1")).to_have_text("Vårfest med knytkalas")
    page.goto(home + "#/arbetsgrupper/")
    page.get_by_role("link", name="målet").click()
    # The link is to where the goal was before the whole plan became one page.
    expect(page.locator("#organisation-fler-aktiva")).to_be_focused()
    expect(page.locator("#organisation-fler-aktiva")).to_be_in_viewport()
    assert page.url == home
    assert page.title() == "Medlemssidor – Vänsterpartiet Lingonriket"
    assert heard.errors == []


def test_the_calendar_shows_public_and_member_events_together(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/kalender/", sealed)
    found = page.locator(".happening").all_inner_texts()
    assert any("Vårfest med knytkalas" in each and "Bara för medlemmar" in each for each in found)
    assert any("Internfeministisk konferens" in each and "Bara för medlemmar" not in each for each in found)


def test_the_search_finds_sealed_pages(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home, sealed)
    page.get_by_role("searchbox").fill("potatissallader")
    page.keyboard.press("Enter")
    expect(page.locator("#sida h1")).to_have_text("Sökträffar: potatissallader")
    page.locator("#sida main").get_by_role("link", name="Vårfest med knytkalas").click()
    expect(page.locator("#sida h1")).to_have_text("Vårfest med knytkalas")
    page.go_back()
    expect(page.locator("#sida h1")).to_have_text("Sökträffar: potatissallader")


def test_a_sealed_image_is_shown(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/arbetsgrupper/", sealed)
    image = page.get_by_alt_text("Papperslyktor i ett äppelträd")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 1600)


def test_a_sealed_pdf_can_be_downloaded(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/arbetsgrupper/", sealed)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Städlista").click()
    assert waiting.value.suggested_filename == "stadlista.pdf"
    assert Path(waiting.value.path()).read_bytes() == (sealed.plain / "filer/stadlista.pdf").read_bytes()


STORED = """async () => [sessionStorage.length, localStorage.length, document.cookie,
    (await indexedDB.databases()).length, (await caches.keys()).length]"""


def test_whatever_leaves_the_pages_locks_them(page: Page, home: str, sealed: Sealed) -> None:
    def by_the_button() -> None:
        page.get_by_role("button", name="Lås", exact=True).click()

    def by_reloading() -> None:
        page.reload()

    def by_visiting_the_public_site() -> None:
        page.goto(home.removesuffix("medlem/"))
        page.go_back()

    for leave in (by_the_button, by_reloading, by_visiting_the_public_site):
        enter(page, home, sealed)
        page.goto(home + "#/arbetsgrupper/")
        expect(page.locator("#sida h1")).to_have_text("Arbetsgrupper")
        assert page.evaluate(STORED) == [0, 0, "", 0, 0]
        leave()
        expect_locked(page)
        page.go_back()
        expect_locked(page)
        assert "Arbetsgrupper" not in page.content()


def test_a_second_tab_is_locked(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home + "#/arbetsgrupper/", sealed)
    copy = page.context.new_page()
    copy.goto(page.url)
    expect_locked(copy)
    copy.close()


def test_ten_idle_minutes_lock_the_pages(new_page: Callable[..., Page], home: str, sealed: Sealed) -> None:
    page = new_page(viewport=PHONE)
    page.clock.install()
    enter(page, home, sealed)
    page.clock.fast_forward("09:30")
    expect(page.locator("#besked")).to_contain_text("låses om en minut")
    page.keyboard.press("Shift")
    expect(page.locator("#besked")).to_be_empty()
    page.clock.fast_forward("09:30")
    expect(page.get_by_role("button", name="Lås", exact=True)).to_be_visible()
    page.clock.fast_forward("00:35")
    expect(page.get_by_role("alert")).to_contain_text("ingenting hände på tio minuter")
    expect_locked(page)


def test_the_pages_cannot_be_unlocked_inside_another_page(page: Page, home: str) -> None:
    page.goto(home.removesuffix("medlem/"))
    page.route("**/ram.html", lambda route: route.fulfill(content_type="text/html", body="<iframe src='medlem/'>"))
    page.goto(home.removesuffix("medlem/") + "ram.html")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("alert")).to_contain_text("kan inte låsas upp där")
    expect(frame.get_by_label("Lösenfras")).not_to_be_visible()


def test_nothing_that_was_read_stays_in_the_browser(
    chromium: Browser, home: str, sealed: Sealed, tmp_path: Path
) -> None:
    """The profile's files are searched, also as compressed and in other encodings."""
    phrase = sealed.secrets.phrases[0]
    page = profile_page(chromium, tmp_path)
    page.goto(home.removesuffix("medlem/") + "tillganglighet/")
    page.goto(home)
    page.get_by_label("Visa vad jag skriver").check()
    enter(page, home, sealed)
    page.get_by_role("link", name="Arbetsgrupper").first.click()
    expect(page.locator("#sida h1")).to_have_text("Arbetsgrupper")
    expect(page.locator("#sida img")).to_have_js_property("naturalWidth", 1600)
    page.get_by_role("link", name="vårfesten").click()
    expect(page.locator("#sida h1")).to_have_text("Vårfest med knytkalas")
    page.get_by_role("searchbox").fill("potatissallader")
    page.keyboard.press("Enter")
    expect(page.locator("#sida h1")).to_have_text("Sökträffar: potatissallader")
    page.context.close()
    key = site_key(sealed.folder, phrase)
    secret = {phrase, phrase.replace(" ", "-"), key.hex(), key.decode("latin-1"), "potatissallader", "knytkalas"}
    secret |= {"medlemsfest", "arbetsgrupper", "Papperslyktor"}
    assert {word for _, word in leaks.find(tmp_path, {"tillganglighet"})} == {"tillganglighet"}
    assert leaks.find(tmp_path, secret) == []


PAYLOADS = Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()


def test_nothing_that_people_add_runs_after_unlocking(
    new_page: Callable[..., Page], serve: Callable[[Site], str], heard: Heard, plain: Path, tmp_path: Path
) -> None:
    """One page has the payloads as Markdown makes them, and one has them unescaped, as if Markdown let them through.

    The check of the texts, which refuses nearly all of them, is passed by.
    """
    assert len(PAYLOADS) >= 40
    made = {
        "markdown": "".join(markdown.page(f"{number}.\n\n{text}\n\n") for number, text in enumerate(PAYLOADS)),
        "html": "".join(f"<section>{number}. {text}</section>" for number, text in enumerate(PAYLOADS)),
    }
    shutil.copytree(plain, tmp_path / "plain")
    for name, text in made.items():
        (tmp_path / "plain" / name).mkdir()
        whole = (plain / "index.html").read_text("utf-8").replace("</article>", f"{text}</article>")
        (tmp_path / "plain" / name / "index.html").write_text(whole, "utf-8")
    secrets, public = Secrets.new(), Site(tmp_path / "site", "https://blabar.example/", "")
    public.folder.mkdir()
    run = seal(tmp_path / "plain", public.folder, secrets.environment)
    assert run.returncode == 0, run.stderr
    home = serve(public) + "medlem/"
    page = new_page(viewport=PHONE)
    heard.listen(page)
    page.add_init_script("window.alert = () => { window.ran = true }")
    enter(page, home, Sealed(public, plain, secrets))
    for name in made:
        page.goto(f"{home}#/{name}/")
        expect(page.locator("#sida article")).to_contain_text("24.")
        for event in ("mouseover", "focus", "toggle", "click"):
            page.locator("#sida article :not([href])").evaluate_all(
                "(all, kind) => all.forEach((one) => one.dispatchEvent(new Event(kind)))", event
            )
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.url == home
        links = page.locator("#sida a").evaluate_all("links => links.map((link) => link.protocol)")
        assert set(links) <= {"http:", "https:", "mailto:", ":"}
        assert page.locator("#sida").locator("script, style, form, input, iframe, [onclick], [style]").count() == 0
    assert heard.errors == []
    assert requests_to_others(heard) == []


def test_an_unknown_page_gives_a_message(page: Page, home: str, sealed: Sealed) -> None:
    enter(page, home, sealed)
    page.goto(home + "#/finns/inte/")
    expect(page.locator("#besked[role=status]")).to_contain_text("Sidan finns inte")


def test_every_sealed_page_fits_a_phone(page: Page, home: str, sealed: Sealed, heard: Heard) -> None:
    enter(page, home + "#/om/", sealed)
    plain, too_wide = Site(sealed.plain, "", ""), []
    for path in (path for path in plain.pages if path != "404.html" and not plain.is_redirect(path)):
        page.evaluate("path => { sida.firstElementChild.id = 'last'; location.hash = '/' + path }", path)
        expect(page.locator("#last")).to_have_count(0)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            too_wide.append(path)
    assert too_wide == []
    assert heard.errors == []


def test_without_javascript_a_sentence_says_that_it_is_needed(open_page: Callable[..., Page], home: str) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(home)
    assert "Här behövs JavaScript" in page.locator("main").inner_text()
    expect(page.get_by_label("Lösenfras")).not_to_be_visible()
