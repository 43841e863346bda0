"""Images of built sites."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin

import feedparser
import pillow_heif
from lxml.html import HtmlElement
from PIL import Image

from sites import Site, Write, mkdocs

pillow_heif.register_heif_opener()


def shown(site: Site) -> list[tuple[str, HtmlElement]]:
    """Return every image of every page, with the page's address."""
    return [(address, image) for address, page in site.pages.items() for image in page.xpath("//img")]


def photo(width: int, height: int, turned: int = 1) -> bytes:
    file, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height), "#a03").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_every_image_has_the_size_of_its_published_file(example: Site) -> None:
    images = shown(example)
    assert images
    for address, image in images:
        path = unquote(urljoin(example.url + address, image.get("src"))).removeprefix(example.url)
        with Image.open(example.folder / path) as file:
            assert (image.get("width"), image.get("height")) == tuple(map(str, file.size)), address


def test_images_on_written_pages_have_sizes_and_load_lazily(write: Write, tmp_path: Path) -> None:
    docs = {
        "docs/om.md": "# Om oss\n\n![En](bilder/stor bild.jpg) ![En till](/bilder/stor%20bild.jpg)\n\n## Karta\n\n"
        "![Karta](bilder/karta.HEIC)\n\n[Kartan](bilder/karta.HEIC)\n",
        "data/events/2026/plockdag.yml": "title: Plockdag\npublished: 2025-01-01\nstart: 2026-08-15\n"
        "image: {file: bilder/karta.HEIC, alt: Karta}\n",
        "docs/bilder/karta.HEIC": "",
    }
    config = write(docs)
    # As a telephone that is held upright writes it.
    (tmp_path / "docs/bilder/stor bild.jpg").write_bytes(photo(4000, 3001, turned=6))
    with Image.new("RGB", (120, 80), "#a03") as image:
        image.save(tmp_path / "docs/bilder/karta.HEIC", "HEIF")
    assert (run := mkdocs(config, tmp_path / "site")).returncode == 0, run.stderr
    assert_all_names_are_published(tmp_path / "site")
    site = Site(tmp_path / "site", "http://localhost:8000/", "")
    images = [image for address, image in shown(site) if address == "om/"]
    sizes = [(image.get("alt"), image.get("width"), image.get("height"), image.get("loading")) for image in images]
    assert sizes == [
        ("En", "1200", "1600", None),
        ("En till", "1200", "1600", "lazy"),
        ("Karta", "120", "80", "lazy"),
    ]


def assert_all_names_are_published(site: Path) -> None:
    """A photo that a telephone wrote as HEIC is JPEG, under that name in every page, feed and mail."""
    shown = [path for path in site.rglob("*.*") if b"karta.jpg" in path.read_bytes()]
    assert {path.suffix for path in shown} == {".html", ".xml"}
    assert not [path for path in site.rglob("*.*") if b"karta.HEIC" in path.read_bytes()]
    assert (site / "om/index.html").read_text("utf-8").count("bilder/karta.jpg") == 2
    entries = feedparser.parse((site / "kalender/feed.xml").read_bytes()).entries
    assert [(link.type, int(link.length)) for entry in entries for link in entry.enclosures] == [
        ("image/jpeg", (site / "bilder/karta.jpg").stat().st_size)
    ]


def test_no_photo_of_a_built_site_has_metadata(plain: Path, example: Site) -> None:
    for folder in (plain, example.folder):
        for path in folder.rglob("*.jpg"):
            with Image.open(path) as image:
                assert not image.getexif()
                # A story is drawn in the size that telephones show.
                assert max(image.size) <= 1600 or path.name == "staende.jpg"


def test_an_image_is_an_enclosure_in_the_feed_with_its_length_and_type(example: Site) -> None:
    entries = feedparser.parse((example.folder / "feed.xml").read_bytes()).entries
    enclosures = [link for entry in entries for link in entry.enclosures]
    assert enclosures
    for link in enclosures:
        file = example.folder / link.href.removeprefix(example.url)
        assert int(link.length) == file.stat().st_size
        assert link.type.startswith("image/")
