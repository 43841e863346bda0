"""Seal a built member site into the built public site.

Files are sorted by an allowlist: a file that is identical to one of the theme's is copied, a known
kind of file is encrypted, and any other file stops the sealing. Everything is written to a temporary
folder and renamed into place when it is complete.

Each build has a new key and new file names, so nothing of an earlier build can be opened with the key
of a later one, or stand in the place of its files. `nycklar.json` has the key, wrapped for each
passphrase, and the encrypted list of contents: when the site was built, and each file's name and digest.
"""

import json
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from lxml import html

from district.members import jose, page_tree
from district.members.secrets import KEY_BYTES, SealingError
from district.site.templating import Templates

MEDIA_TYPES = {
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
# Files for search engines and hosts, which have no use behind the lock.
OMITTED = frozenset({"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"})
# The public page about how the member pages are protected, which is in the same folder.
ABOUT_FOLDER = "om"
FEED_FOLDER = "f"
# What the page that asks for the passphrase needs.
REQUIRED_ASSETS = tuple(
    f"assets/{name}" for name in ("medlem.js", "calendar.js", "matching.js", "search.js", "medlem.css")
)

# Files of random content are added until their number is a multiple of this, so that one new page rarely shows.
_MULTIPLE = 32


@dataclass(frozen=True)
class SealedFile:
    """A file in the list of contents: its name in `s/`, the SHA-256 of that file, its media type and size."""

    name: str
    digest: str
    type: str
    size: int


@dataclass(frozen=True)
class Door:
    """What the page that unlocks says and knows: the district's name, and the second that it was built."""

    district: str
    built: int


def seal(
    source: Path,
    target: Path,
    passphrases: Iterable[str],
    theme: Mapping[str, bytes],
    door: Door,
    feeds: Iterable[tuple[str, bytes]] = (),
) -> int:
    """Seal the built member site `source` into the folder `target` of the public site; return the number of
    files that are sealed.

    `theme` has the public files of the theme by path, as the site has them.
    `feeds` are files by path relative to the public site. They replace all earlier feeds.

    Raises SealingError with a message for people. Whatever is raised, the public site is unchanged.
    """
    site = target.parent
    _check_folders(source, site)
    # In the same file system as the site, so that it can be renamed.
    staging = Path(tempfile.mkdtemp(prefix=".sealing-", dir=site.resolve().parent))
    try:
        new = staging / "new"
        number = _write(source, new, tuple(passphrases), theme, door)
        if (target / ABOUT_FOLDER).is_dir():
            shutil.copytree(target / ABOUT_FOLDER, new / ABOUT_FOLDER)
        for path, data in feeds:
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).write_bytes(data)
        replace_folders((new, target), (staging / FEED_FOLDER, site / FEED_FOLDER))
        return number
    finally:
        shutil.rmtree(staging)


def _check_folders(source: Path, site: Path) -> None:
    if not site.is_dir():
        raise SealingError(f"{site} finns inte. Bygg den öppna sajten först: make site.")
    if source.resolve().is_relative_to(site.resolve()) or not (source / "index.html").is_file():
        raise SealingError(f"{source} är ingen byggd medlemssajt utanför {site}. Kör make members.")


def replace_folders(*replacements: tuple[Path, Path]) -> None:
    """Rename each new folder to its target and the target to `<new>.old`. If a rename fails, undo the earlier ones.

    A target is removed if its new folder does not exist.
    """
    renamed: list[tuple[Path, Path]] = []
    try:
        for new, target in replacements:
            old = new.with_name(f"{new.name}.old")
            for before, after in ((target, old), (new, target)):
                if before.exists():
                    before.rename(after)
                    renamed.append((before, after))
    except BaseException:
        for before, after in reversed(renamed):
            after.rename(before)
        raise


def _write(source: Path, new: Path, passphrases: tuple[str, ...], theme: Mapping[str, bytes], door: Door) -> int:
    """Write the sealed site into the folder `new`; return the number of files that are sealed."""
    (new / "s").mkdir(parents=True)
    key = secrets.token_bytes(KEY_BYTES)
    contents: dict[str, SealedFile] = {}
    for path, file in _files(source):
        if path in OMITTED:
            continue
        if theme.get(path) == file.read_bytes():
            # Scripts are left out, since sealed pages run none of the theme's.
            if file.suffix not in (".js", ".map") or path in REQUIRED_ASSETS:
                (new / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, new / path)
        elif media_type := MEDIA_TYPES.get(file.suffix.lower()):
            data = file.read_bytes()
            data = page_tree.encode(data, path) if media_type == "text/html" else data
            contents[path] = _seal_file(new / "s", data, media_type, key)
        else:
            raise SealingError(f"{path} är ingen fil som kan låsas in. Ta bort den, eller gör om den till PDF.")
    if missing := [path for path in REQUIRED_ASSETS if not (new / path).is_file()]:
        raise SealingError(f"{missing[0]} saknas i temat, och utan den går ingenting att låsa upp.")
    for _ in range(-len(contents) % _MULTIPLE):
        _seal_file(new / "s", b"", "", key)
    listed = {"built": door.built, "files": {path: asdict(file) for path, file in contents.items()}}
    locks = {"key": json.loads(jose.wrap_key(key, passphrases)), "contents": jose.encrypt(_json(listed), key)}
    (new / "nycklar.json").write_bytes(_json(locks))
    (new / "index.html").write_text(_unlock_page(source, new, door), "utf-8")
    return len(contents)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _seal_file(folder: Path, data: bytes, media_type: str, key: bytes) -> SealedFile:
    """Write a file under a random name."""
    name, token = secrets.token_hex(20), jose.encrypt(data, key).encode()
    (folder / f"{name}.jwe").write_bytes(token)
    return SealedFile(name, sha256(token).hexdigest(), media_type, len(data))


def _files(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file's path relative to `source` and the file. Raises SealingError for a symbolic link."""
    for file in sorted(source.rglob("*")):
        path = file.relative_to(source).as_posix()
        if file.is_symlink():
            raise SealingError(f"{path} är en länk till en annan fil. Lägg in filen själv i stället.")
        if not file.is_dir():
            yield path, file


def _unlock_page(source: Path, new: Path, door: Door) -> str:
    """Return the page that asks for the passphrase, with the styles and the icon of the sealed pages."""
    links = [
        (link.get("rel"), PurePosixPath(link.get("href", "")).as_posix(), link.get("media", ""))
        for link in html.document_fromstring((source / "index.html").read_bytes()).iter("link")
        if link.get("rel") in ("stylesheet", "icon")
    ]
    copied = [link for link in links if (new / link[1]).is_file()]
    return Templates().render("unlock.html", door=door, links=copied)
