"""Read a document in Word, LibreOffice, Markdown or plain text as blocks: headings, paragraphs, items and rows."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml.etree import SubElement
from lxml.html import HtmlElement, fragment_fromstring

from district.editing.plan_text import BOLD, Block, line_block, looks_like_heading, read, tidy
from district.reading import files
from district.reading.unusable import UnusableFileError

# mammoth and odfdo are imported when they are needed: no other command reads such files.
if TYPE_CHECKING:
    from odfdo import Element

MOST_BYTES = 5_000_000
# A plan of 50 pages in Word is about 1 MB of XML, with 30,000 tags.
_MOST_XML = 4_000_000
_MOST_TAGS = 100_000
_MOST_PARTS = 2_000
_MOST_BLOCKS = 3_000
_MOST_CHARACTERS = 300_000
_LONGEST_BLOCK = 20_000
# What GitHub writes for a file that is dragged into a form: its name, and its address.
_ATTACHED = re.compile(r"\[([^\[\]\n]*)\]\((https://github\.com/user-attachments/files/\d+/[^\s()]+)\)")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name^='Quote'] => blockquote > p:fresh
p[style-name^='Intense Quote'] => blockquote > p:fresh
p[style-name^='toc'] => pre:fresh
"""
_AS_HTML = {
    **{"text:list": "ul", "text:list-item": "li", "text:table-of-content": "pre"},
    **{"table:table": "table", "table:table-row": "tr", "table:table-cell": "td"},
}


def blocks(name: str, data: bytes) -> list[Block]:
    """Return the blocks of a file by its name's ending. Raises UnusableFileError for what cannot be read."""
    kind = ending(name)
    if len(data) > MOST_BYTES:
        raise UnusableFileError("plan_too_large")
    if kind in (".md", ".txt"):
        return text_blocks(_decoded(data))
    return _limited(_archive(data, _word if kind == ".docx" else _libre_office))


def of_form(answer: str, attachment: bytes | None) -> tuple[list[Block], str, bool]:
    """Return the blocks of the answer in a form, the name of their document, and whether it is Markdown.

    The document is the file that is attached to the answer, fetched as `attachment`, or else the answer itself.
    """
    attached, pasted = _ATTACHED.search(answer), " ".join(tidy(_ATTACHED.sub("", answer)).split())
    if not attached or (pasted and not attachment):
        return text_blocks(answer), "texten i formuläret", True
    is_markdown = ending(attached[2]) == ".md"
    if not attachment:
        raise UnusableFileError("plan_not_fetched")
    rest = [Block("rest", pasted)] if pasted else []
    return blocks(attached[2], attachment) + rest, attached[1], is_markdown


def ending(name: str) -> str:
    """Return the ending of a file's name in lower case. Raises UnusableFileError if such files cannot be read."""
    found = PurePath(name).suffix.lower()
    if found not in (".docx", ".odt", ".md", ".txt"):
        raise UnusableFileError("plan_format", given=found or name)
    return found


def text_blocks(text: str) -> list[Block]:
    """Return the blocks of a text. Raises UnusableFileError if it is far longer than a plan."""
    if len(text) > _MOST_CHARACTERS:
        raise UnusableFileError("plan_too_large")
    return _limited(read(text))


def _limited(found: list[Block]) -> list[Block]:
    lengths = [len(block.text) for block in found]
    if len(found) > _MOST_BLOCKS or sum(lengths) > _MOST_CHARACTERS or max(lengths, default=0) > _LONGEST_BLOCK:
        raise UnusableFileError("plan_too_large")
    if not any(re.search(r"\w", block.text) for block in found):
        raise UnusableFileError("plan_empty")
    return found


def _decoded(data: bytes) -> str:
    try:
        return files.decoded(data)
    except UnicodeDecodeError:
        # What Notepad and old programs save.
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "replace")


