"""What is wrong in a Markdown text by itself, and where it links to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from district.prose import Dialect, is_plain

_DEEPEST = 50
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE = ("http", "https", "mailto", "tel")
_RAW = re.compile(
    r"<\s*(?:script|iframe|object|embed|frame|form|base|meta|link|style|svg|img|video|audio)\b"
    r"|<[a-z][^<>]*\s(?:on\w+\s*=|(?:href|src)\s*=\s*[\"']?\s*(?:javascript|data|vbscript):)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"(?:[\s>*+-]|\d+[.)])*")


@dataclass(frozen=True)
class Mention:
    """An address that a text links to or shows, and where: the occurrence of it in the text."""

    url: str
    is_image: bool
    part: str
    number: int


@dataclass(frozen=True)
class Flaw:
    """A mistake at an occurrence of a part of the text; `kind` has its sentence in `swedish`."""

    kind: str
    given: str
    part: str
    number: int


class _Seen(Treeprocessor):
    """Keeps the tree when links are made, and before anything is made of it."""

    # Python-Markdown makes no tree of an empty text.
    root: Element

    def run(self, root: Element) -> None:
        self.root = root


@cache
def _engine() -> tuple[Markdown, _Seen]:
    seen, markdown = _Seen(), Markdown(extensions=[Dialect()])
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    markdown.treeprocessors.register(seen, "seen", 5)
    return markdown, seen


def _tree(text: str) -> Element | None:
    """The text's elements, raw HTML as text; None if it is nested too deep for anyone to follow."""
    markdown, seen = _engine()
    seen.root = Element("div")
    try:
        markdown.reset().convert(text)
    except RecursionError:
        return None
    level, depth = [seen.root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
    return seen.root if depth <= _DEEPEST else None


def read(text: str) -> tuple[list[Mention], list[Flaw]]:
    """The addresses in a text, and its flaws; never an exception, whatever the text."""
    if is_plain(text):
        return [], []
    root = _tree(text)
    if root is None:
        deepest = max(text.split("\n"), key=lambda line: len(_MARKS.match(line)[0]))  # type: ignore[index]
        return [], [Flaw("markdown_deep", "", deepest, 0)]
    finder = _Finder(text)
    mentions, flaws = [], [*_raw(root, finder)]
    for element in root.iter():
        url = element.get("src" if element.tag == "img" else "href")
        # Python-Markdown hides the letters of <me@example.org>.
        if url is None or "\x02" in url:
            continue
        part, number = finder.find(url)
        scheme = _SCHEME.match(url.strip())
        if scheme and scheme[1].lower() not in _SAFE:
            flaws.append(Flaw("unsafe_link", scheme[0], part, number))
        else:
            mentions.append(Mention(url, element.tag == "img", part, number))
        if element.tag == "img" and not (element.get("alt") or "").strip():
            flaws.append(Flaw("image_without_alt", url, part, number))
    return mentions, flaws


def _raw(root: Element, finder: "_Finder") -> Iterator[Flaw]:
    for text in _outside_code(root):
        for found in _RAW.finditer(text):
            yield Flaw("raw_html", found[0], *finder.find(found[0]))


def _outside_code(element: Element) -> Iterator[str]:
    if element.tag != "code":
        yield element.text or ""
        for child in element:
            yield from _outside_code(child)
            yield child.tail or ""


class _Finder:
    """Finds what a text holds in the order that it holds it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, int] = {}

    def find(self, part: str) -> tuple[str, int]:
        """A part of the text and the number of its next occurrence; "" if the text spells it otherwise."""
        start = self._next.get(part, 0)
        # The address itself is behind a bracket; the same words may stand before it.
        index = self._text.find(f"({part}", start) + 1 or self._text.find(part, start)
        if index < 0 or not part:
            return "", 0
        self._next[part] = index + 1
        return part, len(re.findall(f"(?={re.escape(part)})", self._text[:index]))
