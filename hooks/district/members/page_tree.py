"""Convert a page to JSON, from which the script that unlocks it builds elements without parsing HTML.

Only the elements, attributes and URL schemes listed here are kept. `overrides/assets/medlem.js` has the
same lists and refuses everything else.
"""

import json
import re
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

_SVG = "svg g path rect"
_HTML = """
a abbr article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s samp section small span
strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_ATTRIBUTES = """
alt class colspan datetime dir height hidden id lang open reversed role rowspan scope start title value width
aria-current aria-describedby aria-hidden aria-label aria-labelledby
data-coming data-day data-ended data-ends data-most data-next data-when-empty
viewBox d x y fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray
"""
SVG_ELEMENTS = frozenset(_SVG.split())
ELEMENTS = SVG_ELEMENTS | frozenset(_HTML.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
# What `overrides/assets/calendar.js` shows or hides by the reader's clock.
_TIMED = frozenset(name for name in ATTRIBUTES if name.startswith("data-"))
SCHEMES = frozenset({"http", "https", "mailto", "tel", "webcal", "webcals"})
# An address that no link leads to by itself, to resolve a page's links against.
_BASE = "https://inside.invalid/"
# Presentation attributes of SVG may hold url(), which names a resource.
_SVG_VALUE = re.compile(r"[\w\s.,#%+-]*")


def encode(page: bytes, path: str) -> bytes:
    """Return the contents of a page's body as JSON: texts, and elements as `[name, attributes, *contents]`.

    A link within the site has its target's path in `to`, and an image in `file`, instead of a URL.
    """
    body = html.document_fromstring(page).find("body")
    nodes = [] if body is None else _contents(body, path)
    return json.dumps(nodes, ensure_ascii=False, separators=(",", ":")).encode()


def _contents(element: HtmlElement, path: str) -> list[object]:
    found: list[object] = [element.text or ""]
    for child in element:
        if child.tag in ELEMENTS and not _stays_hidden(child):
            found.append([child.tag, _attributes(child, path), *_contents(child, path)])
        found.append(child.tail or "")
    return [item for item in found if item != ""]


def _stays_hidden(element: HtmlElement) -> bool:
    """Return True for what is hidden until a script shows it that the members' pages do not have."""
    return "hidden" in element.attrib and not any(_TIMED & {*each.attrib} for each in element.iter("*"))


def _attributes(element: HtmlElement, path: str) -> dict[str, str]:
    # The parser writes every name in lower case.
    given = {"viewBox" if name == "viewbox" else name: value for name, value in element.attrib.items()}
    kept = {name: value for name, value in given.items() if name in ATTRIBUTES}
    if element.tag in SVG_ELEMENTS:
        return {name: value for name, value in kept.items() if _SVG_VALUE.fullmatch(value)}
    if element.tag == "a" and (url := _resolved(given.get("href"), path)):
        kept |= {"to": url.removeprefix(_BASE)} if url.startswith(_BASE) else {"href": url}
    if element.tag == "img" and (url := _resolved(given.get("src"), path)).startswith(_BASE):
        kept["file"] = url.removeprefix(_BASE)
    return kept


def _resolved(url: str | None, path: str) -> str:
    """Return an absolute URL with an allowed scheme, or "". In members' texts `/` is their home page."""
    if url is None:
        return ""
    try:
        whole = urljoin(_BASE + path, url.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES:
        return ""
    if not whole.startswith(_BASE):
        return parts.geturl()
    target = quote(unquote(parts.path))
    return _BASE + target.removeprefix("/") + (f"#{quote(unquote(parts.fragment))}" if parts.fragment else "")
