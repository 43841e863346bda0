"""People's Markdown as HTML: one dialect, the same on page, in feed and in mail, and each text read once."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import AutolinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from district.language import headings
from district.language.headings import Ids
from district.language.links import Base
from district.language.markdown_lists import Lists

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# The schemes that links may have, and what must follow the colon.
_HOST = re.compile(r"//[^/?#\s]")
_SAFE_SCHEMES = {
    "http": _HOST,
    "https": _HOST,
    "mailto": re.compile(r"[^@\s]+@[^@\s]+\.\w"),
    "tel": re.compile(r"\+?[\d ().-]*\d\s*$"),
}
# How Python-Markdown keeps a character after a backslash until the end.
_ESCAPED = re.compile("\x02(\\d+)\x03")
_BRACKET = re.compile(r"[\[\]()]")
_MOST_BRACKETS = 200
# Placeholder for an address, until it is known where the text is shown. Texts cannot contain ESC.
_MARK = "\x1b{}\x1b"
_MARKED = re.compile(' (href|src)="\x1b(\\d+)\x1b"')


class Dialect(Extension):
    """What Markdown means on this site: the core's prose and the engine's pages use the same."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtensions(["tables", "sane_lists", "fenced_code"], {})
        # A backslash makes any mark plain, `\<` too, as in GitHub's preview.
        md.ESCAPED_CHARS = [*punctuation]
        # After fenced code (25), which must keep its lines as they are.
        md.preprocessors.register(Lists(md), "lists", 22)
        # Python-Markdown has <https://…> alone.
        md.inlinePatterns.register(AutolinkInlineProcessor(r"<(tel:[^<>]+)>", md), "telephone", 115)
        # After inline (20), and before the engine's own.
        md.treeprocessors.register(_Alignment(md), "alignment", 8)


def makeExtension(**settings: object) -> Dialect:
    """How Python-Markdown finds the dialect by this module's name."""
    return Dialect(**settings)


class _Alignment(Treeprocessor):
    """A table cell's alignment as a class, since the site's policy allows no style attributes."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td") and (style := cell.attrib.pop("style", "")):
                cell.set("class", style.removeprefix("text-align: ").rstrip(";"))


@dataclass(frozen=True)
class Address:
    """What a text links to or, as an image, shows; `alt` is the image's."""

    url: str
    is_image: bool = False
    alt: str = ""

    @property
    def scheme(self) -> str:
        """http, mailto …, or "" where the address has none."""
        scheme = _SCHEME.match(self.url)
        return scheme[1] if scheme else ""

    @property
    def is_safe(self) -> bool:
        return not self.scheme or self.scheme.lower() in _SAFE_SCHEMES

    @property
    def is_whole(self) -> bool:
        """False for `http:host`, `mailto:` without an address and `tel:` without a number."""
        form = _SAFE_SCHEMES.get(self.scheme.lower())
        return form is None or form.match(self.url.partition(":")[2]) is not None


@dataclass(frozen=True)
class Reading:
    """A text as it was read: its HTML with marks for its addresses, and what can be wrong in it.

    `words` are those outside code, where raw HTML would stand as text; `depth` is how deep it is nested.
    """

    html: str
    addresses: tuple[Address, ...] = ()
    words: tuple[str, ...] = ()
    depth: int = 1


# A text is checked, and then shown on its page, in feeds and in a mail.
@lru_cache(maxsize=2_000)
def read(text: str) -> Reading:
    """Return the text as HTML in which raw HTML is text, or nothing of great depth if it is too deep to parse."""
    if _bracket_depth(text) > _MOST_BRACKETS:
        return Reading("", depth=sys.maxsize)
    markdown, seen = _engine()
    seen.tree, seen.addresses = Element("div"), []
    try:
        html = markdown.reset().convert(text)
    except RecursionError:
        # It is left in the middle of something.
        _engine.cache_clear()
        return Reading("", depth=sys.maxsize)
    return Reading(html, tuple(seen.addresses), tuple(filter(None, _outside_code(seen.tree))), _depth(seen.tree))


def _bracket_depth(text: str) -> int:
    """Return how many brackets are open at most at once. The time to read them grows with the square of it."""
    depth = dict.fromkeys("[(", 0)
    most = 0
    for bracket in _BRACKET.findall(text):
        opening = {"]": "[", ")": "("}.get(bracket, bracket)
        depth[opening] = depth[opening] + 1 if bracket == opening else max(depth[opening] - 1, 0)
        most = max(most, depth[opening])
    return most


@cache
def _engine() -> tuple[Markdown, "_Seen"]:
    markdown, seen = Markdown(extensions=[Dialect()], output_format="html"), _Seen()
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    # Below inline (20), which makes the links, and above unescape (0).
    markdown.treeprocessors.register(seen, "seen", 5)
    return markdown, seen


class _Seen(Treeprocessor):
    """Keeps the tree and its addresses when they are made, and leaves marks for the addresses."""

    tree: Element
    addresses: list[Address]

    def run(self, root: Element) -> None:
        self.tree = root
        for element in root.iter():
            for name in ("href", "src"):
                # Python-Markdown hides the letters of <me@example.org>; those are addresses as they are.
                url = _ESCAPED.sub(lambda code: chr(int(code[1])), element.get(name, "\x02"))
                if "\x02" in url:
                    continue
                element.set(name, _MARK.format(len(self.addresses)))
                self.addresses.append(Address(url, name == "src", (element.get("alt") or "").strip()))


def _outside_code(element: Element) -> Iterator[str]:
    if element.tag != "code":
        yield element.text or ""
        for child in element:
            yield from _outside_code(child)
            yield child.tail or ""


def _depth(root: Element) -> int:
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
    return depth


def page(text: str) -> str:
    """A page of our own as HTML: the engine reads its Markdown so too, and its raw HTML is HTML."""
    return _page_engine().reset().convert(text)


@cache
def _page_engine() -> Markdown:
    return Markdown(extensions=[Dialect()])


def html(text: str, base: Base, *, level: int = 2, ids: Ids | None = None) -> Markup:
    """The text as HTML whose first headings are of `level`, with the next of a page's `ids`; links start at `base`.

    An address that would run something is left out.
    """
    reading = read(text)

    def attribute(mark: re.Match[str]) -> str:
        address = reading.addresses[int(mark[2])]
        return f' {mark[1]}="{escape(base.resolve(address.url))}"' if address.is_safe else ""

    return Markup(_MARKED.sub(attribute, headings.fitted(reading.html, level, ids)))
