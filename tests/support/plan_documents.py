"""A plan written as Word, as LibreOffice, as text out of a PDF and as plain text, and what is compared of it."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import docx
import odfdo
import pyphen

from district.reading import yaml_source
from texts import folded


def _parts(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield the mark and the text of each block of a simple Markdown text."""
    for line in markdown.splitlines():
        mark, text = re.fullmatch(r"(#+|-|>)? ?(.*)", line).groups("")
        if text:
            yield mark, text


def word(markdown: str) -> bytes:
    document = docx.Document()
    for mark, text in _parts(markdown):
        if mark.startswith("#"):
            document.add_heading(text, len(mark))
        else:
            document.add_paragraph(text, {"-": "List Bullet", ">": "Quote"}.get(mark))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def libre_office(markdown: str) -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    items = odfdo.List()
    for mark, text in _parts(markdown):
        if mark == "-":
            items.append(odfdo.ListItem(text))
            continue
        if items.children:
            document.body.append(items)
            items = odfdo.List()
        is_heading = mark.startswith("#")
        style = "Quotations" if mark == ">" else None
        document.body.append(odfdo.Header(len(mark), text) if is_heading else odfdo.Paragraph(text, style=style))
    document.body.append(items)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_text(markdown: str, width: int = 84) -> bytes:
    """Wrap and hyphenate the lines, and number the pages; paragraphs are not set apart."""
    lines = [line for mark, text in _parts(markdown) for line in _wrapped(f"• {text}" if mark == "-" else text, width)]
    pages = ["\n".join(["Föreningen Exempel", *page, str(number)]) for number, page in enumerate(_batched(lines), 1)]
    return "\n".join(pages).encode()


def _batched(lines: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(lines), 38):
        yield lines[start : start + 38]


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        if len(line) + 1 + len(word) <= width or not line:
            line = f"{line} {word}".strip()
            continue
        parts = pyphen.Pyphen(lang="sv").wrap(word, width - len(line) - 1)
        if parts:
            line, word = f"{line} {parts[0]}", parts[1]
        yield line
        line = word
    yield line


def plain_text(markdown: str) -> bytes:
    """One line for each paragraph, as Word saves it."""
    return "\n".join(f"–\t{text}" if mark == "-" else text for mark, text in _parts(markdown)).encode()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "plan.docx": word,
    "plan.odt": libre_office,
    "pdf.txt": pdf_text,
    "plan.txt": plain_text,
    "plan.md": str.encode,
}


def values(text: str) -> Any:
    """Return the values of a plan's file."""
    read = yaml_source.read(text, "x.yml")
    assert read.problems == []
    return read.value


def as_words(plan: Mapping[str, Any]) -> list[Any]:
    """Return a plan's texts, with the goals that are listed in each area."""
    told = [folded(plan.get(key, "")) for key in ("title", "intro", "closing")]
    for area in plan["areas"]:
        goals = [folded(goal["text"]) for goal in area.get("goals", []) if "said" not in goal]
        told.append([*(folded(area.get(key, "")) for key in ("title", "group", "text")), area.get("quote"), goals])
    return told
