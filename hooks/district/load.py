"""Reading the folders that people write in; the only module that reads their files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from os.path import relpath
from pathlib import Path
from typing import Any, TypeVar

from district import interpret, rules, source, swedish
from district.library import Library
from district.model import ORIGIN, District, Event, Newsletter, Origin, Plan, Record, Study
from district.problem import Mistakes, Place, Problem
from district.settings import Folders
from district.source import Source

MOST_BYTES = 1_000_000
LETTERS = "nyhetsbrev"
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n(.*))?", re.DOTALL)
R = TypeVar("R", bound=Record)
_ENDINGS = (".yml", ".yaml")
_NAME = "[a-z0-9]+(-[a-z0-9]+)*"


@dataclass(frozen=True)
class Folder:
    """Where records of a kind lie, and what their files may be called."""

    model: type[Record]
    pattern: str
    example: str

    def holds(self, name: str) -> bool:
        return re.fullmatch(self.pattern, name, re.ASCII) is not None


FOLDERS = {
    "events": Folder(Event, rf"\d{{4}}/{_NAME}", "events/2024/valskola.yml"),
    "studies": Folder(Study, _NAME, "studies/valskola.yml"),
    "plan": Folder(Plan, r"\d{4}", "plan/2024.yml"),
}
LETTER = Folder(Newsletter, rf"\d{{4}}/{_NAME}", f"{LETTERS}/2024/valet.md")


def library(folders: Folders) -> Library:
    """Read everything below the two folders.

    Raises Mistakes with everything that is wrong in any file.
    """
    reading = _Reading(folders.root)
    reading.data(folders.data)
    reading.letters(folders.docs)
    if district := reading.district(folders.data):
        found = Library(
            district,
            events=reading.of(Event),
            studies=reading.of(Study),
            plans=reading.of(Plan),
            newsletters=reading.of(Newsletter),
            data_folder=reading.label(folders.data),
            media=frozenset(_media(folders.docs)),
        )
        reading.judge(found)
        if not reading.problems:
            return found
    raise Mistakes(reading.problems)


def texts(folders: Folders) -> dict[str, str]:
    """Every file of data as it is written, by its name in the repository."""
    paths = (path for path in _files(folders.data) if path.suffix in _ENDINGS and not path.is_symlink())
    return {Path(relpath(path, folders.root)).as_posix(): path.read_text("utf-8-sig") for path in paths}


def _media(docs: Path) -> Iterator[str]:
    for path in _files(docs):
        if path.suffix != ".md":
            yield path.relative_to(docs).as_posix()


def _files(folder: Path) -> list[Path]:
    """Every file below it, in order; what begins with a dot is nobody's data."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return sorted(path for path in paths if not any(p.startswith(".") for p in path.relative_to(folder).parts))


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass
class _Reading:
    """What one run has read so far, and what was wrong with it."""

    root: Path
    records: dict[str, Record] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: dict[type[Record], set[str]] = field(default_factory=dict)

    def label(self, path: Path) -> str:
        return Path(relpath(path, self.root)).as_posix()

    def complain(self, path: Path, kind: str, **context: object) -> None:
        self.problems.append(Problem(Place(self.label(path)), swedish.sentence(kind, **context)))

    def text(self, path: Path) -> str | None:
        """The file's text, or None and a problem."""
        size = path.stat().st_size if path.exists() else 0
        if path.is_symlink():
            self.complain(path, "symlink")
        elif size > MOST_BYTES:
            self.complain(path, "too_large", size=size // 1000, most=MOST_BYTES // 1000)
        else:
            try:
                return _newlines(path.read_bytes().decode("utf-8-sig"))
            except UnicodeDecodeError:
                self.complain(path, "not_utf8")
        return None

    def district(self, data: Path) -> District | None:
        path = data / "district.yml"
        if not path.exists():
            self.complain(path, "no_district")
        elif (text := self.text(path)) is not None:
            found = source.read(text, self.label(path))
            district = interpret.record(District, found)
            self.problems += found.problems
            return district
        return None

    def data(self, data: Path) -> None:
        for path in _files(data):
            below = path.relative_to(data)
            if str(below) == "district.yml" or path.name == "README.md":
                continue
            folder = FOLDERS.get(below.parts[0]) if len(below.parts) > 1 else None
            if folder is None:
                self.complain(path, "folder_unread", known=swedish.one_of(f"{data.name}/{n}" for n in FOLDERS))
            elif path.suffix not in _ENDINGS:
                self.complain(path, "file_ending", ending=path.suffix, wanted=".yml")
            else:
                self.record(folder, path, below.relative_to(below.parts[0]).with_suffix("").as_posix())

    def letters(self, docs: Path) -> None:
        for path in _files(docs / LETTERS):
            name = path.relative_to(docs / LETTERS).with_suffix("").as_posix()
            if path.suffix == ".md":
                self.record(LETTER, path, name, front_matter=True)

    def record(self, folder: Folder, path: Path, name: str, *, front_matter: bool = False) -> None:
        if not folder.holds(name):
            self.complain(path, "file_name", given=name, example=folder.example)
            return
        unread = self.unread.setdefault(folder.model, set())
        unread.add(name)
        text = self.text(path)
        if text is None:
            return
        hidden: dict[str, Any] = {ORIGIN: Origin(self.label(path), name)}
        first_line = 1
        if front_matter:
            parts = _FRONT_MATTER.fullmatch(text)
            if not parts:
                self.complain(path, "front_matter")
                return
            text, hidden["text"], first_line = parts[1], parts[2] or "", 2
        found = self.sources[self.label(path)] = source.read(text, self.label(path), first_line=first_line)
        record = interpret.record(folder.model, found, hidden)
        self.problems += found.problems
        if record:
            unread.discard(name)
            self.keep(path, record)

    def keep(self, path: Path, record: Record) -> None:
        other = self.records.setdefault(record.path, record)
        if other is not record:
            self.complain(path, "two_files", other=other.origin.file)

    def of(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, kind))

    def judge(self, found: Library) -> None:
        """Add the mistakes that the records make together."""
        unread = rules.Unread(frozenset(self.unread.get(Plan, ())), frozenset(self.unread.get(Study, ())))
        for finding in rules.findings(found, unread):
            where = self.sources[finding.file]
            self.problems.append(where.problem(where.place(finding.path), finding.kind, **finding.context))
