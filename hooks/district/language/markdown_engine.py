"""The Markdown engine, for texts that no earlier run has read."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from district.language.dialect import ESCAPED, Dialect
from district.language.markdown import MARK, Address, Reading

_BRACKET = re.compile(r"[\[\]()]|<!--|-->")
_OPENING = {"]": "[", ")": "(", "-->": "<!--"}
_MOST_BRACKETS = 200


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
                element.set(name, MARK.format(len(self.addresses)))
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
