"""Read lines of text, as they are typed or copied out of a PDF, as the blocks of a document."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

# Lengths of the longest line of a text that may be wrapped.
_WIDTHS = range(40, 131)
# The share of that length from which a line counts as full if its sentence continues on the next one.
_RAGGED = 0.8
# The level of a heading that is only set in bold.
BOLD = 7
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}\.\d{1,2}|[a-z]\)|[Mm]ål(?: \d{1,2})?[.:])"
_MARK = re.compile(rf"\s*(?:[-–—+*•·●▪◦‣○■□☐☑✓✔➢➤►⁃∙\uf0b7]\s+|o\t|o +(?!d\b|dyl|s\b)|{_NUMBER}\s+)(?=\S)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_ALL_BOLD = re.compile(r"(\*\*|__)([^*_]+)\1")
_SOME_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_PAGE = re.compile(
    r"[-–— ]*(?:(?:\S.{0,80}?\s{2,})?sid(?:an?|\.)? ?)?\d{1,3}(?: ?(?:/|av|\() ?\d{1,3}\)?)?[-–— ]*", re.IGNORECASE
)
_CONTENTS = re.compile(r".*\S *(?:\.{4,}|(?:\. ){4,}|…{2,}|\t) *\d{1,3}")
# Characters of a line that may be a page number or of a list of contents.
_LONGEST = 150
# The characters that a file of the district may not have.
_UNUSABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_DIVIDED = re.compile(r"[^\W\d_]-$")
_SENTENCE_END = re.compile(r"[.!?:][”\"’)]?$")


@dataclass(frozen=True)
class Block:
    """A part of a document: `rest` is what is no part of its text, such as a page number.

    The level of a heading is 0 if it is not known. `mark` is the number of an item, the source of a quotation, or
    "?" for what is a question about the document.
    """

    kind: Literal["heading", "paragraph", "item", "quote", "row", "rest"]
    text: str
    level: int = 0
    mark: str = ""
    cells: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Return the text in composed form, without soft hyphens and characters that no file may have."""
    text = re.sub("\u00ad(?=\\s*\n)", "-", unicodedata.normalize("NFC", text)).replace("\u00ad", "")
    return _UNUSABLE.sub(" ", re.sub("\r\n?|[\f\v\x85]", "\n", text))


def read(text: str) -> list[Block]:
    """Return the blocks of a text, with its page numbers and what is printed on every page last."""
    lines = tidy(text).splitlines()
    left_out = _page_marks(lines)
    rest = [Block("rest", " ".join(lines[index].split())) for index in sorted(left_out)]
    joined = list[str]()
    parts = [*_paragraphs([*_without(lines, left_out)], joined)]
    if joined:
        question = f"De här orden var delade mellan två rader: {', '.join(joined)}. Ska något ha bindestreck?"
        rest.append(Block("rest", question, mark="?"))
    return [block for part in parts if part and (block := line_block(part))] + rest


def line_block(text: str) -> Block | None:
    """Return a paragraph on one line as a block, or None if it is only a rule."""
    if heading := _HEADING.match(text):
        words = " ".join(text[heading.end() :].replace("**", "").rstrip("# ").split())
        return Block("heading", words, len(heading[1])) if words else None
    if bold := _ALL_BOLD.fullmatch(text.strip()):
        is_title = looks_like_heading(bold[2])
        return Block("heading" if is_title else "paragraph", " ".join(bold[2].split()), BOLD if is_title else 0)
    if text.startswith(">"):
        words = " ".join(text[1:].split())
        return Block("quote", words) if words else None
    if mark := _MARK.match(text):
        indent = len(text) - len(text.lstrip())
        words = " ".join(_SOME_BOLD.sub(r"\1", text[mark.end() :]).split())
        return Block("item", words, 1 + (indent > 1), mark["number"] or "")
    if text.lstrip().startswith("|") or re.search(r"\S *\t\s*\S", text):
        cells = text.strip().strip("|").split("|" if "|" in text else "\t")
        told = tuple(" ".join(_SOME_BOLD.sub(r"\1", cell).split()) for cell in cells)
        return Block("row", " ".join(told), cells=told) if re.search(r"\w", text) else None
    words = " ".join(text.split())
    return Block("paragraph", words) if words and not re.fullmatch(r"[-–—_*=]{3,}", words) else None


def looks_like_heading(text: str) -> bool:
    """Return whether a line is short, begins with a capital or a number, and does not end as a sentence does."""
    return bool(
        2 < len(text) <= 80
        and (text[0].isupper() or text[0].isdigit())
        and text[-1] not in ".,;:!–-"
        and len(text.split()) <= 10
    )


