"""What the design promises: readable at any size, in any colours, on paper, without scripts, and quick to load."""

from collections.abc import Callable
from gzip import compress
from pathlib import Path

from lxml import html
from playwright.sync_api import Page

from browsing import SEARCH_FILES
from sites import Build, Site, Write

Open = Callable[..., Page]
Serve = Callable[[Site], str]
KINDS = ("", "kalender/", "kalender/2025/", "plan/2025/", "nyhetsbrev/2025/mars/", "prenumerera/", "vi/", "studier/")
LONG = "https://" + "a" * 52
LONG_ADDRESSES = {
    "data/district.yml": f"""
name: Blåbär
short_name: Blåbär
id: blabar
about: {LONG}
join: {{title: {LONG}, url: {LONG}}}
contact: [{{role: {LONG}, url: {LONG}}}]
links: [{{title: {LONG}, url: {LONG}}}]
municipalities: [{{id: skogen, name: {LONG}}}]
topics: [{{id: bar, name: {LONG}}}]
""",
    "data/events/2025/plock.yml": f"""
title: {LONG}
published: 2025-03-01
summary: {LONG}
start: 2025-04-01 10:00
where: {{name: {LONG}, municipality: skogen, online: {LONG}, access: {LONG}}}
for: {LONG}
note: {LONG}
organizer: {LONG}
signup: {{url: {LONG}, note: {LONG}}}
topics: [bar]
text: {LONG}
""",
    "data/plan/2025.yml": f"""
title: {LONG}
published: 2025-03-01
areas:
  - id: skog
    title: {LONG}
    quote: {{text: {LONG}, source: {LONG}}}
    goals: [{{id: plocka, text: {LONG}, responsible: {LONG}}}]
""",
    "docs/nyhetsbrev/2025/mars.md": f"---\ntitle: {LONG}\ndate: 2025-03-11\nsummary: {LONG}\n---\n\n# {LONG}\n",
}
# Targets smaller than 24 px that neither stand in a sentence nor have room around them (WCAG 2.5.8).
SMALL = """() => {
    const shown = [...document.querySelectorAll("a[href], button, summary, input")].filter((each) => {
        const { width, height, right, bottom } = each.getBoundingClientRect()
        return each.checkVisibility() && width && height && right > 0 && bottom > 0
    })
    const inSentence = (each) => getComputedStyle(each).display === "inline"
    return shown.filter((each) => !inSentence(each))
        .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 24)
        .map((each) => each.outerHTML.slice(0, 120))
}"""


def at(open_page: Open, width: int = 360, **options: object) -> Page:
    return open_page(viewport={"width": width, "height": 640}, **options)


def sideways(page: Page) -> int:
    """Return how far the page scrolls sideways, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_text_of_double_size_fits_a_phone_and_targets_are_large_enough(
    open_page: Open, serve: Serve, example: Site
) -> None:
    page = at(open_page)
    for address in KINDS:
        page.goto(serve(example) + address)
        assert page.evaluate(SMALL) == [], address
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert sideways(page) == 0, address


def test_an_address_of_sixty_letters_in_any_field_fits_a_narrow_phone(
    open_page: Open, serve: Serve, build: Build, write: Write
) -> None:
    site = build(write(LONG_ADDRESSES), "https://blabar.example/")
    page, wide = at(open_page, 320), []
    for address in site.pages:
        page.goto(serve(site) + address)
        wide += [address] if sideways(page) else []
    assert wide == []


def test_statuses_and_what_is_chosen_are_told_apart_in_forced_colours(
    open_page: Open, serve: Serve, example: Site
) -> None:
    page = at(open_page, forced_colors="active")
    page.goto(serve(example) + "plan/2025/")
    tag = page.locator(".goal .tag").first
    assert tag.inner_text()
    assert tag.evaluate("each => getComputedStyle(each).borderTopWidth") == "1px"
    page.goto(serve(example) + "kalender/")
    lines = page.locator(".chips a").evaluate_all("all => all.map((each) => getComputedStyle(each).textDecorationLine)")
    assert lines.count("underline") == 1
    assert lines[0] == "underline"


def test_the_first_visit_takes_few_requests_and_few_bytes(new_page: Open, serve: Serve, example: Site) -> None:
    home, page, asked = serve(example), at(new_page), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home, wait_until="networkidle")
    files = [example.folder / (url.removeprefix(home) or "index.html") for url in asked]
    assert len(files) <= 8
    assert [url for url in asked if url.endswith(SEARCH_FILES)] == []
    assert sum(sent(file) for file in files if file.suffix in (".html", ".css", ".js", ".woff2", ".svg")) <= 40 * 1024


def sent(file: Path) -> int:
    """Return the bytes of a file as a host sends it."""
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(compress(data, 6))


def test_without_scripts_only_later_days_notices_and_script_buttons_are_hidden(site: Site) -> None:
    buttons = ("@data-copy", "@data-print", "@data-share", "@data-share-text", "ancestor-or-self::form[@data-search]")
    waiting = ("@data-next", "@data-built", "@data-ended", "@data-when-empty", *buttons)
    allowed = " or ".join(("contains(@class, 'agenda__day')", *waiting))
    for address, page in site.pages.items():
        if not site.is_redirect(address):
            assert len(page.xpath("//*[@data-next and not(@hidden)]")) <= 1, address
            hidden = page.xpath(f"//*[@hidden and not({allowed})]")
            assert [html.tostring(each)[:100] for each in hidden] == [], address
