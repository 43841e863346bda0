"""Propose where a file belongs that lies where nothing is read, and find such files beside the folders that are."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from district.language import swedish
from district.model.kinds import KINDS, RECORD_ENDINGS, Kind
from district.reading import files, yaml_source
from district.reading.files import Found
from district.reading.record import required
from district.reading.settings import Folders

_AUDIENCES = ("public", "members")
_READ = (*RECORD_ENDINGS, ".md", ".markdown", ".txt", "")
_TITLE = re.compile(rb"^title:", re.MULTILINE)
_YEAR = re.compile(r"\d{4}")


def right_path(file: Found, text: str, data: str, docs: str) -> str:
    """Return the path that a file should have, by what it says and else by its folder, or "" if nothing tells.

    `data` and `docs` are the folders' names in messages.
    """
    is_page = text.startswith("---\n") or file.suffix in (".md", ".markdown")
    value = yaml_source.read(text, "x.md" if is_page else "x.yml").value
    said = value if isinstance(value, dict) else {}
    kind = _kind(file, said)
    name = swedish.slug(PurePosixPath(file.name).stem) or "namn"
    if kind is None:
        return f"{docs}/{name}.md" if is_page or file.label.startswith(f"{docs}/") else ""
    year = _year(file, said)
    right = {"year/name": f"{year}/{name}", "name": name, "year": year}[kind.names]
    return f"{docs if kind.in_docs else data}/{kind.folder}/{right}{kind.ending}"


def _kind(file: Found, said: Mapping[str, object]) -> Kind | None:
    """Return the kind of a record by the fields that it cannot be without, and by its folder."""
    fits = [kind for kind in KINDS if {key for key in required(kind.model) if key[0] != "\0"} <= said.keys()]
    if file.suffix.lower() not in _READ:
        return next(iter(fits), None)  # the words of a Word document, say, must be moved by hand
    named = [kind for kind in KINDS if kind.folder in file.label.split("/")[:-1]]
    return next((kind for kind in (*(kind for kind in named if kind in fits), *fits, *named)), None)


def _year(file: Found, said: Mapping[str, object]) -> str:
    """Return the year that a record is from, which is in its path."""
    written = (said.get(key, "") for key in ("moved_from", "start", "date", "published"))
    found = _YEAR.search(file.name) or _YEAR.search(file.label) if "areas" in said else None
    years = (year for value in written if (year := _YEAR.match(str(value))))
    return (found or next(years, None) or _YEAR.search(file.label) or ["ÅR"])[0]


def beside(folders: Folders) -> Iterator[Found]:
    """Yield the files that were most likely meant for the folders and lie beside them."""
    root, used = folders.root, {folders.data.resolve(), folders.docs.resolve()}
    above = {folder.parent.resolve() for folder in used} - {root.resolve()}
    named = {root / kind.folder for kind in KINDS}
    for folder in sorted(above | {path for path in named if path.is_dir() and path.resolve() not in used}):
        for file in files.below(folder, root):
            first = folder / file.below.partition("/")[0]
            if first.resolve() not in used and first.name not in _AUDIENCES and _is_text(file):
                yield file
    for path in sorted(root.glob("*.y*ml")):
        if path.is_file() and _TITLE.search(path.read_bytes()[:1000]):
            yield Found(path.name, path.name, str(path), path.is_symlink())


def _is_text(file: Found) -> bool:
    return file.suffix.lower() in _READ and file.name != "README.md"