def _page_marks(lines: list[str]) -> set[int]:
    """Return the indexes of page numbers, of running headers and footers, and of a list of contents."""
    shown = [index for index, line in enumerate(lines) if line.strip()]
    numbers = {index for index in shown if _PAGE.fullmatch(lines[index][:_LONGEST].strip())}
    beside = {each for pair in pairwise(shown) if numbers.intersection(pair) for each in pair} - numbers
    beside.update(shown[:1] + shown[-1:])
    often = Counter(lines[index].strip() for index in shown)
    at_numbers = Counter(lines[index].strip() for index in beside)
    running = {index for index in beside if 1 < often[lines[index].strip()] == at_numbers[lines[index].strip()]}
    # What is printed on every page is the title where it comes first.
    running -= {*shown[:1]}
    return numbers | running | {index for index in shown if _CONTENTS.fullmatch(lines[index][:_LONGEST].strip())}


def _without(lines: list[str], left_out: set[int]) -> Iterator[str]:
    """Yield the lines that are not left out; a paragraph may go on from one page to the next."""
    width = max(map(len, lines), default=0)
    above, is_gap, is_blank = "", False, False
    for index, line in enumerate(lines):
        is_gap, is_blank = is_gap or index in left_out, is_blank or not line.strip()
        if index in left_out or not line.strip():
            continue
        goes_on = len(above) > 0.7 * width or line[0].islower()
        if (is_gap and (_SENTENCE_END.search(above) or _MARK.match(line) or not goes_on)) or (is_blank and not is_gap):
            yield ""
        yield line
        above, is_gap, is_blank = line.rstrip(), False, False


def _paragraphs(lines: list[str], joined: list[str]) -> Iterator[str]:
    """Yield each paragraph, item or heading on one line; add words that were divided to `joined`."""
    text = "\n".join(lines)
    width, words = _width(lines), {*re.findall(r"\w+-(?=\w)|\w+", text)}
    parts, above = list[str](), ""
    for line, after in pairwise([*lines, ""]):
        if parts and _goes_on(parts[0], above, line, after, width):
            joined += _join(parts, line.strip().lstrip("> "), words)
        else:
            yield "".join(parts)
            parts = [line.rstrip()]
        above = line.rstrip() if line.strip("> ") else ""
    yield "".join(parts)


def _width(lines: list[str]) -> int:
    """Return the most characters of a line in a text that is wrapped, or 0 if each paragraph is on one line."""
    width = max((len(line.rstrip()) for line in lines), default=0)
    pairs = [(above, line) for above, line in pairwise(lines) if above.strip() and line.strip() and not _begins(line)]
    full = sum(_is_wrapped(above.rstrip(), line, width) for above, line in pairs)
    return width if pairs and width in _WIDTHS and full >= 0.2 * len(pairs) else 0


def _is_full(above: str, line: str, width: float) -> bool:
    """Return whether the first word of a line would not have fitted in the line above."""
    return len(above) + 1 + len(line.split()[0]) > width


def _is_wrapped(above: str, line: str, width: int) -> bool:
    """Return whether a line goes on with the sentence above, or did not fit there."""
    # The letters of a PDF are not equally wide, so that its lines are not equally long.
    is_within = not _SENTENCE_END.search(above) and not line.lstrip()[0].isupper()
    return _is_full(above, line, _RAGGED * width if is_within else width)


def _begins(line: str) -> bool:
    return bool(_MARK.match(line) or _HEADING.match(line) or _ALL_BOLD.fullmatch(line) or re.match(r"\s*[>|]", line))


def _goes_on(paragraph: str, above: str, line: str, after: str, width: int) -> bool:
    """Return whether a line belongs to the paragraph that ends with the line `above`; `after` is the line below."""
    if not above.strip() or not line.strip("> "):
        return False
    if above.startswith(">") and line.startswith(">"):
        return True
    if _DIVIDED.search(above) and line[0].islower() and not _begins(line):
        return True
    if _begins(line):
        is_dash = line[0] in "-–—" and not _begins(paragraph) and not _SENTENCE_END.search(above)
        return bool(width) and is_dash and _is_full(above, line, width)
    if _MARK.match(paragraph) and line.lstrip(" (")[:1].islower() and not _SENTENCE_END.search(above):
        return True
    if not width or _HEADING.match(above) or above.lstrip().startswith("|"):
        return False
    if looks_like_heading(line.strip()) and after[:1] and not (after[0].islower() or _begins(after)):
        return _is_full(line.rstrip(), after, _RAGGED * width) and _is_full(above, line, width)
    return _is_wrapped(above, line, width)


def _join(parts: list[str], line: str, words: Collection[str]) -> list[str]:
    """Add a line to the parts of a paragraph. Return the word that was divided, if it is nowhere else in the document.

    A hyphen stays if the document has it elsewhere in the same word, or if it does not divide a word.
    """
    last, first = parts[-1].rpartition(" ")[2], line.split()[0]
    is_divided = _DIVIDED.search(last) and first[0].islower() and first not in ("och", "eller")
    if not is_divided or (first in ("samt", "respektive") and len(last) > 4):
        parts.append(f" {line}")
        return []
    begun = re.split(r"\W", last[:-1])[-1]
    whole = begun + re.split(r"\W", first)[0]
    is_word = not last[-2].isupper() and (whole in words or f"{begun}-" not in words)
    parts[-1] = parts[-1].removesuffix("-") if is_word else parts[-1]
    parts.append(line)
    return [whole] if is_word and whole not in words else []
