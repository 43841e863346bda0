"""Check the links of a built site: `python links.py site` those inside it, with `--out` those to other hosts."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

from lxml import html

# Statuses of hosts that refuse programs: the link works for people.
_REFUSING = frozenset({401, 403, 405, 406, 429, 451, 999})
_HEAD = "## Länkar som inte längre fungerar\n\nRätta dem eller ta bort dem; pennan överst på sidan öppnar filen.\n\n"


@dataclass(frozen=True)
class Pages:
    """The pages of a built site, by their addresses below the site's."""

    folder: Path

    @cached_property
    def all(self) -> Mapping[str, html.HtmlElement]:
        paths = sorted(self.folder.rglob("*.html"))
        names = (path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in paths)
        return {name: html.document_fromstring(path.read_bytes()) for name, path in zip(names, paths, strict=True)}

    @cached_property
    def url(self) -> str:
        """The site's own address, from the canonical link of its home page."""
        (home,) = self.all[""].xpath("//link[@rel='canonical']/@href")
        return str(home)

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield each page's address with the absolute address of each of its links."""
        for address, page in self.all.items():
            for link in page.xpath("//@href | //@src"):
                yield address, urljoin(urljoin(self.url, address), link)

    def links_of_files(self) -> Iterator[tuple[str, str]]:
        """Yield each feed, calendar, list of feeds and sitemap with the addresses of the site that it names.

        Some stand in escaped HTML inside XML, some in folded lines (RFC 5545 3.1).
        """
        named = re.compile(re.escape(self.url) + r"[^\s<>\"']*")
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in (".xml", ".opml", ".ics"):
                text = path.read_bytes().decode().replace("\r\n ", "").replace("\\n", "\n").replace("\\", "")
                for link in named.findall(unescape(unescape(text))):
                    yield path.relative_to(self.folder).as_posix(), link.rstrip(".,;:)")

    def has(self, link: str) -> bool:
        """True if a link into the site leads to a file, and its fragment to an element of the page."""
        target, fragment = urldefrag(link)
        path = unquote(target.removeprefix(self.url).partition("?")[0])
        if path == "medlem/" and path not in self.all and os.environ.get("LOCKED_PAGES"):
            return True  # another job seals the member pages into the site
        if path == "" or path.endswith("/"):
            return path in self.all and (not fragment or self._leads_on(path, fragment))
        return (self.folder / path).is_file() and (not fragment or bool(self._ids(path, unquote(fragment))))

    def _leads_on(self, path: str, fragment: str) -> bool:
        """True if a page has the fragment, or redirects to one that has it as `redirect.js` follows it."""
        if self._ids(path, unquote(fragment)):
            return True
        if not self.all[path].xpath("//meta[@http-equiv='refresh']"):
            return False
        (target,) = self.all[path].xpath("//link[@rel='canonical']/@href")
        followed = f"{target}-{fragment}" if "#" in target else f"{target}#{fragment}"
        return self.has(urljoin(self.url + path, followed))

    def _ids(self, path: str, fragment: str) -> list[html.HtmlElement]:
        return list(self.all[path].xpath("//*[@id=$id]", id=fragment)) if path in self.all else []


def broken(pages: Pages) -> list[str]:
    """Return every broken link inside the site as `page → target`."""
    links = chain(pages.links(), pages.links_of_files())
    inside = ((page, link) for page, link in links if link.startswith(pages.url))
    return sorted({f"/{page} → {link.removeprefix(pages.url)}" for page, link in inside if not pages.has(link)})


def outward(pages: Pages) -> Mapping[str, list[str]]:
    """Return the links to other hosts, with the pages that have them."""
    found: dict[str, list[str]] = {}
    for page, link in pages.links():
        target = urldefrag(link)[0]
        if urlsplit(target).scheme in ("http", "https") and not target.startswith(pages.url):
            found.setdefault(target, []).append(page)
    return found


def ask(url: str, *, tries: int = 3, pause: float = 20) -> str:
    """Request an address on another host; return what is wrong in Swedish, or "" if nothing is."""
    wrong = ""
    for attempt in range(tries):
        time.sleep(pause * attempt)
        try:
            with urlopen(Request(url, headers={"User-Agent": "lankkoll"}), timeout=30):  # noqa: S310
                return ""
        except HTTPError as error:
            if error.code in _REFUSING:
                return ""
            wrong = f"svarar {error.code}"
            if error.code in (404, 410):
                return wrong
        except (OSError, HTTPException, ValueError):
            wrong = "svarar inte"
    return wrong


def markdown(found: Mapping[str, list[str]], check: Callable[[str], str] = ask) -> str:
    """Return the text of the issue about broken links to other hosts; "" if there are none."""
    rows = [(url, wrong, pages) for url, pages in sorted(found.items()) if (wrong := check(url))]
    rows_as_text = "".join(
        f"- `{url}` {wrong}, på {', '.join(f'`/{p}`' for p in dict.fromkeys(pages))}\n" for url, wrong, pages in rows
    )
    return _HEAD + rows_as_text if rows else ""


def main(arguments: list[str]) -> int:
    pages = Pages(Path(arguments[-1]))
    if "--out" in arguments:
        sys.stdout.write(markdown(outward(pages)))
        return 0
    dead = broken(pages)
    sys.stderr.write("".join(f"{each}\n" for each in dead))
    sys.stdout.write(f"{len(dead)} länkar leder ingenstans.\n" if dead else "Alla länkar på sajten leder rätt.\n")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
