"""Images of built sites."""

from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urljoin

import feedparser
from lxml.html import HtmlElement
from PIL import Image

from sites import Site, Write, mkdocs


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
        "![Karta](bilder/karta.svg)\n\n![Vy](bilder/vy.svg)\n",
        "docs/bilder/karta.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="120px" height="80"/>',
        "docs/bilder/vy.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300,200"/>',
    }
    config = write(docs)
    # As a telephone that is held upright writes it.
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


def test_no_photo_of_a_built_site_has_metadata(plain: Path, example: Site) -> None:
    for folder in (plain, example.folder):
        for path in folder.rglob("*.jpg"):
            with Image.open(path) as image:
                assert not image.getexif()
                assert max(image.size) <= 1600


def test_an_image_is_an_enclosure_in_the_feed_with_its_length_and_type(example: Site) -> None:
    entries = feedparser.parse((example.folder / "feed.xml").read_bytes()).entries
    enclosures = [link for entry in entries for link in entry.enclosures]
    assert enclosures
    for link in enclosures:
        file = example.folder / link.href.removeprefix(example.url)
        assert int(link.length) == file.stat().st_size
        assert link.type.startswith("image/")
