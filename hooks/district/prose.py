"""People's Markdown as HTML: one dialect, the same on page, in feed and in mail."""

import re
from string import punctuation
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from district import swedish
from district.address import Base
from district.lists import Lists

_SAFE_SCHEME = re.compile(r"(https?|mailto|tel):|(?![a-z][a-z0-9+.-]*:)", re.IGNORECASE)


class Dialect(Extension):
    """What Markdown means on this site: the core's prose and the engine's pages use the same."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtensions(["tables", "sane_lists", "fenced_code"], {})
        # A backslash makes any mark plain, `\<` too, as in GitHub's preview.
        md.ESCAPED_CHARS = [*punctuation]
        # After fenced code (25), which must keep its lines as they are.
        md.preprocessors.register(Lists(md), "lists", 22)
        # After inline (20), and before the engine's own.
        md.treeprocessors.register(_Alignment(md), "alignment", 8)


def makeExtension(**settings: object) -> Dialect:
    """How Python-Markdown finds the dialect by this module's name."""
    return Dialect(**settings)


class _Alignment(Treeprocessor):
    """A table cell's alignment as a class, since the site's policy allows no style attributes."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td") and (style := cell.attrib.pop("style", "")):
                cell.set("class", style.removeprefix("text-align: ").rstrip(";"))


class _Fitting(Treeprocessor):
    """Fits a text into its page: headings below the page's own, links from where it is shown."""

    base: Base
    level: int
    ids: bool

    def run(self, root: Element) -> None:
        self.fit_headings([el for el in root.iter() if re.fullmatch("h[1-6]", el.tag)])
        for element in root.iter():
            for name in ("href", "src"):
                if url := element.get(name):
                    self.fit_link(element, name, url)
            if element.tag == "img":
                element.set("loading", "lazy")

    def fit_headings(self, headings: list[Element]) -> None:
        """The first level becomes the page's next, and no level is skipped."""
        above: list[int] = []
        taken: dict[str, int] = {}
        for heading in headings:
            own = int(heading.tag[1])
            above = [level for level in above if level < own] + [own]
            heading.tag = f"h{min(self.level + len(above) - 1, 6)}"
            if self.ids:
                name = swedish.slug("".join(heading.itertext())) or "avsnitt"
                taken[name] = taken.get(name, 0) + 1
                heading.set("id", name if taken[name] == 1 else f"{name}-{taken[name]}")

    def fit_link(self, element: Element, name: str, url: str) -> None:
        # Python-Markdown hides the letters of <me@example.org>; those are addresses as they are.
        if "\x02" in url:
            return
        if _SAFE_SCHEME.match(url.strip()):
            element.set(name, self.base.resolve(url))
        else:
            del element.attrib[name]


# Letters, digits and marks that mean nothing in Markdown or HTML, and nothing that begins a line but a letter.
_LINE = r"[^\W\d_](?:[^\W_]|[ .,;:?!()/–—…’”“\"'%§€-])*(?<! )"
_SENTENCES = re.compile(rf"{_LINE}(?:\n+{_LINE})*\n*")


def is_plain(text: str) -> bool:
    """Whether the text is nothing but sentences, as most are: no mark in it is Markdown."""
    return _SENTENCES.fullmatch(text) is not None


def _paragraphs(text: str) -> str:
    return "\n".join(f"<p>{lines}</p>" for lines in re.split(r"\n{2,}", text.strip("\n")))


class Prose:
    """One Markdown engine for all texts of a build; raw HTML in a text is shown as text."""

    def __init__(self) -> None:
        self._fitting = _Fitting()
        self._markdown = Markdown(extensions=[Dialect()], output_format="html")
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        # Below inline (20), which makes the links, and above unescape (0).
        self._markdown.treeprocessors.register(self._fitting, "fitting", 5)

    def html(self, text: str, base: Base, *, level: int = 2, ids: bool = False) -> Markup:
        """The text as HTML whose first headings are of `level`, with `id`s if asked for."""
        if is_plain(text):
            return Markup(_paragraphs(text))
        self._fitting.base, self._fitting.level, self._fitting.ids = base, level, ids
        return Markup(self._markdown.reset().convert(text))
