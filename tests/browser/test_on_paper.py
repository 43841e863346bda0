"""Pages on A4: numbered, with nothing cut, and for the board with a line of when and where from and contents."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from built import build
from district.reading import load, settings
from district.reading.pdf_text import pdf_texts
from sites import ROOT, Site, Write

Open = Callable[..., Page]
Serve = Callable[[Site], str]
# What a sheet may not end in the middle of.
ROWS = ".goal, .rows > li, tr, .agenda__day, figure, .notice, .paper"


def printed(page: Page) -> list[str]:
    """Print the page, and return the text of each sheet without spaces."""
    return ["".join(text.split()) for text in pdf_texts(page.pdf(prefer_css_page_size=True))]


def cut(page: Page, sheets: list[str]) -> list[str]:
    """Return the rows of which no sheet has every line."""
    page.emulate_media(media="print")
    seen = "all => all.filter((each) => each.checkVisibility()).map((each) => each.innerText)"
    rows: list[str] = page.locator(ROWS).evaluate_all(seen)
    lines = {row: [*map(letters, row.splitlines())] for row in rows}
    read = [*map(letters, sheets)]
    return [row for row, parts in lines.items() if not any(all(part in sheet for part in parts) for sheet in read)]


def letters(text: str) -> str:
    """Return the letters and digits: a picture character may be drawn by a font that names it otherwise."""
    return re.sub(r"\W", "", text)


def check(page: Page, most: int) -> list[str]:
    """Check that a page is printed whole on at most so many numbered sheets, none of them blank; return their texts."""
    sheets = printed(page)
    assert len(sheets) <= most
    # Each text is there twice.
    assert [number for number, text in enumerate(sheets) if len(text) < 2 * 40] == []
    assert [f"{number}({len(sheets)})" in text for number, text in enumerate(sheets, 1)] == [True] * len(sheets)
    assert cut(page, sheets) == []
    return sheets


@pytest.mark.parametrize(
    ("address", "most", "contents"),
    [
        ("plan/2025/", 4, ["En organisation att längta till", "Internfeminism"]),
        ("plan/2025/ateras/", 2, ["En organisation att längta till", "Internfeminism"]),
        ("plan/2025/berattelse/", 3, ["Året i korthet", "Internfeminism", "Till sist"]),
        ("nyhetsbrev/2025/mars/", 3, []),
        ("kalender/2025/", 6, []),
    ],
)
def test_a_page_is_printed_on_few_numbered_sheets_with_no_row_cut(
    open_page: Open, serve: Serve, example: Site, address: str, most: int, contents: list[str]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(serve(example) + address)
    first = check(page, most)[0]
    paper = page.locator(".paper")
    assert paper.count() == bool(contents)
    if contents:
        assert f"Läget den 15 mars 2025 · {example.url}{address}" in paper.inner_text()
        targets = {link.inner_text(): link.get_attribute("href") or "" for link in paper.get_by_role("link").all()}
        assert [each for each in contents if each not in targets] == []
        assert all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets.values())
        assert "".join(contents[-1].split()) in first


def test_the_whole_plan_for_2024_is_printed_on_at_most_eight_sheets(
    open_page: Open, serve: Serve, write: Write, tmp_path: Path
) -> None:
    plan = (ROOT / "tests/plan/verksamhetsplan-2024.yml").read_text("utf-8")
    made = build(load.library(settings.folders(write({"data/plan/2024.yml": plan}))))
    site = Site(tmp_path / "site", made.url, "")
    shutil.copytree(ROOT / "overrides/assets", site.folder / "assets")
    (site.folder / "plan/2024").mkdir(parents=True)
    (site.folder / "plan/2024/index.html").write_bytes(made.file("plan/2024/index.html"))
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(serve(site) + "plan/2024/")
    check(page, 8)
    assert page.locator(".goal").count() == 28


def test_the_table_of_numbers_is_printed_with_its_last_column_if_it_is_open(
    open_page: Open, serve: Serve, example: Site
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    page.goto(serve(example) + "plan/2025/")
    assert not any("Planenisiffror" in text for text in printed(page))
    page.locator("details:has(.numbers)").evaluate("each => { each.open = true }")
    heads = ["Område", *page.locator(".numbers thead th").all_inner_texts()[1:]]
    sheets = check(page, 5)
    (table,) = (text for text in sheets if "Planenisiffror" in text)
    assert all("".join(head.split()) in table for head in heads)
    page.set_viewport_size({"width": 643, "height": 900})  # as wide as the text on A4
    box = page.locator(".numbers td:last-child").first.bounding_box()
    assert box
    assert box["x"] + box["width"] <= 643
