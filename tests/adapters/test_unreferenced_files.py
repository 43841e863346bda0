"""Every file of a built site is linked from something."""

import re
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html

from sites import Site

# Files that need no link: the home page, the page for a missing one, and what robots request.
ROOTS = ("index.html", "404.html", "robots.txt")


# Files at documented addresses that no page needs to link to, files that the search or an old address loads, licences.
DOCUMENTED = (
    "nyhetsbrev/*/*/mejl.*",
    "kalender/*/*/handelse.ics",
    "sok/*.json",
    "assets/redirect.js",
    "assets/*-OFL.txt",
)


_IN_CODE = re.compile(r"""\b(?:import\(|from )"([^"]+)"|\burl\(["']?([^"')]+)""")


def references(site: Site, path: str) -> set[str]:
    """Return the files of the site that a file refers to, in any format."""
    file = site.folder / path
    if file.suffix in (".png", ".jpg", ".ics", ".eml", ".woff2", ".json"):
        return set()
    text = file.read_text("utf-8")
    found = set(re.findall(re.escape(site.url) + r"[^\s\"'<>\\)]*", text))
    if file.suffix == ".html":
        page = html.document_fromstring(text.encode())
        found |= {*page.xpath("//@href | //@src | //@action")}
        found |= {each.partition("url=")[2] for each in page.xpath("//meta[@http-equiv='refresh']/@content")}
    if file.suffix in (".css", ".js"):
        found |= {one or other for one, other in _IN_CODE.findall(text)}
    inside = (urldefrag(urljoin(site.url + path, each))[0].partition("?")[0] for each in found)
    return {_file(unquote(each.removeprefix(site.url))) for each in inside if each.startswith(site.url)}


def _file(address: str) -> str:
    return address + "index.html" if address == "" or address.endswith("/") else address


def unreferenced(site: Site) -> list[str]:
    """Return the files that cannot be reached from those that need no link."""
    files = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    old = {_file(address) for address in site.pages if site.is_redirect(address)}
    left = [*ROOTS, *old, *(path for path in files if any(fnmatch(path, each) for each in DOCUMENTED))]
    reached: set[str] = set()
    while left:
        path = left.pop()
        if path in files and path not in reached:
            reached.add(path)
            left += references(site, path)
    return sorted(files - reached)


def test_every_file_is_referred_to(site: Site) -> None:
    assert unreferenced(site) == []


def test_an_unreferenced_file_is_found(small: Site, tmp_path: Path) -> None:
    for path, data in small.files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    Path(tmp_path, "assets/left.js").write_text("0")
    Path(tmp_path, "kalender/left").mkdir()
    Path(tmp_path, "kalender/left/index.html").write_text("<p>0</p>")
    assert {"assets/left.js", "kalender/left/index.html"} <= {*unreferenced(Site(tmp_path, small.url, ""))}
