"""Pictures on pages: room is kept for them, what is far down waits, and nothing moves when they come."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from PIL import Image

from browsing import NOW, browser, served, shifts
from conftest import Site, mkdocs
from district.reading import photos, pictures
from district.site.image_tags import framed

Write = Callable[[dict[str, str]], Path]
sides = st.integers(1, 20_000)


def shown(site: Site) -> list[tuple[str, HtmlElement]]:
    """Every picture of every page, with the page's address."""
    return [(address, image) for address, page in site.pages.items() for image in page.xpath("//img")]


def photo(width: int, height: int, turned: int = 1, kind: str = "JPEG") -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height), "#a03").save(file, kind, exif=exif)
    return file.getvalue()


def test_every_picture_says_the_size_of_the_file_that_is_published(example: Site) -> None:
    images = shown(example)
    assert images
    for address, image in images:
        path = unquote(urljoin(example.url + address, image.get("src"))).removeprefix(example.url)
        with Image.open(example.folder / path) as file:
            assert (image.get("width"), image.get("height")) == tuple(map(str, file.size)), address


def test_every_picture_on_pages_that_people_write_does_too(write: Write, tmp_path: Path) -> None:
    docs = {
        "docs/om.md": "# Om oss\n\n![En](bilder/stor bild.jpg) ![En till](/bilder/stor%20bild.jpg)\n\n## Karta\n\n"
        "![Karta](bilder/karta.svg)\n\n![Vy](bilder/vy.svg)\n",
        "docs/bilder/karta.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="120px" height="80"/>',
        "docs/bilder/vy.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300,200"/>',
    }
    config = write(docs)
    # As a telephone writes it that was held upright.
    (tmp_path / "docs/bilder/stor bild.jpg").write_bytes(photo(4000, 3001, turned=6))
    assert (run := mkdocs(config, tmp_path / "site")).returncode == 0, run.stderr
    images = [image for _, image in shown(Site(tmp_path / "site", "http://localhost:8000/", ""))]
    sizes = [(image.get("alt"), image.get("width"), image.get("height"), image.get("loading")) for image in images]
    assert sizes == [
        ("En", "1200", "1600", None),
        ("En till", "1200", "1600", "lazy"),
        ("Karta", "120", "80", "lazy"),
        ("Vy", "300", "200", "lazy"),
    ]


def test_only_the_first_picture_and_only_above_the_first_chapter_is_fetched_at_once() -> None:
    first, later = '<p><img alt="" src="a.png" /></p>', '<h2 id="x">X</h2>\n<p><img alt="" src="a.png" /></p>'
    sizes = {"om/a.png": (3, 2)}
    assert framed(first, "om/", sizes) == '<p><img alt="" src="a.png" width="3" height="2" /></p>'
    assert framed(later, "om/", sizes).count('loading="lazy"') == 1
    assert framed(first + later, "om/", sizes).count('loading="lazy"') == 1


@given(sides, sides)
def test_a_published_photo_keeps_its_shape_and_fits(width: int, height: int) -> None:
    size = photos.published((width, height))
    assert 1 <= min(size) <= max(size) <= photos.LARGEST
    assert (size == (width, height)) == (max(width, height) <= photos.LARGEST)


@pytest.mark.parametrize("size", [(1700, 3), (1601, 1600), (2208, 1103), (40, 30)])
def test_a_photo_gets_the_size_that_was_promised(size: tuple[int, int]) -> None:
    with Image.open(BytesIO(photos.cleaned(photo(*size), "bild.jpg"))) as made:
        assert made.size == photos.published(size)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_size_follows_exif_orientation_in_every_format(kind: str) -> None:
    assert pictures.size(BytesIO(photo(40, 30, turned=6, kind=kind))) == (30, 40)


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg/>",
        '<svg width="100%" height="100%"/>',
        '<svg viewBox="0 0 0 0"/>',
        '<svg width="20" viewBox="0 0 9"/>',
    ],
)
def test_a_drawing_that_does_not_say_its_size_has_none(svg: str) -> None:
    assert pictures.size(BytesIO(svg.encode())) is None


def test_nothing_moves_when_a_picture_comes_late(example: Site) -> None:
    moved = []
    with browser() as chromium, served(example) as home:
        page = chromium.new_page(viewport={"width": 360, "height": 3000})
        page.clock.set_fixed_time(NOW)
        page.route("**/bilder/*", lambda route: (time.sleep(0.3), route.continue_()))
        for address in dict(shown(example)):
            page.goto(home + address)
            page.wait_for_function("[...document.images].every((each) => each.complete && each.naturalWidth)")
            moved += shifts(page)
    assert moved == []
