"""Find what was meant as Markdown and is shown as plain characters: links, bold text and lists written almost right."""

import re
from collections.abc import Iterator
from itertools import pairwise

from district.language import messages

_URL = r"(?:https?:|mailto:|tel:|www\.|/|#)[^\s()\[\]]*"
# What is almost a link: (text)[address], [text] (address) or [text]address).
_REVERSED = re.compile(rf"\(([^()\n]+)\)\[({_URL})\]")
_SPACED = re.compile(rf"\[([^\[\]\n]+)\] +\(({_URL})\)")
_UNOPENED = re.compile(r"\[([^\[\]\n]+)\](https?:[^\s()\[\]]*)\)")
_UNCLOSED = re.compile(rf"\]\({_URL}[^()\n]*$", re.MULTILINE)
_BOLD = re.compile(r"\*\*\w[^*\n]*|\b\w+\*\*|\*\* [^*\n]+ \*\*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_BULLET = re.compile(r" *[•·●▪◦]\s*(\S.*)")
# Two of these on lines below each other are a list. A single one may be a word, or the dash before a spoken line.
_ALMOST = re.compile(r" *[–—] +(\S.*)| *([-–—*]|\d{1,2}[.)])[^\W\d]")

Unintended = tuple[str, str, dict[str, str]]


def unintended(text: str, words: str) -> Iterator[Unintended]:
    """Yield the kind of each mistake, the part of the text that has it, and values for its message.

    `words` are what is shown of the text as it stands.
    """
    for form in (_REVERSED, _SPACED, _UNOPENED):
        for found in form.finditer(words):
            yield "link_almost", found[0], {"right": f"[{found[1]}]({found[2]})"}
    for unclosed in _UNCLOSED.finditer(words):
        yield "link_unclosed", unclosed[0], {}
    for bold in _BOLD.finditer(words):
        yield "bold_unclosed", bold[0], {}
    yield from _lists(text)


def _lists(text: str) -> Iterator[Unintended]:
    lines = [*_outside_fences(text)]
    for line in lines:
        if bullet := _BULLET.match(line):
            yield "list_mark", line, {"item": messages.quoted(f"- {bullet[1]}")}
            return
    for above, line in pairwise(lines):
        first, second = _ALMOST.match(above), _ALMOST.match(line)
        if first and second:
            if first[1]:
                yield "list_mark", above, {"item": messages.quoted(f"- {first[1]}")}
            else:
                yield "list_space", above, {"mark": first[2]}
            return


def _outside_fences(text: str) -> Iterator[str]:
    """Yield the lines that are not code."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
        elif not fence:
            yield line
