"""Every file of a built site is there for something: a new one that nothing asks for is found here."""

import re
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import html

from conftest import Site

# What one comes to without a link: the first page, what a host shows for a missing one, what robots ask for.
ROOTS = ("index.html", "404.html", "robots.txt")
# Addresses that the design plan_goals to those who send a letter or keep an event, and what Pagefind fetches by itself.
PROMISED = ("nyhetsbrev/*/*/mejl.*", "kalender/*/*/handelse.ics", "pagefind/*")
_IN_CODE = re.compile(r"""\bimport\("([^"]+)"\)|\burl\(["']?([^"')]+)""")


def referred(site: Site, path: str) -> set[str]:
    """The files of the site that a file leads to, in whatever it is written in."""
    file = site.folder / path
    if file.suffix in (".png", ".jpg", ".ics", ".eml") or path.startswith("pagefind/"):
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


def strays(site: Site) -> list[str]:
    """Files that no walk from where readers, hosts and robots begin comes to."""
    files = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    old = {_file(address) for address in site.pages if site.only_leads_on(address)}
    left = [*ROOTS, *old, *(path for path in files if any(fnmatch(path, each) for each in PROMISED))]
    reached: set[str] = set()
    while left:
        path = left.pop()
        if path in files and path not in reached:
            reached.add(path)
            left += referred(site, path)
    return sorted(files - reached)


def test_every_file_is_referred_to_by_something(site: Site) -> None:
    assert strays(site) == []


def test_a_stray_file_is_found(real: Site, tmp_path: Path) -> None:
    for path, data in real.files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    Path(tmp_path, "assets/left.js").write_text("0")
    Path(tmp_path, "kalender/left").mkdir()
    Path(tmp_path, "kalender/left/index.html").write_text("<p>0</p>")
    assert {"assets/left.js", "kalender/left/index.html"} <= {*strays(Site(tmp_path, real.url, ""))}
