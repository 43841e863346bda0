"""A site built in memory from a library: the only module of the tests that calls `district.site.site`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urljoin

from lxml import html

from district.language import markdown
from district.library.library import Library
from district.model.district import District
from district.reading.theme import read_theme
from district.site import site
from district.site.content import Content
from district.site.view import View
from sites import ROOT

TODAY = date(2025, 3, 15)
URL = "https://example.org/"
THEME = read_theme(ROOT / "overrides")
BLUEBERRY = District(name="Blåbär", short_name="Blåbär", id="blabar")


@dataclass(frozen=True)
class Built:
    """The files of a site, by address."""

    url: str
    contents: Mapping[str, Content]

    @property
    def addresses(self) -> set[str]:
        return {path.removesuffix("index.html") for path in self.contents}

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """The main part of every page but redirects, by its address."""
        made = {path: self.file(path) for path in self.contents if path.endswith("index.html")}
        return {path.removesuffix("index.html"): _main(page) for path, page in made.items() if b"<article" in page}

    def named(self, *endings: str) -> list[str]:
        """Return the addresses that end so."""
        return sorted(address for address in self.addresses if address.endswith(endings))

    def file(self, address: str) -> bytes:
        """The bytes of a file, such as a feed."""
        return self.contents[address].as_bytes()

    def page(self, address: str) -> html.HtmlElement:
        """The main part of a page, as a document."""
        return _main(self.file(f"{address}index.html"))

    def text(self, address: str) -> str:
        """The text of a page's main part, with single spaces, without the posts to paste, which repeat it."""
        found = self.page(address).xpath("//text()[not(ancestor::script or ancestor::figure[@class='post'])]")
        return " ".join("".join(found).split())

    def links(self, address: str) -> list[str]:
        """The targets of a page's links, in order and without repeats, as addresses below the site's."""
        found = (urljoin(self.url + address, link) for link in self.page(address).xpath("//a/@href"))
        return [link.removeprefix(self.url) for link in dict.fromkeys(found)]


def build(
    library: Library, today: date = TODAY, url: str = URL, *, preview: bool = False, locked_pages: bool = False
) -> Built:
    """Build every page and file. Raises Mistakes if a newsletter is too long to mail."""
    view = View(library, today, url, THEME, preview=preview, locked_pages=locked_pages)
    return Built(url, site.build(view))


def to_html(text: str) -> html.HtmlElement:
    """A template in Markdown, filled in, as the site reads it."""
    return html.document_fromstring(f"<body>{markdown.page(text)}</body>")


def _main(page: bytes) -> html.HtmlElement:
    (article,) = html.document_fromstring(page).xpath("//article")
    return html.document_fromstring(html.tostring(article, with_tail=False))
