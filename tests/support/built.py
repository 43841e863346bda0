"""A site built in memory from a library: the only module of the tests that calls `district.site.site`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urljoin

from lxml import html
from markdown import Markdown

from district.language.markdown import Dialect
from district.library.library import Library
from district.model.district import District
from district.site import site
from district.site.content import Content

TODAY = date(2025, 3, 15)
URL = "https://example.org/"
BLUEBERRY = District(name="Blåbär", short_name="Blåbär")


@dataclass(frozen=True)
class Built:
    """The generated files of a site, by the address that each is published at."""

    url: str
    contents: Mapping[str, Content]

    @property
    def addresses(self) -> set[str]:
        return {_address(path) for path in self.contents}

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """The main part of every page, by its address."""
        return {_address(path): _main(content) for path, content in self.contents.items() if path.endswith(".md")}

    def named(self, *endings: str) -> list[str]:
        """Return the addresses that end so."""
        return sorted(address for address in self.addresses if address.endswith(endings))

    def file(self, address: str) -> bytes:
        """The bytes of a file that is not a page, such as a feed."""
        data = self.contents[address].data
        assert isinstance(data, bytes)
        return data

    def page(self, address: str) -> html.HtmlElement:
        """The main part of a page."""
        (path,) = (path for path in self.contents if path.endswith(".md") and _address(path) == address)
        return _main(self.contents[path])

    def text(self, address: str) -> str:
        """The visible text of a page's main part, with single spaces."""
        return " ".join("".join(self.page(address).xpath("//text()[not(ancestor::script)]")).split())

    def links(self, address: str) -> list[str]:
        """The targets of a page's links, in order and without repeats, as addresses below the site's."""
        found = (urljoin(self.url + address, link) for link in self.page(address).xpath("//a/@href"))
        return [link.removeprefix(self.url) for link in dict.fromkeys(found)]


def build(library: Library, today: date = TODAY, url: str = URL, *, preview: bool = False) -> Built:
    """Build every page and file. Raises Mistakes if a newsletter is too long to mail."""
    return Built(url, site.build(library, today, url, preview=preview))


def to_html(markdown: str) -> html.HtmlElement:
    """Markdown as the site reads it."""
    return html.document_fromstring(f"<body>{Markdown(extensions=[Dialect()]).convert(markdown)}</body>")


def _main(content: Content) -> html.HtmlElement:
    _, _, markdown = str(content.data).partition("\n---\n")
    return to_html(markdown)


def _address(path: str) -> str:
    """`a/index.md` and `a.md` are both published as `a/`."""
    address = path.removesuffix("index.md").removesuffix("index.html")
    return address.removesuffix(".md") + "/" if address.endswith(".md") else address
