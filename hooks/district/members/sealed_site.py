"""The built member site, sealed into the public one: an edge step of its own that knows no engine.

Refused by default: a file of the theme's is copied if it is the theme's to the last byte, a kind of
file that is known is sealed, and anything else stops it all. Everything is written beside the
public site and put in its place when it is whole.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from district.members import jose
from district.members.secrets import Refused, Vault
from district.site.templating import Templates

TYPES = {
    ".html": "text/html",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".ics": "text/calendar",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# For search engines and for hosts; nobody asks for them inside.
LEFT_OUT = frozenset({"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"})
# The page about how the members' pages are kept, which the public site has in this folder.
KEPT = "om"
FEEDS = "f"
SHELL = ("assets/medlem.js", "assets/medlem.css")


def themes(own: Path) -> tuple[Path, ...]:
    """The folders whose files anyone may have: the installed theme's, and the site's own."""
    package = find_spec("material")
    places = package.submodule_search_locations or [] if package else []
    return (own, *(Path(place) / "templates" for place in places))


def seal(
    source: Path, target: Path, vault: Vault, theme: Iterable[Path], name: str, feeds: Iterable[tuple[str, bytes]] = ()
) -> int:
    """Seal a built site into the folder `target` of a public one; gives the number of sealed files.

    The feeds lie in a folder of the public site's own; where there are none, the last ones are taken
    away. Whatever is raised (Refused is for people), the public site is as it was.
    """
    site = target.parent
    if not site.is_dir():
        raise Refused(f"{site} finns inte. Bygg den öppna sajten först: make site.")
    if source.resolve().is_relative_to(site.resolve()) or not (source / "index.html").is_file():
        raise Refused(f"{source} är ingen byggd medlemssajt utanför {site}. Kör make members.")
    beside = Path(tempfile.mkdtemp(prefix=".sealing-", dir=site.resolve().parent))
    try:
        new = beside / "new"
        number = _write(source, new, vault, tuple(theme), name)
        if (target / KEPT).is_dir():
            shutil.copytree(target / KEPT, new / KEPT)
        for path, data in feeds:
            (beside / path).parent.mkdir(parents=True, exist_ok=True)
            (beside / path).write_bytes(data)
        put_in_place((new, target), (beside / FEEDS, site / FEEDS))
        return number
    finally:
        shutil.rmtree(beside)


def put_in_place(*moves: tuple[Path, Path]) -> None:
    """Renames alone, all of them or none: whoever looks finds the old folder or the new one, none half done."""
    done: list[tuple[Path, Path]] = []
    try:
        for new, target in moves:
            old = new.with_name(f"{new.name}.old")
            for here, there in ((target, old), (new, target)):
                if here.exists():
                    here.rename(there)
                    done.append((here, there))
    except BaseException:
        for here, there in reversed(done):
            there.rename(here)
        raise


def _write(source: Path, new: Path, vault: Vault, theme: tuple[Path, ...], name: str) -> int:
    (new / "s").mkdir(parents=True)
    number = 0
    for path, file in _files(source):
        if path in LEFT_OUT:
            continue
        if _is_the_themes(path, file, theme):
            if file.suffix in (".js", ".map") and path not in SHELL:
                continue  # sealed pages run no script of the theme's
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, new / path)
        elif media_type := TYPES.get(file.suffix.lower()):
            sealed_name = jose.file_name(vault.site_key, path)
            sealed = jose.seal(file.read_bytes(), media_type, sealed_name, vault.site_key)
            (new / "s" / f"{sealed_name}.jwe").write_text(sealed, "ascii")
            number += 1
        else:
            raise Refused(f"{path} är ingen fil som kan låsas in. Ta bort den, eller gör om den till PDF.")
    if absent := [path for path in SHELL if not (new / path).is_file()]:
        raise Refused(f"{absent[0]} saknas i temat, och utan den går ingenting att låsa upp.")
    (new / "nycklar.json").write_text(jose.lock(vault.site_key, vault.passphrases), "ascii")
    (new / "index.html").write_text(_door(source, new, name), "utf-8")
    return number


def _files(source: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(source):
        folders.sort()
        for name in sorted(names + [name for name in folders if Path(folder, name).is_symlink()]):
            file = Path(folder, name)
            path = file.relative_to(source).as_posix()
            if file.is_symlink():
                raise Refused(f"{path} är en länk till en annan fil. Lägg in filen själv i stället.")
            yield path, file


def _is_the_themes(path: str, file: Path, theme: tuple[Path, ...]) -> bool:
    if not path.startswith("assets/"):
        return False
    content = file.read_bytes()
    return any((own / path).is_file() and (own / path).read_bytes() == content for own in theme)


def _door(source: Path, new: Path, name: str) -> str:
    """The one page that can be read without a phrase; it looks as the sealed pages do."""
    found = _Dress((source / "index.html").read_text("utf-8")).paths
    dress = [link for link in found if (new / link[1]).is_file()]
    return Templates().render("unlock.html", district=name, dress=dress)


class _Dress(HTMLParser):
    """The style sheets and the icon that the home page asks for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paths: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values: Mapping[str, str | None] = dict(attributes)
        if tag == "link" and (kind := values.get("rel")) in ("stylesheet", "icon"):
            self.paths.append(
                (str(kind), PurePosixPath(values.get("href") or "").as_posix(), values.get("media") or "")
            )
