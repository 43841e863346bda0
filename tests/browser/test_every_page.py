"""Every page in a browser: accessible (axe-core), fits the screen, stays put, and has no errors."""

from collections.abc import Callable, Set
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from browsing import NOW, Heard, shifts
from sites import Site

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# One page of each kind, which is tested at both widths and in both colour schemes.
KINDS = {
    "",
    "404.html",
    "kalender/",
    "kalender/2025/",
    "kalender/2025/arskonferens/",
    "kalender/2025/styrelsemote/",
    "kalender/amne/klimat/",
    "studier/",
    "plan/",
    "plan/2025/",
    "plan/2025/studier/",
    "nyhetsbrev/",
    "nyhetsbrev/2025/mars/",
    "prenumerera/",
    "sok/",
    "tillganglighet/",
    "om/",
}
# Parts of the made-up district's site, each a test, so that two workers share them.
PARTS = ("", "kalender/2024/", "kalender/2025/", "kalender/", "studier/", "plan/", "nyhetsbrev/")
NARROW, WIDE = 320, 1280
LOOKS = [*product((NARROW, WIDE), ("light", "dark"))]
Open = Callable[..., Page]
Serve = Callable[[Site], str]


def at(open_page: Open, width: int, scheme: str) -> Page:
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.clock.set_fixed_time(NOW)
    return page


def with_axe(page: Page) -> Page:
    # Run by the debugger, which the page's content security policy does not restrict.
    page.add_init_script(AXE_SCRIPT)
    return page


def violations(page: Page) -> list[str]:
    """Return axe's violations: the rule, and the first element that breaks it."""
    found = page.evaluate("rules => axe.run(document, rules).then(({ violations }) => violations)", RULES)
    return [f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def violations_in_other_looks(page: Page) -> list[str]:
    """Return axe's violations in the looks other than the first, and go back to that."""
    found = []
    for width, scheme in LOOKS[1:]:
        look(page, width, scheme)
        found += [f"{width} {scheme}: {each}" for each in violations(page)]
    look(page, *LOOKS[0])
    return found


def look(page: Page, width: int, scheme: str) -> None:
    """Change the width and the colour scheme, and wait until colours have changed."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")


def part_of(address: str) -> str:
    return max((part for part in PARTS if address.startswith(part)), key=len)


def check(page: Page, home: str, site: Site, addresses: list[str], heard: Heard, kinds: Set[str] | None = None) -> None:
    """Open each page and check it: with axe if `kinds` is given, and in every look if it is one of them."""
    heard.listen(page)
    width = (page.viewport_size or {})["width"]
    too_wide, moved, found = [], [], []
    assert addresses
    for address in addresses:
        page.goto(home + address)
        if shifts(page):
            # A busy machine may draw a page before its scripts have run: what counts is what moves again.
            page.reload()
            moved += shifts(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(address)
        if kinds is not None and site.has_theme(address):
            found += violations(page)
            if address in kinds:
                found += violations_in_other_looks(page)
    assert heard.errors == []
    assert [url for url in heard.requests if not url.startswith(home)] == []
    assert too_wide == []
    assert moved == []
    assert found == []


def own_pages(site: Site) -> list[str]:
    return [address for address in site.pages if not site.is_redirect(address)]


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_accessible_fits_a_phone_stays_put_and_has_no_errors(
    open_page: Open, serve: Serve, example: Site, heard: Heard, part: str
) -> None:
    assert example.pages.keys() >= KINDS
    addresses = [address for address in own_pages(example) if part_of(address) == part]
    page = with_axe(at(open_page, NARROW, "light"))
    check(page, serve(example), example, addresses, heard, KINDS)


def test_every_page_of_a_small_district_is_accessible_fits_a_phone_stays_put_and_has_no_errors(
    open_page: Open, serve: Serve, small: Site, heard: Heard
) -> None:
    page = with_axe(at(open_page, NARROW, "light"))
    check(page, serve(small), small, own_pages(small), heard, set())


def test_every_page_fits_a_wide_screen_stays_put_and_has_no_errors(
    open_page: Open, serve: Serve, site: Site, heard: Heard
) -> None:
    check(at(open_page, WIDE, "light"), serve(site), site, own_pages(site), heard)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_open_menu_and_the_search_are_accessible(
    open_page: Open, serve: Serve, example: Site, width: int, scheme: str
) -> None:
    page, found = with_axe(at(open_page, width, scheme)), []
    page.goto(serve(example) + "plan/")
    if width < 960:
        page.get_by_role("button", name="Meny").click()
        found += violations(page)
    page.get_by_role("button", name="Sök").click()
    found += violations(page)
    page.keyboard.type("konferens")
    page.get_by_role("dialog").get_by_role("link").first.wait_for()
    found += violations(page)
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("listitem").first.wait_for()
    found += violations(page)
    assert found == []


@pytest.mark.parametrize("address", ["", "kalender/", "plan/2025/", "nyhetsbrev/2025/mars/"])
def test_text_at_double_size_with_wide_spacing_is_not_cut_off(
    open_page: Open, serve: Serve, example: Site, address: str
) -> None:
    page = at(open_page, WIDE, "light")
    page.goto(serve(example) + address)
    # WCAG 1.4.4 and 1.4.12. The page's policy refuses new styles in the page, but not those that a script sets.
    page.evaluate(
        """() => {
            document.documentElement.style.fontSize = "200%"
            for (const each of document.querySelectorAll("body *"))
                Object.assign(each.style, {lineHeight: 1.5, letterSpacing: ".12em", wordSpacing: ".16em"})
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE
    cut: Any = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((each) => !each.matches(".hidden, .head__name, .hidden *")
                && getComputedStyle(each).overflow === "hidden"
                && each.scrollHeight > each.clientHeight + 1 && each.clientHeight)
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert cut == []
