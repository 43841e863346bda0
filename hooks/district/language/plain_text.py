"""HTML as plain text for mail: lines of at most 78 characters, and links as numbered notes at the end."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

# lxml is imported when it is needed: reading and checking need no HTML.
if TYPE_CHECKING:
    from lxml.html import HtmlElement

WIDTH = 78  # RFC 5322 2.1.1
# The block elements that Markdown and the template mail.html produce.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"blockquote", "div", "hr", "li", "ol", "p", "pre", "table", "ul"}
# A non-breaking space, so that a note stays on the line of its link text.
_FIRM = "\u00a0"
_BREAK = "\u2028"


def text(root: "HtmlElement") -> str:
    """Return the text of an element, with blank lines between blocks. Only addresses may exceed WIDTH."""
    notes: dict[str, int] = {}
    blocks = [*_blocks(root, WIDTH, notes)]
    listed = [f"[{number}] {url}" for url, number in notes.items()]
    return "\n\n".join([*blocks, *(["Länkar:\n" + "\n".join(listed)] if listed else [])]) + "\n"


def _blocks(element: "HtmlElement", width: int, notes: dict[str, int]) -> Iterator[str]:
    """Yield the element's paragraphs and other blocks, each wrapped to `width` characters."""
    run = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _paragraph("".join(run), width)
            yield from _block(child, width, notes)
            run = []
        else:
            run.append(_inline(child, notes))
        run.append(child.tail or "")
    yield from _paragraph("".join(run), width)


def _paragraph(words: str, width: int) -> Iterator[str]:
    lines = [wrapped for line in words.split(_BREAK) for wrapped in _wrapped(line, width)]
    if lines:
        yield "\n".join(lines)


def _wrapped(line: str, width: int) -> list[str]:
    # Not split(), which would also break at the non-breaking spaces before notes.
    folded = re.sub(r"[ \t\r\n]+", " ", line).strip()
    lines = textwrap.wrap(folded, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_FIRM, " ") for line in lines]


def _inline(element: "HtmlElement", notes: dict[str, int]) -> str:
    if not isinstance(element.tag, str):
        return ""
    if element.tag == "br":
        return _BREAK
    if element.tag == "img":
        return f"[Bild: {element.get('alt')}]" if element.get("alt") else ""
    if "footnote" in element.get("class", ""):
        # A note is known by its number; only a link on a page leads to it and back.
        return f" (not {element.text})" if element.get("class") == "footnote-ref" else ""
    words = (element.text or "") + "".join(_inline(child, notes) + (child.tail or "") for child in element)
    url = element.get("href", "")
    if not url or url.removeprefix("mailto:").removeprefix("tel:") == "".join(words.split()):
        return words
    return f"{words}{_FIRM}[{notes.setdefault(url, len(notes) + 1)}]"


def _block(element: "HtmlElement", width: int, notes: dict[str, int]) -> Iterator[str]:
    match element.tag:
        case tag if tag in _HEADINGS:
            mark = "=" if tag == "h1" else "-"
            for words in _blocks(element, width, notes):
                yield f"{words}\n{mark * max(len(line) for line in words.splitlines())}"
        case "ul" | "ol":
            yield _list(element, width, notes)
        case "blockquote":
            quoted = "\n\n".join(_blocks(element, width - 2, notes))
            yield textwrap.indent(quoted, "> ", lambda line: True).replace("> \n", ">\n")
        case "pre":
            yield _preformatted(element.text_content(), width)
        case "table":
            yield _table(element, width, notes)
        case "hr":
            yield "* * *"
        case _:
            yield from _blocks(element, width, notes)


def _list(element: "HtmlElement", width: int, notes: dict[str, int]) -> str:
    items = element.findall("li")
    loose = any(item.find("p") is not None for item in items)
    lines = []
    for number, item in enumerate(items, int(element.get("start") or 1)):
        mark = f"{number}. " if element.tag == "ol" else "- "
        body = ("\n\n" if loose else "\n").join(_blocks(item, width - len(mark), notes))
        lines.append(mark + textwrap.indent(body, " " * len(mark)).lstrip(" "))
    return ("\n\n" if loose else "\n").join(lines)


def _preformatted(words: str, width: int) -> str:
    lines = (piece for line in words.strip("\n").expandtabs(4).split("\n") for piece in _pieces(line, width - 4))
    return textwrap.indent("\n".join(lines), "    ")


def _pieces(line: str, width: int) -> list[str]:
    return [line[start : start + width].rstrip() for start in range(0, max(len(line), 1), width)]


def _table(element: "HtmlElement", width: int, notes: dict[str, int]) -> str:
    """Return a table in columns if it fits, else each row wrapped, with its cells separated by bars."""
    rows = [[_cell(cell, notes) for cell in row.iterchildren()] for row in element.iter("tr")]
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    if sum(widths) + 3 * (len(widths) - 1) > width:
        return "\n".join("\n".join(_wrapped(" | ".join(row), width)) for row in rows)
    lines = [" | ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=False)).rstrip() for row in rows]
    return "\n".join([lines[0], "-+-".join("-" * size for size in widths), *lines[1:]])


def _cell(element: "HtmlElement", notes: dict[str, int]) -> str:
    return " ".join(_inline(element, notes).replace(_FIRM, " ").split())


def words(html: str) -> str:
    """Return the words of an HTML fragment, with single spaces."""
    from lxml.html import fragment_fromstring

    return " ".join(" ".join(fragment_fromstring(html, create_parent="div").itertext()).split())


def minutes_to_read(texts: Iterable[str]) -> int:
    """Return how many minutes texts take to read, at 200 words a minute and at least one."""
    return max(1, round(sum(len(text.split()) for text in texts) / 200))
