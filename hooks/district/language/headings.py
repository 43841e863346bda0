"""Headings of people's texts: their levels and ids on a page, and the list of contents that they make.

The ids are those that GitHub gives a heading, as its preview and the package github-slugger make them:
the heading's text in lower case, without anything but letters, marks, decimal digits, letter numbers, `_`
and its kin, `-` and spaces; then each space becomes a hyphen. Nothing is trimmed or joined, and `å`, `ä`
and `ö` stay. An id that is taken gets the first free of `-1`, `-2` …
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

# What Markdown makes has no other headings: those in raw HTML and in code are text.
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})


def github_id(words: str) -> str:
    """Return the id that GitHub gives a heading, or "" if it has nothing to make an id of."""
    kept = (c for c in words.strip().lower() if c in " -" or unicodedata.category(c) in _KEPT)
    return "".join(kept).replace(" ", "-")


class Ids:
    """Gives out each id once on a page; `taken` are those that the page has without its texts' headings."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._last = dict.fromkeys(taken, 0)
        self._tables = 0

    def of(self, words: str) -> str:
        """Return the id of the next heading, or ""."""
        wanted = given = github_id(words)
        while given in self._last:
            self._last[wanted] += 1
            given = f"{wanted}-{self._last[wanted]}"
        self._last[given] = 0
        return given

    def table(self) -> int:
        """Return the number of the page's next table."""
        self._tables += 1
        return self._tables


def found(html: str, ids: Ids) -> Iterator[str]:
    """Yield the ids that the headings of a text get."""
    return filter(None, (ids.of(_words(heading[2])) for heading in _HEADING.finditer(html)))


def fitted(html: str, level: int, ids: Ids | None) -> str:
    """Return the HTML of a text with headings that fit into a page, the first of `level` and none skipped."""
    return _HEADING.sub(_fitting(level, ids), html) if "<h" in html else html


def _fitting(level: int, ids: Ids | None) -> Callable[[re.Match[str]], str]:
    above: list[int] = []

    def fit(heading: re.Match[str]) -> str:
        own, words = int(heading[1]), heading[2]
        above[:] = [each for each in above if each < own] + [own]
        tag = f"h{min(level + len(above) - 1, 6)}"
        name = ids.of(_words(words)) if ids else ""
        return f'<{tag} id="{name}">{words}</{tag}>' if name else f"<{tag}>{words}</{tag}>"

    return fit


def _words(html: str) -> str:
    return unescape(_TAG.sub("", html))


MIN_HEADINGS = 4  # a text with fewer gets no table of contents


@dataclass(frozen=True)
class Heading:
    """A heading of a rendered text; `level` is 2 to 6."""

    id: str
    text: str
    level: int


def contents(text: Markup) -> tuple[Heading, ...]:
    """Return the text's headings that have an id, in order, or none if it has fewer than MIN_HEADINGS."""
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(text, create_parent="div")
    found = root.xpath(".//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6][@id]")
    headings = (Heading(str(el.get("id")), " ".join(el.text_content().split()), int(str(el.tag)[1])) for el in found)
    return tuple(headings) if len(found) >= MIN_HEADINGS else ()
