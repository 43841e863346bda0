"""Markdown as GitHub's preview shows it: the extensions of Python-Markdown that all texts are read with."""

import re
from string import punctuation
from typing import Any
from xml.etree.ElementTree import Element
from zlib import crc32

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import AutolinkInlineProcessor, InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

from district.language.markdown import DONE, NOT_DONE
from district.language.markdown_lists import Lists

# With their settings. The order counts where two change the same part.
_EXTENSIONS: dict[str, dict[str, bool | str]] = {
    "tables": {},
    "sane_lists": {},
    "pymdownx.highlight": {"use_pygments": False, "css_class": ""},
    "pymdownx.superfences": {},
    "pymdownx.saneheaders": {},
    "pymdownx.betterem": {},
    "pymdownx.magiclink": {},
    "pymdownx.tilde": {"no_space": False, "punctuation": True},
}
_COMMENT = re.compile(r"(?:^|\n) {0,3}<!--")
_HTML = r"<!--.*?-->|</?[A-Za-z][^<>]*>|<[A-Za-z][\w-]*\s+[\w-]+\s*=|<!--|<[!?][A-Za-z][^<>]*>"
# How Python-Markdown keeps a character after a backslash until the end.
ESCAPED = re.compile("\x02(\\d+)\x03")
_TASK = re.compile(r"\[([ xX])\]\s+")


class Dialect(Extension):
    """What Markdown means on this site."""

    def __init__(self) -> None:
        super().__init__()
        # The place marker is one that no text has.
        self._footnotes = FootnoteExtension(
            PLACE_MARKER="\x1b",
            BACKLINK_TEXT="↩ Tillbaka",
            BACKLINK_TITLE="Till not {} i texten",
            USE_DEFINITION_ORDER=False,
        )

    def convert(self, md: Markdown, text: str) -> str:
        """Return a text as HTML; the ids of its footnotes are unlike those of any other text."""
        md.reset()
        self._footnotes.setConfig("SEPARATOR", f":{crc32(text.encode())}:")
        self._html.found = []
        return md.convert(text)

    @property
    def raw_html(self) -> tuple[str, ...]:
        """The HTML in the text that was last converted. It is shown as text."""
        return tuple(self._html.found)

    def extendMarkdown(self, md: Markdown) -> None:
        # A backslash makes any mark plain, `\<` too.
        md.ESCAPED_CHARS = [*punctuation]
        md.registerExtensions([*_EXTENSIONS, self._footnotes], _EXTENSIONS)
        md.preprocessors.deregister("html_block")
        # After fenced code (25), which must keep its lines as they are.
        md.preprocessors.register(Lists(md), "lists", 22)
        # After indented code (80) and before everything else.
        md.parser.blockprocessors.register(_Comments(md.parser), "comments", 78)
        # Python-Markdown has <https://…> alone.
        md.inlinePatterns.register(AutolinkInlineProcessor(r"<(tel:[^<>]+)>", md), "telephone", 115)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n|<br\s*/?>", "br"), "break", 95)
        self._html = _Html(_HTML, md)
        md.inlinePatterns.register(self._html, "html", 90)
        # After inline (20).
        md.treeprocessors.register(_Adapted(md, self._footnotes), "adapted", 8)


class _Comments(BlockProcessor):
    """Leave out comments that begin a line, with all their paragraphs."""

    def test(self, parent: Element, block: str) -> bool:
        return _COMMENT.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        begin = _COMMENT.search(blocks[0])
        text = "\n\n".join(blocks)
        if not begin or (end := text.find("-->", begin.end())) < 0:
            return False
        before, blocks[:] = text[: begin.start()], text[end + len("-->") :].split("\n\n")
        self.parser.parseBlocks(parent, [before])
        return None


class _Html(InlineProcessor):
    """Leave out comments within a paragraph, and show other HTML as text and keep it in `found`."""

    found: list[str]

    # The stub asks for the type of the old patterns too.
    def handleMatch(self, m: re.Match[str], data: str = "") -> Any:
        if m[0].endswith("-->"):
            return "", m.start(0), m.end(0)
        self.found.append(ESCAPED.sub(lambda code: chr(int(code[1])), self.unescape(m[0])))
        return m[0], m.start(0), m.end(0)


class _Adapted(Treeprocessor):
    """Adapt what the extensions make to what pages, feeds and mails can show."""

    def __init__(self, md: Markdown, footnotes: FootnoteExtension) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, root: Element) -> None:
        if self._footnotes.footnotes:
            self._leave_out_unused(root)
        for element in root.iter():
            if element.tag in ("th", "td"):
                # The site's policy allows no style attributes.
                if style := element.attrib.pop("style", ""):
                    element.set("class", style.removeprefix("text-align: ").rstrip(";"))
            elif element.tag == "sub":
                # pymdownx.tilde's for one tilde; GitHub's preview strikes through.
                element.tag = "del"
            elif element.tag == "li":
                _mark(element)

    def _leave_out_unused(self, root: Element) -> None:
        """Leave out the footnotes that the text does not refer to, which come last."""
        used = len(self._footnotes.footnote_order)
        notes = root[-1][-1]
        notes[:] = notes[:used]
        if not used:
            root.remove(root[-1])


def _mark(item: Element) -> None:
    """Show an item's task box as a character, since neither mails nor feeds have forms."""
    words = item[0] if len(item) and not (item.text or "").strip() and item[0].tag == "p" else item
    if task := _TASK.match(words.text or ""):
        words.text = f"{NOT_DONE if task[1] == ' ' else DONE} {(words.text or '')[task.end() :]}"
        item.set("class", "task")
