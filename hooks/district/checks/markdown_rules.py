"""Check the Markdown of all records and pages: its links and images exist, and it contains nothing unsafe."""

import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import islice
from urllib.parse import unquote

from district.checks import markdown_forms as forms
from district.checks import raw_html
from district.checks.problem import MOST_IN_A_FILE, Finding
from district.checks.texts import Text, links, texts
from district.language import headings, markdown, suggestions, swedish
from district.language.headings import Ids
from district.language.markdown import Address, Reading
from district.library.addresses import THEME_IDS, claims, old_addresses, own_ids, target
from district.library.library import Library

_DEEPEST = 50
# What a text must contain for a rule to apply: a bracket of a link, an image or raw HTML; an ftp address, the only
# kind of bare address that is refused; or marks that nest deeply. Parsing is slow, and most texts have none of these.
_SUSPECT = re.compile(
    r"[\[<]|[Ff][Tt][Pp]:|\*\*|^[\s>*+\d.)-]{50}|^ *(?:[•·●▪◦]|[-–—*\d.)]+[^\W\d]|[–—] )", re.MULTILINE
)
_BRACKETS = re.compile(r"[\[(!]{20,}|(?:\[[^\[\]()]*\]\(){2,}")
_MARKS = re.compile(r"(?:[\s>*+-]|\d+[.)])*")


@dataclass(frozen=True)
class _Known:
    """The addresses that links may lead to, of all days and of today, and the library with its texts."""

    pages: Collection[str]
    pages_today: Collection[str]
    library: Library
    texts: Sequence[Text]
    _ids: dict[str, frozenset[str]] = field(default_factory=dict, init=False)

    @cached_property
    def _moved(self) -> dict[str, str]:
        return {claim.address: now for claim, now in old_addresses(self.library)}

    def ids(self, address: str) -> frozenset[str]:
        """Return the ids on a page that links may use; for an old address, those of the page that it redirects to.

        Headings get their ids in the order of the page's texts. Areas used to have pages of their own, where the ids
        of goals did not begin with the area's.
        """
        page, _, area = self._moved.get(address, address).partition("#")
        if area:
            return frozenset(name.removeprefix(f"{area}-") for name in self.ids(page) if name.startswith(f"{area}-"))
        if page not in self._ids:
            own = self.library.once(own_ids).get(page, frozenset())
            ids = Ids(THEME_IDS | own)
            shown = (markdown.read(text.text, self.library.store).html for text in self.texts if text.page == page)
            self._ids[page] = own.union(*[headings.found(html, ids) for html in shown])
        return self._ids[page]

    def opens(self, address: str) -> date:
        """Return the day from which the site has a page at an address that it does not have today."""
        days = sorted({record.published for record in self.library.records})
        return next(day for day in days if address in _addresses(self.library.as_of(day)))


def markdown_is_valid(library: Library, today: date) -> Iterator[Finding]:
    """Report unsafe Markdown, and links and images that do not exist, or not yet."""
    pages, now, all_texts = _addresses(library), library.as_of(today), tuple(texts(library))
    pages_today = pages if now is library else _addresses(now)
    known = _Known(pages, pages_today, library, all_texts)
    for text in all_texts:
        if not _SUSPECT.search(text.text):
            markdown.keep(text.text, library.store)
            continue
        reading = markdown.read(text.text, library.store)
        yield from islice(_flaws(reading, text), MOST_IN_A_FILE + 1)
        wrong = (finding for address in reading.addresses for finding in _wrong(address, text, known))
        yield from islice(wrong, MOST_IN_A_FILE + 1)
    for link in links(library):
        yield from _missing(Address(link.text), ("", 0), link, known)


def _addresses(library: Library) -> Collection[str]:
    return {claim.address for claim in claims(library) if not claim.passes}


