"""Links to addresses on the site, from its pages and from outside.

A target is an address relative to the site's: `plan/2024/studier/#antirasism`. The home page is "".
"""

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup

from district.library.addresses import target

Link = Callable[[str], Markup]
_IN_FRAGMENT = "/?:@!$&'()*+,;="  # RFC 3986, 3.5
_ENDS_A_LINK = re.compile(r"[()<>\s\"'`\\]|&(?=#?\w+;)")


def relative(target: str, page: str) -> Markup:
    """Return the relative link from a page to a target."""
    path, mark, fragment = target.partition("#")
    shorter = posixpath.relpath("/" + path, "/" + page)
    slash = "/" if path.endswith("/") or not path else ""
    return Markup.escape(f"{shorter}{slash}{mark}{fragment}")


# Placeholder for the relative link to the home page, in a text shown on several pages. It is a control character,
# which `yaml_source.invisible` rejects in all files.
_HOME = "\x1a"


def from_anywhere(target: str) -> Markup:
    """Return a link to a target for a text that `placed` completes once the page is known."""
    return Markup(_HOME) + Markup.escape(target)


def placed(text: str, root: str) -> str:
    """Return the text with its links starting at `root`, the way to the home page."""
    return text.replace(_HOME, root)


def absolute(target: str, site_url: str) -> Markup:
    """Return the full address of a target. `site_url` ends with a slash."""
    return Markup.escape(site_url + target)


def is_local(site_url: str) -> bool:
    """Return whether the site's address exists only on the machine that builds it."""
    return urlsplit(site_url).hostname in ("localhost", "127.0.0.1", "::1", None)


def titled(title: str, site_url: str) -> str:
    """Return a title of what is read elsewhere, marked as a trial if its links lead to the machine that made it."""
    return f"Prov: {title}" if is_local(site_url) else title


def in_markdown(url: str) -> Markup:
    """Return a full address with the characters that would end a Markdown link percent-encoded."""
    return Markup(_ENDS_A_LINK.sub(lambda found: quote(found[0], safe=""), url))


@dataclass(frozen=True)
class Base:
    """Where a text is shown: the folder of its file, its page if that has another address, and how to link.

    `own` is the address of the text's page, or "" if the text is shown there. `files` are those below the docs folder.
    """

    folder: str
    link: Link
    page: str | None = None
    own: str = ""
    files: Collection[str] = ()

    def resolve(self, url: str) -> str:
        """Return a link that an author wrote as it must read where the text is shown.

        `/kalender/`, `../bild.jpg`, `brev.md` and `#rubrik` are on the site. `//host` is https, since mails and
        feeds have no scheme to inherit.
        """
        if url.startswith("//"):
            return f"https:{url}"
        if scheme := urlsplit(url).scheme:
            rest = url.partition(":")[2]
            return f"{scheme}:{''.join(rest.split()) if scheme == 'tel' else rest}"
        path, mark, fragment = url.partition("#")
        # Ids may have any letter, and addresses have ASCII letters only.
        end = mark + quote(unquote(fragment), safe=_IN_FRAGMENT)
        address = target(url, self.folder, self.page, self.files)
        return self.own + path + end if address is None else self.link(address + end).unescape()