def _archive(data: bytes, convert: Callable[[io.BytesIO], Iterator[Block]]) -> list[Block]:
    """Return the blocks of a ZIP file of XML, if it is small when unpacked and declares no entities."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in xml) > _MOST_XML:
                raise UnusableFileError("plan_too_large")
            # Text in UTF-16 has a zero for every other byte.
            text = b"".join(archive.read(part).replace(b"\0", b"") for part in xml)
            if b"<!ENTITY" in text:
                raise UnusableFileError("plan_broken")
            if text.count(b"<") > _MOST_TAGS:
                raise UnusableFileError("plan_too_large")
        return [*convert(io.BytesIO(data))]
    except UnusableFileError:
        raise
    # The libraries raise exceptions of any kind for a file that is broken, locked or malicious.
    except Exception as error:
        raise UnusableFileError("plan_broken") from error


def _word(file: io.BytesIO) -> Iterator[Block]:
    import mammoth

    no_pictures = mammoth.images.img_element(lambda _: {})
    html = mammoth.convert_to_html(file, style_map=_STYLES, convert_image=no_pictures).value
    yield from _html_blocks(fragment_fromstring(re.sub(r"<br ?/>", "\n", html), create_parent="div"))


def _html_blocks(parent: HtmlElement) -> Iterator[Block]:
    for element in parent:
        text = tidy(element.text_content())
        if element.tag in ("div", "ul", "ol"):
            yield from _html_blocks(element)
        elif re.fullmatch("h[1-6]", element.tag):
            yield Block("heading", " ".join(text.split()), int(element.tag[1]))
        elif element.tag == "li":
            yield from _html_item(element)
        elif element.tag == "blockquote":
            yield from (Block("quote", " ".join(tidy(part.text_content()).split())) for part in element)
        elif element.tag == "table":
            yield from _html_rows(element)
        elif element.tag == "pre":
            yield Block("rest", " ".join(" ".join(element.itertext()).split()))
        else:
            is_bold = "".join(part.text_content() for part in element.iter("strong")).strip() == text.strip()
            yield from _lines(text, is_bold)


def _html_item(element: HtmlElement) -> Iterator[Block]:
    inner = [child for child in element if child.tag in ("ul", "ol")]
    own = "".join([element.text or "", *(c.text_content() + (c.tail or "") for c in element if c not in inner)])
    if any(re.fullmatch("h[1-6]", child.tag) for child in element):
        yield from _html_blocks(element)
        return
    words, depth = " ".join(tidy(own).split()), sum(1 for _ in element.iterancestors("ul", "ol"))
    if words:
        is_note = re.match("(foot|end)note-", element.get("id", ""))
        yield Block("rest" if is_note else "item", words, depth)
    for child in inner:
        yield from _html_blocks(child)


def _html_rows(table: HtmlElement) -> Iterator[Block]:
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        # A table with one column is used as a frame.
        if len(cells) == 1:
            yield from _html_blocks(cells[0])
        else:
            told = tuple(" ".join(tidy(" ".join(cell.itertext())).split()) for cell in cells)
            yield Block("row", " ".join(told), cells=told)


def _lines(text: str, is_bold: bool = False) -> Iterator[Block]:
    """Yield each line of a paragraph, since people make lists and headings of plain lines too."""
    for line in text.splitlines():
        block = line_block(line)
        is_line = block and (block.kind == "paragraph" or block.mark[:1].isdigit())
        if is_line and is_bold and looks_like_heading(line.strip()):
            block = Block("heading", " ".join(line.split()), BOLD)
        if block:
            yield block


def _libre_office(file: io.BytesIO) -> Iterator[Block]:
    from odfdo import Document

    body, root = Document(file).body, fragment_fromstring("<div></div>")
    # An element for spaces may stand for any number of them.
    for spaces in body.get_elements("descendant::text:s"):
        spaces.set_attribute("text:c", "1")
    _add_as_html(body, root)
    yield from _html_blocks(root)


def _add_as_html(parent: "Element", into: HtmlElement) -> None:
    """Add the contents of an element in LibreOffice's format as HTML."""
    for element in parent.children:
        style = element.get_attribute_string("text:style-name") or ""
        if element.tag == "text:h":
            level = element.get_attribute_string("text:outline-level") or "1"
            SubElement(into, f"h{min(int(level), 6)}").text = element.inner_text
        elif element.tag == "text:p":
            within = SubElement(into, "blockquote") if style.startswith("Quot") else into
            SubElement(within, "h1" if style == "Title" else "p").text = element.inner_text
        else:
            _add_as_html(element, SubElement(into, _AS_HTML[element.tag]) if element.tag in _AS_HTML else into)
