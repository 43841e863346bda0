"""People's Markdown as the words that a reader sees, and as sections by its headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from district.language.headings import Ids

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\](\([^()]*(\([^()]*\)[^()]*)?\)|\[[^\[\]]*\])")
_LINE_START = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"^[\s|:*_=-]*$")
_AUTOLINK = re.compile(r"<([^<> ]*[@:][^<> ]*)>")
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|~~|`+|(?<!\w)_+|_+(?!\w)|\[\^[^\]]*\]:?|\|")


@dataclass(frozen=True)
class Section:
    """A part of a text below a heading; `id` is the heading's on its page, and both are "" above the first."""

    heading: str
    id: str
    text: str


def sections(markdown: str, ids: Ids) -> tuple[Section, ...]:
    """Return the text in sections, at least one; `ids` gives the headings of its page their ids.

    Each paragraph, list item and row of a table is a line.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for role, line in _lines(markdown):
        lines = found[-1][1]
        if role == "heading":
            found.append((line, []))
        elif role == "more" and lines:
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return tuple(Section(head, ids.of(head) if head else "", "\n".join(lines)) for head, lines in found)


def _lines(markdown: str) -> Iterator[tuple[Literal["heading", "new", "more"], str]]:
    """Yield each line without marks, and whether it is a heading or goes on with the line before."""
    in_code, is_new = False, True
    for line in markdown.splitlines():
        if _FENCE.match(line):
            in_code = not in_code
        elif in_code:
            yield "new", line.strip()
        elif heading := _HEADING.match(line):
            yield "heading", _plain(heading[1])
            is_new = True
        elif _RULE.match(line):
            is_new = True
        else:
            text = _LINE_START.sub("", line)
            is_new = is_new or "|" in line or text != line.strip()
            yield "new" if is_new else "more", _plain(text)
            is_new = False


def _plain(line: str) -> str:
    if "[" in line:
        line = _LINK.sub(r"\1", line)
    if "<" in line:
        line = _AUTOLINK.sub(r"\1", line)
    return " ".join(_MARKS.sub(r"\1", line).split())
