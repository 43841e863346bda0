"""Links of a built site: `python tests/links.py site` follows those inside it, `--out` asks other hosts."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

from lxml import html

# Hosts that turn programs away are not broken for people.
_SHY = frozenset({401, 403, 405, 406, 429, 451, 999})
_HEAD = "## Länkar som inte längre fungerar\n\nRätta dem eller ta bort dem; pennan överst på sidan öppnar filen.\n\n"


@dataclass(frozen=True)
class Pages:
    """A built site's pages by their addresses below the site's."""

    folder: Path

    @cached_property
    def all(self) -> Mapping[str, html.HtmlElement]:
        paths = sorted(self.folder.rglob("*.html"))
        names = (path.relative_to(self.folder).as_posix().removesuffix("index.html") for path in paths)
        return {name: html.document_fromstring(path.read_bytes()) for name, path in zip(names, paths, strict=True)}

    @cached_property
    def url(self) -> str:
        """Where the site says that it is."""
        (home,) = self.all[""].xpath("//link[@rel='canonical']/@href")
        return str(home)

    def links(self) -> Iterator[tuple[str, str]]:
        """Each page's address and where it leads, whole."""
        for address, page in self.all.items():
            for link in page.xpath("//@href | //@src"):
                yield address, urljoin(urljoin(self.url, address), link)

    def has(self, link: str) -> bool:
        """Whether a link into the site leads to a page, and to the place on it that it names."""
        target, fragment = urldefrag(link)
        path = unquote(target.removeprefix(self.url).partition("?")[0])
        if path == "" or path.endswith("/"):
            return path in self.all and (not fragment or bool(self._ids(path, unquote(fragment))))
        return (self.folder / path).is_file() and (not fragment or bool(self._ids(path, unquote(fragment))))

    def _ids(self, path: str, fragment: str) -> list[html.HtmlElement]:
        return list(self.all[path].xpath("//*[@id=$id]", id=fragment)) if path in self.all else []


def broken(pages: Pages) -> list[str]:
    """Every link inside the site that leads nowhere: `page → target`."""
    inside = ((page, link) for page, link in pages.links() if link.startswith(pages.url))
    return sorted({f"/{page} → {link.removeprefix(pages.url)}" for page, link in inside if not pages.has(link)})


def outward(pages: Pages) -> Mapping[str, list[str]]:
    """Where the site leads away to, and from which pages."""
    found: dict[str, list[str]] = {}
    for page, link in pages.links():
        target = urldefrag(link)[0]
        if urlsplit(target).scheme in ("http", "https") and not target.startswith(pages.url):
            found.setdefault(target, []).append(page)
    return found


def ask(url: str, *, tries: int = 3, pause: float = 20) -> str:
    """What is wrong with an address on another host, or "" for nothing."""
    wrong = ""
    for attempt in range(tries):
        time.sleep(pause * attempt)
        try:
            with urlopen(Request(url, headers={"User-Agent": "lankkoll"}), timeout=30):  # noqa: S310
                return ""
        except HTTPError as error:
            if error.code in _SHY:
                return ""
            wrong = f"svarar {error.code}"
            if error.code in (404, 410):
                return wrong
        except (OSError, HTTPException, ValueError):
            wrong = "svarar inte"
    return wrong


def markdown(found: Mapping[str, list[str]], asked: Callable[[str], str] = ask) -> str:
    """The issue about links out that do not work; "" when all do."""
    rows = [(url, wrong, pages) for url, pages in sorted(found.items()) if (wrong := asked(url))]
    told = "".join(
        f"- `{url}` {wrong}, på {', '.join(f'`/{p}`' for p in dict.fromkeys(pages))}\n" for url, wrong, pages in rows
    )
    return _HEAD + told if rows else ""


def main(arguments: list[str]) -> int:
    pages = Pages(Path(arguments[-1]))
    if "--out" in arguments:
        sys.stdout.write(markdown(outward(pages)))
        return 0
    nowhere = broken(pages)
    sys.stderr.write("".join(f"{each}\n" for each in nowhere))
    sys.stdout.write(f"{len(nowhere)} länkar leder ingenstans.\n" if nowhere else "Alla länkar på sajten leder rätt.\n")
    return 1 if nowhere else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
