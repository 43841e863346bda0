"""Reading the folders that people write in; the only module that reads their files."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from os.path import relpath
from pathlib import Path
from typing import Any, TypeVar

from district import interpret, photos, pictures, privacy, rules, sentences, source, swedish, unwritten
from district.finding import Unread
from district.kinds import FOLDERS, LETTER, LETTERS, PAGE_ENDINGS, PAGE_NAME, RECORD_ENDINGS, Folder
from district.library import Library, Written
from district.memory import Memory, digest
from district.model import BODY, ORIGIN, District, Event, Newsletter, Origin, Plan, Record, Study
from district.problem import Mistakes, Place, Problem
from district.settings import Folders
from district.source import Source

MOST_BYTES = 1_000_000
R = TypeVar("R", bound=Record)


def library(folders: Folders, memory: Memory | None = None) -> Library:
    """Read everything below the two folders, after the public two beside them if there are such.

    Nobody's personal data may stand in the open, nor a personal number before members. What the
    `memory` knows of a file is not found out again.
    Raises Mistakes with everything that is wrong in any file.
    """
    reading = _Reading(folders.root, memory or Memory())
    public = folders.public or folders
    district = reading.district(public.data)
    reading.allowed = district.contacts if district else None
    reading.data(public.data)
    reading.docs(public.docs)
    reading.protect()
    if folders.public:
        reading.members, reading.allowed = True, None
        reading.data(folders.data)
        reading.docs(folders.docs)
        reading.protect()
    if district:
        found = Library(
            district,
            events=reading.of(Event),
            studies=reading.of(Study),
            plans=reading.of(Plan),
            newsletters=reading.of(Newsletter),
            data_folder=reading.label(folders.data),
            media={**_media(public.docs), **_media(folders.docs)},
            written=tuple(reading.written),
            docs=reading.label(folders.docs),
            sizes={**_sizes(public.docs), **_sizes(folders.docs)},
        )
        reading.judge(found)
        reading.remember()
        if not reading.problems:
            return found
    known = district.contacts if district else None
    raise Mistakes(privacy.discreet(problem, known) for problem in reading.problems)


def texts(folders: Folders) -> dict[str, str]:
    """Every file of data as it is written, by its name in the repository."""
    paths = (path for path in _files(folders.data) if path.suffix in RECORD_ENDINGS and not path.is_symlink())
    return {Path(relpath(path, folders.root)).as_posix(): path.read_text("utf-8-sig") for path in paths}


def written(docs: Path) -> Iterator[str]:
    """Every file that people put among the pages, by its path below the folder."""
    for path in _files(docs):
        yield path.relative_to(docs).as_posix()


def _media(docs: Path) -> dict[str, int]:
    """What pages may show, by its path below the folder, with its length in bytes."""
    files = (path for path in _files(docs) if path.suffix != ".md")
    return {path.relative_to(docs).as_posix(): _length(path) for path in files}


def _length(path: Path) -> int:
    """As it is published: a photo is made anew."""
    try:
        return len(photos.cleaned(path.read_bytes(), path.name)) if photos.is_photo(path.name) else path.stat().st_size
    except (ValueError, OSError):
        return 0


def _sizes(docs: Path) -> dict[str, tuple[int, int]]:
    """The width and height of what is a picture, in pixels, as it is published."""
    found = {}
    for path in _files(docs):
        if path.suffix.lower() in pictures.ENDINGS and not path.is_symlink():
            with path.open("rb") as file:
                if size := pictures.size(file):
                    name = path.relative_to(docs).as_posix()
                    found[name] = photos.published(size) if photos.is_photo(name) else size
    return found


def _files(folder: Path) -> list[Path]:
    """Every file below it, in order; what begins with a dot is nobody's data."""
    paths = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return sorted(path for path in paths if not any(p.startswith(".") for p in path.relative_to(folder).parts))


def decode(data: bytes, label: str) -> tuple[str, list[Problem]]:
    """A file's text with a newline after each line, as far as it can be read, and why not further."""
    try:
        return (text := _newlines(data)), source.invisible(text, label)
    except UnicodeDecodeError as error:
        text = _newlines(data[: error.start])
        readable = Source(label, text + "…")
        readable.complain(len(text), "not_utf8")
        return text, readable.problems


def _newlines(data: bytes) -> str:
    return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@dataclass
