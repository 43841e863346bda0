"""What people write on the member pages runs nothing in a browser that unlocks them."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from browsing import Heard
from district.language import markdown
from district.members import passphrase
from sealed import copy_few
from sites import Site, write_files
from unlocking import PHONE, enter, requests_to_others, seal_few

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
    few, phrase = copy_few(plain, tmp_path / "plain"), passphrase.generate()
    whole = (few / "index.html").read_text("utf-8")
    for name, text in made.items():
        write_files(few, {f"{name}/index.html": whole.replace("</article>", f"{text}</article>")})
    seal_few(few, tmp_path / "site", [phrase])
    home = serve(Site(tmp_path / "site", "https://blabar.example/", "")) + "medlem/"
    page = new_page(viewport=PHONE)
    heard.listen(page)
    page.add_init_script("window.alert = () => { window.ran = true }")
    enter(page, home, phrase)
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
