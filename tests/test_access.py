"""What keeps people out, as far as a program finds it: axe-core on every page, and each kind in every dress."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from browsing import NOW, browser, served
from conftest import Site

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KINDS = (
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
)


@dataclass(frozen=True)
class Dress:
    """How a page is met."""

    width: int
    scheme: str

    def page(self, chromium: Browser) -> Page:
        page = chromium.new_page(viewport={"width": self.width, "height": 800}, color_scheme=self.scheme)  # type: ignore[arg-type]
        page.clock.set_fixed_time(NOW)
        return page


DRESSES = [Dress(*each) for each in product((320, 1280), ("light", "dark"))]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


def findings(page: Page) -> list[str]:
    """What axe finds: the rule, and the first of the elements that break it."""
    # By way of the debugger, which the page's policy does not bind as it binds a script element.
    page.evaluate(AXE_SCRIPT + ";0")
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def test_every_page(chromium: Browser, site: Site) -> None:
    page, found = Dress(320, "light").page(chromium), []
    with served(site) as home:
        for address in site.pages:
            if not site.only_leads_on(address) and site.is_ours(address):
                page.goto(home + address)
                found += findings(page)
    assert found == []


@pytest.mark.parametrize("dress", DRESSES[1:], ids=str)
def test_every_kind_of_page_in_every_dress(chromium: Browser, example: Site, dress: Dress) -> None:
    page, found = dress.page(chromium), []
    with served(example) as home:
        assert example.pages.keys() >= {*KINDS}
        for address in KINDS:
            page.goto(home + address)
            found += findings(page)
    assert found == []


@pytest.mark.parametrize("dress", DRESSES, ids=str)
def test_search_and_menu_when_they_are_open(chromium: Browser, example: Site, dress: Dress) -> None:
    page, found = dress.page(chromium), []
    with served(example) as home:
        page.goto(home + "plan/")
        if dress.width < 960:
            page.get_by_role("button", name="Meny").click()
            found += findings(page)
        page.get_by_role("button", name="Sök").click()
        found += findings(page)
        page.keyboard.type("konferens")
        page.get_by_role("dialog").get_by_role("link").first.wait_for()
        found += findings(page)
        page.keyboard.press("Enter")
        page.get_by_role("main").get_by_role("listitem").first.wait_for()
        found += findings(page)
    assert found == []


@pytest.mark.parametrize("address", ["", "kalender/", "plan/2025/", "nyhetsbrev/2025/mars/"])
def test_text_at_double_size_with_wide_spacing_is_not_cut_off(chromium: Browser, example: Site, address: str) -> None:
    page = Dress(1280, "light").page(chromium)
    with served(example) as home:
        page.goto(home + address)
        # WCAG 1.4.4 and 1.4.12. The page's policy refuses new styles in the page, not those that a script sets.
        page.evaluate(
            """() => {
                document.documentElement.style.fontSize = "200%"
                for (const each of document.querySelectorAll("body *"))
                    Object.assign(each.style, {lineHeight: 1.5, letterSpacing: ".12em", wordSpacing: ".16em"})
            }"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        cut = page.evaluate(
            """() => [...document.querySelectorAll("body *")]
                .filter((each) => !each.matches(".hidden, .head__name, .hidden *")
                    && getComputedStyle(each).overflow === "hidden"
                    && each.scrollHeight > each.clientHeight + 1 && each.clientHeight)
                .map((each) => each.outerHTML.slice(0, 120))"""
        )
    assert cut == []
