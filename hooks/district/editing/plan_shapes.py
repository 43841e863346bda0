"""Find quotations and headings among a document's blocks by their shape, where the document does not mark them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from district.editing.plan_text import Block, looks_like_heading

_QUOTED = re.compile(r"([”\"“»«].{30,}[”\"“»«])(?:\s*[–—-]\s*(.{2,80}))?")
_SOURCE = re.compile(r"(?:Ur|Från|Av|Källa)\b.*|[–—-] ?\w.*")
_LONGEST_SOURCE = 80


def quotations(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, each quotation joined into one whose `mark` is its source."""
    index = 0
    while index < len(blocks):
        block, following = blocks[index], blocks[index + 1 :]
        index += 1
        whole = _QUOTED.fullmatch(block.text) if block.kind in ("paragraph", "quote") else None
        if block.kind != "quote" and not whole:
            yield block
        elif whole and whole[2]:
            yield Block("quote", whole[1], mark=whole[2])
        else:
            more = next((number for number, each in enumerate(following) if each.kind != "quote"), len(following))
            index += more
            words, source = [block.text, *(each.text for each in following[:more])], ""
            if more and len(words[-1]) <= _LONGEST_SOURCE:
                source = words.pop()
            elif _is_source(following[more : more + 2]):
                source = following[more].text
                index += 1
            yield Block("quote", " ".join(words), mark=source)


def _is_source(following: Sequence[Block]) -> bool:
    """Return whether the first block says where a quotation is from. A dash before it may look like a list."""
    kinds, text = [block.kind for block in following], following[0].text if following else ""
    if kinds[:1] == ["item"]:
        return len(text) <= _LONGEST_SOURCE and not following[0].mark and kinds != ["item", "item"]
    return kinds[:1] == ["paragraph"] and len(text) <= _LONGEST_SOURCE and bool(_SOURCE.fullmatch(text))


def headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those that look like headings as such, if the document marks none itself."""
    found = [*blocks]
    for looks in (_is_numbered, _is_short):
        if not any(block.kind == "heading" for block in found):
            beside = (blocks[max(index - 1, 0) : index + 2] for index in range(len(blocks)))
            pairs = zip(blocks, beside, strict=True)
            found = [replace(block, kind="heading") if looks(block, near) else block for block, near in pairs]
    return [_without_number(block) if block.kind == "heading" else block for block in found]


def _is_short(block: Block, beside: Sequence[Block]) -> bool:
    return block.kind == "paragraph" and block is not beside[-1] and looks_like_heading(block.text)


def _without_number(block: Block) -> Block:
    """Return a heading with its number as its mark."""
    number = re.match(r"(\d{1,2}(?:\.\d{1,2})*[.)]?)\s+(?=[^\W\d_])", block.text)
    return replace(block, text=block.text[number.end() :], mark=number[1]) if number else block


def _is_numbered(block: Block, beside: Sequence[Block]) -> bool:
    """Return whether an item with a number is a heading: short, and with no item of the same form `beside` it."""
    form = re.sub(r"\w+", "1", block.mark)
    alone = not any(re.sub(r"\w+", "1", each.mark) == form for each in beside if each is not block)
    return bool(
        block.kind == "item"
        and block.mark[:1].isdigit()
        and alone
        and block is not beside[-1]
        and looks_like_heading(block.text)
    )
