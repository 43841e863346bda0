"""Where a file belongs that has the wrong name or lies in the wrong place, and the files beside those that are read."""

import os
import re
from collections.abc import Iterator, Mapping

from district.checks.problem import Problem
from district.language import swedish
from district.model.introspection import codes, required
from district.model.kinds import IN_DATA, KINDS, Kind
from district.model.media import is_document, is_picture
from district.reading import files, yaml_source
from district.reading.files import PAGE_ENDINGS, Found
from district.reading.settings import Folders
from district.reading.yaml_source import Source, Value

_AUDIENCES = ("public", "members")
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_ENDINGS = re.compile(rf"(?:{'|'.join(re.escape(ending) for ending in PAGE_ENDINGS if ending)})+$", re.IGNORECASE)
_TITLE = re.compile(rb"^title:", re.MULTILINE)


def misplaced(file: Found, text: str, folders: tuple[str, str], mistake: str) -> Problem:
    """Return the problem with a file that is not read under its name where it lies, with the path that it should have.

    `folders` are the names of the folders of data and of pages in messages, and `mistake` the kind of problem if the
    path is known.
    """
    data, docs = folders
    if is_picture(file.name) or is_document(file.name):
        folder = "bilder" if is_picture(file.name) else "filer"
        return Problem.of_file(file.label, "file_stray", right=f"{docs}/{folder}/{file.name}")
    if right := _right_path(file, text, data, docs):
        return Problem.of_file(file.label, mistake, right=right)
    known = swedish.one_of([*(f"{data}/{name}" for name in IN_DATA), docs])
    return Problem.of_file(file.label, "folder_unread", known=known)


def wrong_kind(kind: Kind, file: Found, source: Source, folders: tuple[str, str]) -> Problem | None:
    """Return the problem with a file of data whose fields are those of another kind than its folder's, or None."""
    meant = _meant(file, source.value, is_page=False)
    if meant is None or meant is kind:
        return None
    what = f"{'ett' if meant.is_neuter else 'en'} {meant.nouns[0]}"
    right = _right_path(file, source.text, *folders)
    return Problem.of_file(file.label, "wrong_kind", what=what, right=right)


def _right_path(file: Found, text: str, data: str, docs: str) -> str:
    """Return the path that a file should have, by what it says and else by its folder, or "" if nothing tells."""
    is_page = text.startswith("---\n") or file.suffix in (".md", ".markdown")
    value = yaml_source.read(text, "x.md" if is_page else "x.yml").value
    kind = _meant(file, value, is_page=is_page)
    if kind is None:
        return _page(file, docs) if is_page or file.label.startswith(f"{docs}/") else ""
    said = value if isinstance(value, dict) else {}
    names = (_ENDINGS.sub("", file.name), str(said.get("title", "")), "namn")
    name = next(slug for slug in map(swedish.slug, names) if slug not in ("", "index"))
    year = _year(kind, file, said)
    right = {"year/name": f"{year}/{name}", "name": name, "year": year}[kind.names]
    return f"{docs if kind.in_docs else data}/{kind.folder}/{right}{kind.ending}"


def _meant(file: Found, value: Value, *, is_page: bool) -> Kind | None:
    """Return the kind of a record: the one of its folder if its fields fit it or no other, or None."""
    named = [kind for kind in KINDS if kind.folder in file.label.split("/")[:-1]]
    likely = (kind for kind in (*named, *KINDS) if kind.in_docs == is_page and _fits(kind, value))
    return next(likely, next(iter(named), None) if file.suffix.lower() in PAGE_ENDINGS else None)


def _fits(kind: Kind, value: Value) -> bool:
    """Return whether a value has the fields that a kind requires; several have `kind`, with values of their own."""
    if not isinstance(value, dict) or not {key for key in required(kind.model) if key[0] != "\0"} <= value.keys():
        return False
    return "kind" not in value or value["kind"] in codes(kind.model, "kind")


def _page(file: Found, docs: str) -> str:
    """Return the path of a page, which keeps its folder below that of the pages."""
    below = file.label.removeprefix(f"{docs}/") if file.label.startswith(f"{docs}/") else file.name
    return f"{docs}/{'/'.join(swedish.slug(part) or 'sida' for part in _ENDINGS.sub('', below).split('/'))}.md"


def _year(kind: Kind, file: Found, said: Mapping[str, object]) -> str:
    """Return the year that a record is from, which is in its path."""
    in_path = [*_YEAR.findall(file.name), *_YEAR.findall(file.label)]
    written = (str(said.get(key, "")) for key in ("moved_from", "start", "date", "published"))
    dated = [found[0] for text in written if (found := _YEAR.match(text))]
    return next(iter([*in_path, *dated] if kind.names == "year" else [*dated, *in_path]), "ÅR")


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
        if path.is_file() and os.access(path, os.R_OK) and _TITLE.search(path.read_bytes()[:1000]):
            yield Found(path.name, path.name, str(path), path.is_symlink())


def _is_text(file: Found) -> bool:
    return file.suffix.lower() in PAGE_ENDINGS and file.name != "README.md"
