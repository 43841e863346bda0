"""Add width, height and lazy loading to the `<img>` tags of a page."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote, urljoin

# Neither Markdown nor a template lets a bare ">" into an attribute.
_IMAGE = re.compile(r"<img\b[^>]*?(?=\s*/?>)")
# In exported pages, headings are still Markdown.
_BEFORE = re.compile(r"<(?:img|h2)\b|^## ", re.MULTILINE)
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
Sizes = Mapping[str, tuple[int, int]]


def framed(html: str, page: str, sizes: Sizes) -> str:
    """Return the page with the size of each known picture, and `loading="lazy"` on all but a first one at the top."""

    def frame(image: re.Match[str]) -> str:
        source = _SOURCE.search(image[0])
        size = sizes.get(_path(source[1], page)) if source else None
        known = f' width="{size[0]}" height="{size[1]}"' if size else ""
        # The first picture, if it comes before the first chapter, is visible at once.
        is_first = not _BEFORE.search(html, 0, image.start())
        return f"{image[0]}{known}" if is_first else f'{image[0]}{known} loading="lazy"'

    return _IMAGE.sub(frame, html)


def _path(source: str, page: str) -> str:
    """Return the path on the site of a picture's URL on a page."""
    return unquote(urljoin(f"/{page}", unescape(source)))[1:]
