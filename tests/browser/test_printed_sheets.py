"""Posters and programmes as a browser prints them: on how many pages, how large, and whether all is on them."""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from playwright.sync_api import Page

from browsing import served
from built import BLUEBERRY, THEME, URL, build
from district.library.library import Library
from records import event, study
from sites import Site

LONG = "Internfeministisk verksamhetsplaneringskonferens om hyresgästföreningarnas förhandlingsrätt"
SIZES = {"a4": (210, 297), "a5": (148, 210)}
VARIANTS = {
    "2025/ut": {"title": "Ut", "start": "2025-03-16"},
    "2025/mote": {"start": "2025-03-17 18:30", "end": "2025-03-17 20:00", "where": {"name": "Huset"}},
    "2025/lang": {
        **{"title": f"{LONG} {LONG}", "start": "2025-03-16 10:00", "end": "2025-03-18 12:00", "summary": LONG * 4},
        **{"where": {"name": LONG, "address": LONG, "access": LONG * 3}, "for": LONG * 2, "organizer": LONG},
        "signup": {"by": "2025-03-15", "note": LONG * 2},
    },
    "2025/ord": {"title": "W" * 120, "start": "2025-03-18", "status": "cancelled", "note": "m" * 300},
    "2025/serie": {"title": LONG, "start": "2025-03-18 18:00", "repeat": {"every": "day", "count": "60"}},
    "2025/odagad": {"title": "Resa", "start": "2025-06", "status": "tentative"},
}
# How far down or to the right each text and picture ends, as a part of its sheet.
ENDS = """
[...document.querySelectorAll(".sheet")].flatMap((sheet) => {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll("p, h1, h2, svg[role]")].map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const { right, bottom } = range.getBoundingClientRect();
    return [part.textContent.slice(0, 60), Math.max((right - left) / width, (bottom - top) / height)];
  });
})
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the posters and the programme of each variant."""
    folder = tmp_path_factory.mktemp("sheets")
    events = (event(name, **values) for name, values in VARIANTS.items())
    made = build(Library(BLUEBERRY, (*events, study(sessions=[{"start": "2025-03-20 18:00"}]))))
    sheets = {f"{path}index.html": made.file(f"{path}index.html") for path in made.named("affisch/", "program/")}
    for name, data in (sheets | {name: path.read_bytes() for name, path in THEME.assets.items()}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    with served(Site(folder, URL, "")) as address:
        yield address


@pytest.mark.parametrize("address", [*(f"kalender/{name}/affisch/" for name in VARIANTS), "studier/cirkel/affisch/"])
def test_a_poster_is_one_page_of_the_chosen_paper_and_all_is_on_it(
    open_page: Callable[..., Page], home: str, address: str
) -> None:
    page = open_page(viewport={"width": 800, "height": 1130})
    page.goto(home + address)
    for paper, size in SIZES.items():
        page.emulate_media(media="screen")
        page.check(f"[value={paper}]")
        page.emulate_media(media="print")
        assert printed(page) == [size]
        assert [end for end in page.evaluate(ENDS) if end[1] > 0.97] == []


def test_a_programme_is_at_most_two_pages_and_all_is_on_them(open_page: Callable[..., Page], home: str) -> None:
    page = open_page(viewport={"width": 800, "height": 1130})
    page.goto(f"{home}kalender/program/")
    page.emulate_media(media="print")
    assert printed(page) == [SIZES["a4"]] * 2
    assert [end for end in page.evaluate(ENDS) if end[1] > 0.97] == []


def test_in_black_alone_nothing_is_coloured(open_page: Callable[..., Page], home: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{home}kalender/2025/mote/affisch/")
    assert page.locator(".ground").is_visible()
    page.check("[value=svart]")
    assert not page.locator(".ground").is_visible()


def printed(page: Page) -> list[tuple[int, int]]:
    """The width and the height of each page in print, in millimetres."""
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        boxes = [[float(side) for side in each.mediabox] for each in pdf.pages]
    return [(round(box[2] * 25.4 / 72), round(box[3] * 25.4 / 72)) for box in boxes]
