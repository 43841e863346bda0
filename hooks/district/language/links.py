"""Addresses on the site: between its pages, and from outside.

A target is what follows the site's address: `plan/2024/studier/#antirasism`; the home page is "".
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from markupsafe import Markup

Linker = Callable[[str], Markup]
_ENDS_A_LINK = re.compile(r"[()<>\s\"'`\\]|&(?=#?\w+;)")


def relative(target: str, page: str) -> Markup:
    """The address of a target as seen from a page; it holds wherever the site lies."""
    path, mark, fragment = target.partition("#")
    shorter = posixpath.relpath("/" + path, "/" + page)
    slash = "/" if path.endswith("/") or not path else ""
    return Markup.escape(f"{shorter}{slash}{mark}{fragment}")


# Stands for the way to the site's first page in a text that any page may show; nobody can write it.
_HOME = "\x1a"


def from_anywhere(target: str) -> Markup:
    """The address of a target in a text that is then `placed` on a page."""
    return Markup(_HOME) + Markup.escape(target)


def placed(text: str, page: str) -> str:
    """The text with its links as they are from a page; they hold wherever the site lies."""
    return text.replace(_HOME, "../" * page.count("/") or "./")


def absolute(target: str, site_url: str) -> Markup:
    return Markup.escape(site_url + target)


def in_markdown(url: str) -> Markup:
    """A full address as a Markdown link holds it: nothing in it ends the link."""
    return Markup(_ENDS_A_LINK.sub(lambda found: quote(found[0], safe=""), url))


@dataclass(frozen=True)
class Base:
    """Where a text stands: the folder that its relative links start from, and how it links."""

    folder: str
    link: Linker

    def resolve(self, url: str) -> str:
        """A link as its author wrote it, as it must read where the text is shown.

        A full address stays; `/kalender/`, `../bild.jpg`, `brev.md` and `#rubrik` are on the site.
        """
        if urlsplit(url).scheme or url.startswith("//"):
            return url
        path, mark, fragment = url.partition("#")
        target = urljoin("/" + self.folder, path)[1:]
        if target.endswith(".md"):
            target = target.removesuffix("index.md") if target.endswith("index.md") else target[:-3] + "/"
        return self.link(target + mark + fragment).unescape()
