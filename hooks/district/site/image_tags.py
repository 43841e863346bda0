"""Pictures on a finished page: room is kept for each before it has come, and only what is near is fetched."""

import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import unquote, urljoin

# No attribute holds a bare ">": neither Markdown nor a template lets it through.
_IMAGE = re.compile(r"<img\b[^>]*?(?=\s*/?>)")
# A chapter's heading is Markdown still where an engine is to read it.
_BEFORE = re.compile(r"<(?:img|h2)\b|^## ", re.MULTILINE)
_SOURCE = re.compile(r'\bsrc="([^"]*)"')
Sizes = Mapping[str, tuple[int, int]]


def framed(html: str, page: str, sizes: Sizes) -> str:
    """The page, where every picture has its size by `sizes`, and waits for the reader if it is further down."""

    def frame(image: re.Match[str]) -> str:
        source = _SOURCE.search(image[0])
        size = sizes.get(_path(source[1], page)) if source else None
        known = f' width="{size[0]}" height="{size[1]}"' if size else ""
        return f"{image[0]}{known}" if _is_seen_at_once(html, image.start()) else f'{image[0]}{known} loading="lazy"'

    return _IMAGE.sub(frame, html)


def _path(source: str, page: str) -> str:
    """A picture's address on its page as its path on the site."""
    return unquote(urljoin(f"/{page}", unescape(source)))[1:]


def _is_seen_at_once(html: str, start: int) -> bool:
    """Whether it is the page's first picture, and comes before the first chapter."""
    return not _BEFORE.search(html, 0, start)
