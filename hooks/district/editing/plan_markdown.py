"""Write a document's paragraphs as Markdown that shows exactly their words and that `district check` accepts."""

import re
import textwrap

from district.checks.markdown_forms import unintended
from district.editing.plan_text import Block
from district.language import markdown, plain_text

_WIDTH = 88
# A line of Markdown, or of a YAML text, must not begin with what would be read as something else.
_RISKY = re.compile(r" (?=[-–—+*•·●▪◦>#=|~:`]|\d+[.)]|[a-z_]+:)")
_FIELD = re.compile(r"[a-z_]+:(?: |$)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_MOST_MARKS = 100
_KNOWN_SCHEMES = ("http", "https", "mailto")


def fold(text: str, indent: int) -> list[str]:
    """Return a text as lines that begin after `indent` spaces and join to the same text."""
    glued = _RISKY.sub("\0", text)
    lines = textwrap.wrap(glued, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [f"{' ' * indent}{line}".replace("\0", " ") for line in lines]


def paragraphs(blocks: list[Block], indent: int, *, is_markdown: bool) -> list[str]:
    """Return blocks as lines of Markdown, with a blank line between paragraphs."""
    lines = list[str]()
    for index, block in enumerate(blocks):
        is_next_item = index and block.kind == blocks[index - 1].kind == "item"
        lines += [] if not index or is_next_item else [""]
        first, rest = {"heading": ("## ", ""), "item": ("- ", "  "), "quote": ("> ", "> ")}.get(block.kind, ("", ""))
        whole = f"{block.mark} {block.text}".strip() if block.kind == "item" else block.text
        texts = [whole, block.mark] if block.kind == "quote" and block.mark else [whole]
        for number, text in enumerate(texts):
            lines += [" " * indent + ">"] if number else []
            told = fold(escaped(text, is_markdown=is_markdown), 0 if block.kind == "heading" else len(first))
            told = [" ".join(told)] if block.kind == "heading" else [line[len(first) :] for line in told]
            lines += [" " * indent + (rest if place else first) + line for place, line in enumerate(told)]
    return lines


def escaped(text: str, *, is_markdown: bool) -> str:
    """Return a paragraph with backslashes where its words would be shown as something else.

    The Markdown of a text that is Markdown stays, if nothing in it is a mistake.
    """
    attempts = (text, f"\\{text}", _SPECIAL.sub(r"\\\1", text), _PUNCTUATION.sub(r"\\\1", text))
    # The time to read Markdown grows with the square of its marks.
    for attempt in attempts if len(_SPECIAL.findall(text)) <= _MOST_MARKS else attempts[-1:]:
        if _shows(attempt, text, is_markdown=is_markdown):
            return attempt
    return f"&#{ord(text[0])};{attempts[-1][1:]}"


def _shows(attempt: str, text: str, *, is_markdown: bool) -> bool:
    """Return whether Markdown is one paragraph that shows the words of the text and nothing that is a mistake."""
    reading = markdown.read(attempt)
    if _FIELD.match(attempt) or reading.raw_html or not reading.html.startswith("<p>"):
        return False
    # After a backslash no mark makes a link or bold text, so then only lists are looked for.
    if any(unintended(attempt, reading.words if attempt == text else "")):
        return False
    if any(each.scheme not in _KNOWN_SCHEMES or each.is_image or not each.is_whole for each in reading.addresses):
        return False
    shown = plain_text.words(reading.html)
    if not is_markdown:
        return shown == text
    whole = " ".join([shown, *(address.url for address in reading.addresses)])
    return all(word in whole for word in re.findall(r"\w+", text))