def _flaws(reading: Reading, text: Text) -> Iterator[Finding]:
    """Report what is wrong with a text in itself."""
    if reading.depth == sys.maxsize and _BRACKETS.search(text.text):
        yield text.finding((_BRACKETS.findall(text.text)[0], 0), "markdown_brackets")
    elif reading.depth == sys.maxsize and text.text.count("<!--") > text.text.count("-->") + _DEEPEST:
        closed = text.text.count("<!--", 0, text.text.rfind("-->") + 1)
        yield text.finding(("<!--", closed), "comment_open", given="<!--", instead="")
    elif reading.depth > _DEEPEST:
        deepest = max(text.text.split("\n"), key=lambda line: len(_MARKS.match(line)[0]))  # type: ignore[index]
        yield text.finding((deepest, 0), "markdown_deep")
    for kind, part, context in forms.unintended(text.text, reading.words):
        where = text.find(part)
        # A mark after a backslash is meant as a plain character.
        if not where[0].startswith("\\"):
            yield text.finding(where, kind, **context)
    for raw, instead in raw_html.advised(reading.raw_html):
        kind = "comment_open" if raw == "<!--" else "raw_html"
        yield text.finding(text.find_html(raw), kind, given=raw, instead=instead)


def _wrong(address: Address, text: Text, known: _Known) -> Iterator[Finding]:
    where = text.find(address.url)
    if not address.url.strip():
        yield text.finding(text.find("]()"), "link_empty")
    elif not address.is_safe:
        yield text.finding(where, "unsafe_link", given=f"{address.scheme}:")
    elif not address.is_whole or (address.scheme.lower() in ("http", "https") and " " in address.url.strip()):
        yield text.finding(where, "link_form", given=address.url, right=_right(address))
    else:
        yield from _missing(address, where, text, known)
    if address.is_image and not address.alt:
        yield text.finding(where, "image_without_alt", file=address.url)


def _right(address: Address) -> str:
    """Return what to write instead of an address that is not whole."""
    scheme, _, rest = address.url.strip().partition(":")
    if scheme.lower() in ("mailto", "tel"):
        return {"mailto": "mailto:namn@exempel.se", "tel": "tel:033123456"}[scheme.lower()]
    return f"https://{rest.lstrip('/').replace(' ', '%20') or 'exempel.se'}"


def _missing(address: Address, where: tuple[str, int], text: Text, known: _Known) -> Iterator[Finding]:
    library = known.library
    # A link to the site may have its whole address.
    is_own = library.site_url.strip("/") and address.url.startswith(library.site_url)
    url = f"/{address.url.removeprefix(library.site_url)}" if is_own else address.url
    there = text.page if url.startswith("#") else target(url, text.folder, text.page_folder, library.media)
    among = library.media if address.is_image else known.pages
    if there is None:
        if address.is_image:
            yield text.finding(where, "image_elsewhere", given=url, folder=library.docs)
    elif there.startswith(tuple(library.unread)):
        return
    elif there in known.pages and there not in known.pages_today and (day := known.opens(there)) > text.published:
        yield text.finding(where, "not_yet_published", what="Sidan", given=url, day=swedish.short_day(day))
    elif there in among:
        if there not in library.media:
            yield from _missing_heading(url, where, text, known.ids(there))
    elif address.is_image:
        nearest = partial(suggestions.file, there, among, library.docs)
        yield text.finding(where, "image_missing", given=url, nearest=nearest, folder=library.docs)
    else:
        yield text.finding(where, "link_missing", given=url, nearest=partial(suggestions.link, url, there, among))


def _missing_heading(url: str, where: tuple[str, int], text: Text, ids: Collection[str]) -> Iterator[Finding]:
    fragment = unquote(url.partition("#")[2])
    # An empty fragment and "top" lead to the top of every page (HTML, 7.4.6.4).
    if fragment not in ("", "top", *ids):
        nearest = suggestions.nearest(f"#{fragment}", [f"#{name}" for name in ids]) if ids else ""
        yield text.finding(where, "heading_missing", given=url, nearest=nearest or "Länka till sidan utan #.")
