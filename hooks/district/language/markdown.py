"""People's Markdown as HTML: one dialect, the same on page, in feed and in mail, and each text read once."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from district.language import headings
from district.language.dialect import DONE, ESCAPED, NOT_DONE, Dialect
from district.language.headings import Ids
from district.language.links import Base

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# The schemes that links may have, and what must follow the colon.
_HOST = re.compile(r"//[^/?#\s]")
_SAFE_SCHEMES = {
    "http": _HOST,
    "https": _HOST,
    "mailto": re.compile(r"[^@\s]+@[^@\s]+\.\w"),
    "tel": re.compile(r"\+?[\d ().-]*\d\s*$"),
}
_BRACKET = re.compile(r"[\[\]()]|<!--|-->")
_OPENING = {"]": "[", ")": "(", "-->": "<!--"}
_MOST_BRACKETS = 200
# Placeholder for an address, until it is known where the text is shown. Texts cannot contain ESC.
_MARK = "\x1b{}\x1b"
_MARKED = re.compile(' (href|src)="\x1b(\\d+)\x1b"')
# What the dialect makes, and never a text, since raw HTML is text.
_TABLE = re.compile("<table>.*?</table>", re.DOTALL)
_SCROLLED = '<div class="scrolled" role="region" aria-label="Tabell {}" tabindex="0">{}</div>'
_BOX = re.compile(f'(<li class="task">(?:\\s*<p>)?)([{DONE}{NOT_DONE}])')
_STATES = {DONE: "Klart", NOT_DONE: "Inte klart"}
_NOTE_ID = re.compile(' id="fn[^"]*"')


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

    `raw_html` is what of it is HTML, which is shown as text; `depth` is how deep it is nested,
    and `words` what is shown outside code.
    """

    html: str
    addresses: tuple[Address, ...] = ()
    raw_html: tuple[str, ...] = ()
    depth: int = 1
    words: str = ""


# A text is checked, and then shown on its page, in feeds and in a mail.
@lru_cache(maxsize=2_000)
def read(text: str) -> Reading:
    """Return the text as HTML in which raw HTML is text, or nothing of great depth if it is too deep to parse."""
    if _bracket_depth(text) > _MOST_BRACKETS:
        return Reading("", depth=sys.maxsize)
    markdown, dialect, seen = _engine()
    seen.tree, seen.addresses = Element("div"), []
    try:
        html = dialect.convert(markdown, text)
    except RecursionError:
        # It is left in the middle of something.
        _engine.cache_clear()
        return Reading("", depth=sys.maxsize)
    words = "".join(_outside_code(seen.tree))
    return Reading(html, tuple(seen.addresses), dialect.raw_html, _depth(seen.tree), words)


def _bracket_depth(text: str) -> int:
    """Return how many brackets or comments are open at most at once. The time grows with the square of it."""
    depth = dict.fromkeys(_OPENING.values(), 0)
    most = 0
    for bracket in _BRACKET.findall(text):
        opening = _OPENING.get(bracket, bracket)
        depth[opening] = depth[opening] + 1 if bracket == opening else max(depth[opening] - 1, 0)
        most = max(most, depth[opening])
    return most


@cache
def _engine() -> tuple[Markdown, Dialect, "_Seen"]:
    dialect, seen = Dialect(), _Seen()
    markdown = Markdown(extensions=[dialect], output_format="html")
    # Below inline (20), which makes the links, and above unescape (0).
    markdown.treeprocessors.register(seen, "seen", 5)
    return markdown, dialect, seen


class _Seen(Treeprocessor):
    """Keeps the tree and its addresses when they are made, and leaves marks for the addresses."""

    tree: Element
    addresses: list[Address]

    def run(self, root: Element) -> None:
        self.tree = root
        for element in root.iter():
            for name in ("href", "src"):
                # Python-Markdown hides the letters of <me@example.org>; those are addresses as they are.
                url = ESCAPED.sub(lambda code: chr(int(code[1])), element.get(name, "\x02"))
                if "\x02" in url or element.get("class", "").startswith("footnote-"):
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
    """Return a page's template in Markdown, filled in, as HTML; its raw HTML is HTML."""
    return _page_engine().reset().convert(text)


@cache
def _page_engine() -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", "fenced_code"])


def html(text: str, base: Base, *, level: int = 2, ids: Ids | None = None) -> Markup:
    """The text as HTML whose first headings are of `level`, with the next of a page's `ids`; links start at `base`.

    An address that would run something is left out.
    """
    reading = read(text)

    def attribute(mark: re.Match[str]) -> str:
        address = reading.addresses[int(mark[2])]
        return f' {mark[1]}="{escape(base.resolve(address.url))}"' if address.is_safe else ""

    fitted = headings.fitted(reading.html, level, ids)
    adapted = _on_page(fitted, ids) if ids else _elsewhere(fitted, base.own)
    return Markup(_MARKED.sub(attribute, adapted))


def _on_page(html: str, ids: Ids) -> str:
    """Name the task boxes for those who hear them, and let tables scroll that are wider than the page."""
    html = _TABLE.sub(lambda table: _SCROLLED.format(ids.table(), table[0]), html) if "<table" in html else html
    return _BOX.sub(lambda box: f'{box[1]}<span role="img" aria-label="{_STATES[box[2]]}">{box[2]}</span>', html)


def _elsewhere(html: str, own: str) -> str:
    """Lead to the footnotes on the text's page, since ids are for pages only."""
    return _NOTE_ID.sub("", html).replace(' href="#fn', f' href="{escape(own)}#fn') if "footnote" in html else html