class _Reading:
    """What one run has read so far, and what was wrong with it."""

    root: Path
    memory: Memory
    allowed: Collection[str] | None = None
    records: dict[str, Record] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    found: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: dict[type[Record], set[str]] = field(default_factory=dict)
    members: bool = False

    def label(self, path: Path) -> str:
        return Path(relpath(path, self.root)).as_posix().encode("utf-8", "replace").decode()

    def complain(self, path: Path, kind: str, **context: object) -> None:
        self.problems.append(Problem(Place(self.label(path)), sentences.sentence(kind, **context)))

    def text(self, path: Path) -> str | None:
        """The file's text, or None and a problem."""
        label = self.label(path)
        if path.is_symlink():
            self.complain(path, "symlink")
            return None
        if (size := path.stat().st_size) > MOST_BYTES:
            self.complain(path, "too_large", size=size // 1000, most=MOST_BYTES // 1000)
            return None
        text, problems = decode(path.read_bytes(), label)
        self.texts[label] = text
        self.problems += problems
        return None if problems else text

    def source(self, folder: Folder, text: str, label: str) -> Source | None:
        """The file's values. Of a text in which nothing was wrong before, they are remembered without their places."""
        key = digest([folder.example, repr(self.allowed), text])
        if known := self.memory.get("files", key):
            del self.texts[label]
            lines = {tuple(path): line for path, line in known["lines"]}
            return Source(label, text, value=known["value"], known_lines=lines, body=known["body"])
        found = source.read_page(text, label) if folder is LETTER else source.read(text, label)
        if found:
            places = [*found.lines().items()] if folder.model is Plan else []
            self.found[label] = key, {"value": found.value, "lines": places, "body": found.body}
        return found

    def remember(self) -> None:
        """Keep what was found in the files that nothing is wrong with."""
        wrong = {problem.place.file for problem in self.problems}
        for label, (key, known) in self.found.items():
            if label not in wrong:
                self.memory.put("files", key, known)

    def district(self, data: Path) -> District | None:
        path = data / "district.yml"
        if not path.exists():
            self.complain(path, "no_district")
        elif (text := self.text(path)) is not None:
            label = self.label(path)
            found = self.sources[label] = source.read(text, label)
            district = interpret.record(District, found, {ORIGIN: Origin(label, "district")})
            self.problems += found.problems
            return district
        return None

    def data(self, data: Path) -> None:
        for path in _files(data):
            below = path.relative_to(data)
            if str(below) == "district.yml":
                continue
            folder = FOLDERS.get(below.parts[0]) if len(below.parts) > 1 else None
            if path.is_symlink():
                self.complain(path, "symlink")
            elif path.name == "README.md":
                self.text(path)
            elif folder is None:
                self.complain(path, "folder_unread", known=swedish.one_of(f"{data.name}/{n}" for n in FOLDERS))
            elif path.suffix not in RECORD_ENDINGS:
                self.complain(path, "file_ending", wanted=".yml")
            else:
                self.record(folder, path, below.relative_to(below.parts[0]).with_suffix("").as_posix())

    def docs(self, docs: Path) -> None:
        for path in _files(docs):
            below = path.relative_to(docs).as_posix()
            name = below.removesuffix(".md")
            if path.is_symlink():
                self.complain(path, "symlink")
            elif path.suffix.lower() in PAGE_ENDINGS and path.suffix != ".md":
                self.complain(path, "file_ending", wanted=".md")
            elif path.suffix != ".md":
                continue
            elif self.members and below == "README.md":
                self.text(path)
            elif below.startswith(f"{LETTERS}/"):
                self.record(LETTER, path, name.removeprefix(f"{LETTERS}/"))
            elif not PAGE_NAME.fullmatch(name):
                self.complain(path, "file_name", given=name, example="om-oss.md")
            else:
                self.page(path, below)

    def page(self, path: Path, below: str) -> None:
        text = self.text(path)
        if text is None:
            return
        label = self.label(path)
        found = source.read_page(text, label) or source.page_without_head(text, label)
        self.sources[label] = found
        self.problems += found.problems
        self.written.append(Written(below, source.body(found), label))

    def record(self, folder: Folder, path: Path, name: str) -> None:
        if not folder.holds(name):
            self.complain(path, "file_name", given=name, example=folder.example)
            return
        unread = self.unread.setdefault(folder.model, set())
        unread.add(name)
        text = self.text(path)
        if text is None:
            return
        label = self.label(path)
        found = self.source(folder, text, label)
        if found is None:
            self.complain(path, "front_matter")
            return
        # Only goals are led to line by line.
        lines = found.lines() if folder.model is Plan else {}
        hidden: dict[str, Any] = {ORIGIN: Origin(label, name, lines, self.members)}
        if folder is LETTER:
            self.problems += unwritten.places(label, text)
            hidden[BODY] = source.body(found)
        self.sources[label] = found
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

    def protect(self) -> None:
        """Add what is personal in any text, comments too: the files are as open as the site."""
        for label, text in self.texts.items():
            spots = privacy.spots(text, self.allowed)
            # What is said is on the web too, in the log of the checks.
            where = Source(label, privacy.masked(text, spots))
            for spot in spots:
                where.complain(spot.index, spot.kind)
            self.problems += where.problems
        self.texts.clear()

    def judge(self, found: Library) -> None:
        """Add the mistakes that the records make together."""
        names = {model: frozenset(names) for model, names in self.unread.items()}
        addresses = tuple(f"{model.folder}/{name}/" for model, unread in names.items() for name in unread)
        unread = Unread(names.get(Plan, frozenset()), names.get(Study, frozenset()), addresses)
        for finding in rules.findings(found, unread):
            where = self.sources.get(finding.file)
            if where and where.known_lines is not None:
                where = source.read_again(where)
            if where is None:
                self.problems.append(Problem(Place(finding.file), sentences.sentence(finding.kind, **finding.context)))
                continue
            place = where.within(finding.path, finding.part, finding.number)
            self.problems.append(where.problem(place, finding.kind, **finding.context))
