"""People's Markdown as HTML: one dialect, the same on page, in feed and in mail, and each text read once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from district.language import headings
from district.language.headings import Ids
from district.language.links import Base
from district.model.digest import digest
from district.model.store import Store

DONE, NOT_DONE = "☑", "☐"
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# The schemes that links may have, and what must follow the colon.
_HOST = re.compile(r"//[^/?#\s]")
_SAFE_SCHEMES = {
    "http": _HOST,
    "https": _HOST,
    "mailto": re.compile(r"[^@\s]+@[^@\s]+\.\w"),
    "tel": re.compile(r"\+?[\d ().-]*\d\s*$"),
}
# Placeholder for an address, until it is known where the text is shown. Texts cannot contain ESC.
MARK = "\x1b{}\x1b"
_MARKED = re.compile(' (href|src)="\x1b(\\d+)\x1b"')
# What the dialect makes, and never a text, since raw HTML is text.
_TABLE = re.compile("<table>.*?</table>", re.DOTALL)
_SCROLLED = '<div class="scrolled" role="region" aria-label="Tabell {}" tabindex="0">{}</div>'
_BOX = re.compile(f'(<li class="task">(?:\\s*<p>)?)([{DONE}{NOT_DONE}])')
_STATES = {DONE: "Klart", NOT_DONE: "Inte klart"}
_NOTE_ID = re.compile(' id="fn[^"]*"')


@dataclass(frozen=True)
class Address:
    """What a text links to or, as an image, shows; `alt` is the image's."""

    url: str
    is_image: bool = False
    alt: str = ""

    @property
    def scheme(self) -> str:
        """http, mailto …, or "" where the address has none."""
        scheme = _SCHEME.match(self.url)
        return scheme[1] if scheme else ""

    @property
    def is_safe(self) -> bool:
        return not self.scheme or self.scheme.lower() in _SAFE_SCHEMES

    @property
    def is_whole(self) -> bool:
        """False for `http:host`, `mailto:` without an address and `tel:` without a number."""
        form = _SAFE_SCHEMES.get(self.scheme.lower())
        return form is None or form.match(self.url.partition(":")[2]) is not None


@dataclass(frozen=True)
class Reading:
    """A text as it was read: its HTML with marks for its addresses, and what can be wrong in it.

    `raw_html` is what of it is HTML, which is shown as text; `depth` is how deep it is nested,
    and `words` what is shown outside code.
    """

    html: str
    addresses: tuple[Address, ...] = ()
    raw_html: tuple[str, ...] = ()
    depth: int = 1
    words: str = ""


# A text is checked, and then shown on its page, in feeds and in a mail.
@lru_cache(maxsize=2_000)
def read(text: str, store: Store | None = None) -> Reading:
    """Return the text as HTML in which raw HTML is text, or nothing of great depth if it is too deep to parse.

    The store has the readings of earlier runs.
    """
    return store.found("markdown", digest([text]), lambda: _read(text)) if store else _read(text)


def _read(text: str) -> Reading:
    # Python-Markdown and its extensions take as long to load as an edit's other work on texts.
    from district.language import markdown_engine

    return markdown_engine.read(text)


def keep(text: str, store: Store) -> None:
    """Keep in the store what an earlier run has read, for the next."""
    store.get("markdown", digest([text]))


def page(text: str) -> str:
    """Return a page's template in Markdown, filled in, as HTML; its raw HTML is HTML."""
    from district.language import markdown_engine

    return markdown_engine.page(text)


def html(text: str, base: Base, *, level: int = 2, ids: Ids | None = None, store: Store | None = None) -> Markup:
    """The text as HTML whose first headings are of `level`, with the next of a page's `ids`; links start at `base`.

    An address that would run something is left out.
    """
    reading = read(text, store)

    def attribute(mark: re.Match[str]) -> str:
        address = reading.addresses[int(mark[2])]
        return f' {mark[1]}="{escape(base.resolve(address.url))}"' if address.is_safe else ""

    fitted = headings.fitted(reading.html, level, ids)
    adapted = _on_page(fitted, ids) if ids else _elsewhere(fitted, base.own)
    return Markup(_MARKED.sub(attribute, adapted))


def _on_page(html: str, ids: Ids) -> str:
    """Name the task boxes for those who hear them, and let tables scroll that are wider than the page."""
    html = _TABLE.sub(lambda table: _SCROLLED.format(ids.table(), table[0]), html) if "<table" in html else html
    return _BOX.sub(lambda box: f'{box[1]}<span role="img" aria-label="{_STATES[box[2]]}">{box[2]}</span>', html)


def _elsewhere(html: str, own: str) -> str:
    """Lead to the footnotes on the text's page, since ids are for pages only."""
    return _NOTE_ID.sub("", html).replace(' href="#fn', f' href="{escape(own)}#fn') if "footnote" in html else html
