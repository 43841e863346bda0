"""Pages in a browser: they fit the screen, stay put and have no errors, and axe-core finds them accessible.

Opened are the longest page of each template in each of its records' states, and on a wide screen, with axe-core
in dark colours, the longest of each template. With EVERY_PAGE set, as `make judge` sets it, every page is opened
at both widths, and axe-core examines it in every look.
"""

import os
from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from browsing import Heard, shifts
from built import THEME, TODAY
from district.library.library import Library
from district.site.page import Page as SitePage
from district.site.pages.table import all_pages
from district.site.view import View
from sites import Site

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
EVERY_PAGE = "EVERY_PAGE" in os.environ
# Parts of the made-up district's site, each a test, so that two workers share them.
PARTS = ("", "kalender/2025/", "kalender/", "plan/")
# The pages that are different where nothing is written yet.
EMPTY = {"", "kalender/", "studier/", "plan/", "nyhetsbrev/"}
NARROW, WIDE = 320, 1280
# Wide and light differs from these two only in the header, which another test examines in every look.
BOTH = ("light", "dark")
SCHEMES = {NARROW: BOTH, WIDE: BOTH} if EVERY_PAGE else {NARROW: ("light",), WIDE: ("dark",)}
LOOKS = [(NARROW, "light"), (WIDE, "light"), (WIDE, "dark"), (NARROW, "dark")]
Open = Callable[..., Page]
Serve = Callable[[Site], str]


def at(open_page: Open, width: int, scheme: str = "light") -> Page:
    return open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)


def violations(page: Page) -> list[str]:
    """Return axe's violations: the rule, and the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        # Run by the debugger, which the page's content security policy does not restrict.
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules).then(({ violations }) => violations)", RULES)
    return [f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def examine(page: Page, accessible: Collection[int]) -> tuple[list[str], list[str]]:
    """Return the widths at which the page is wider than the screen, and axe's violations at the widths asked for."""
    wide, found = [], []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(f"{page.url}: {width}")
        for scheme in SCHEMES[width] if width in accessible else ():
            change_colours(page, scheme)
            found += [f"{width} {scheme}: {each}" for each in violations(page)]
    return wide, found


def change_colours(page: Page, scheme: str) -> None:
    """Change the colour scheme, and end the transitions that this or another width begins."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")


def part_of(address: str) -> str:
    return max((part for part in PARTS if address.startswith(part)), key=len)


def own_pages(site: Site) -> list[str]:
    return [address for address in site.pages if not site.is_redirect(address)]


def themed_pages(site: Site) -> list[str]:
    return [address for address in own_pages(site) if site.has_theme(address)]


@pytest.fixture(scope="module")
def in_each_state(example: Site, library: Library) -> list[str]:
    """The longest page of each template in each state of its record, or every page."""
    return longest(example, library, lambda page: (page.template, getattr(page.record, "status", None)))


@pytest.fixture(scope="module")
def of_each_template(example: Site, library: Library) -> list[str]:
    """The longest page of each template, or every page."""
    return longest(example, library, lambda page: page.template)


def longest(site: Site, library: Library, kind: Callable[[SitePage], object]) -> list[str]:
    """Return the longest page of each kind, or every page if every page is asked for."""
    if EVERY_PAGE:
        return own_pages(site)
    made = sorted(
        all_pages(View(library, TODAY, site.url, THEME)), key=lambda page: (site.folder / page.file).stat().st_size
    )
    return [*{kind(page): page.path for page in made}.values()]


def check(page: Page, home: str, addresses: list[str], heard: Heard, accessible: Mapping[int, Collection[str]]) -> None:
    """Open each page on a narrow screen and check it; with axe at each width at which it is to be accessible."""
    heard.listen(page)
    moved, wide, found = [], [], []
    assert addresses
    for address in addresses:
        page.set_viewport_size({"width": NARROW, "height": 800})
        page.goto(home + address)
        moved += moves(page)
        too_wide, broken = examine(page, [width for width in accessible if address in accessible[width]])
        wide += too_wide
        found += broken
    assert heard.errors == []
    assert [url for url in heard.requests if not url.startswith(home)] == []
    assert wide == []
    assert moved == []
    assert found == []


def moves(page: Page) -> list[str]:
    """Return what moves when the page is opened."""
    if shifts(page):
        # A busy machine may draw a page before its scripts have run: what counts is what moves again.
        page.reload()
        return shifts(page)
    return []


@pytest.mark.parametrize("part", PARTS)
def test_each_kind_of_page_fits_the_screen_stays_put_has_no_errors_and_is_accessible(
    open_page: Open,
    serve: Serve,
    example: Site,
    in_each_state: list[str],
    of_each_template: list[str],
    heard: Heard,
    part: str,
) -> None:
    addresses = [address for address in in_each_state if part_of(address) == part]
    themed = {*themed_pages(example)}
    accessible = {NARROW: themed, WIDE: themed.intersection(of_each_template)}
    check(at(open_page, NARROW), serve(example), addresses, heard, accessible)


def test_the_pages_of_a_district_that_has_written_nothing_do_too(
    open_page: Open, serve: Serve, small: Site, heard: Heard
) -> None:
    assert {*own_pages(small)} >= EMPTY
    opened = own_pages(small) if EVERY_PAGE else sorted(EMPTY)
    check(at(open_page, NARROW), serve(small), opened, heard, dict.fromkeys((NARROW, WIDE), themed_pages(small)))


def test_each_kind_of_page_stays_put_on_a_wide_screen(
    open_page: Open, serve: Serve, example: Site, of_each_template: list[str]
) -> None:
    page, moved = at(open_page, WIDE), []
    for address in of_each_template:
        page.goto(serve(example) + address)
        moved += moves(page)
    assert moved == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_open_menu_and_the_search_are_accessible(
    open_page: Open, serve: Serve, example: Site, width: int, scheme: str
) -> None:
    page, found = at(open_page, width, scheme), []
    page.goto(serve(example) + "plan/")
    if width < 1024:
        page.locator(".menu summary").click()
        found += violations(page)
    page.goto(serve(example) + "sok/#q=konferens")
    page.locator("form ol a").first.wait_for()
    found += violations(page)
    assert found == []


@pytest.mark.parametrize("address", ["", "kalender/", "plan/2025/", "nyhetsbrev/2025/mars/"])
def test_text_at_double_size_with_wide_spacing_is_not_cut_off(
    open_page: Open, serve: Serve, example: Site, address: str
) -> None:
    page = at(open_page, WIDE)
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
            .filter((each) => !each.matches(".hidden, .hidden *")
                && getComputedStyle(each).overflow === "hidden"
                && each.scrollHeight > each.clientHeight + 1 && each.clientHeight)
            .map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert cut == []
