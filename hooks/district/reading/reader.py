"""Read the files that people write one by one, and collect their records and mistakes."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from district.checks import rules
from district.checks.problem import MOST_IN_A_FILE, Finding, KeyPath, Place, Problem
from district.language import messages, swedish
from district.library.library import Library
from district.model.added_keys import BODY, ORIGIN
from district.model.base import Origin, Record
from district.model.digest import digest
from district.model.district import District
from district.model.group import Group
from district.model.kinds import BY_NAME, IN_DATA, IN_DOCS, PAGE_NAME, Kind
from district.model.media import Media, is_document, is_picture, published_name
from district.model.page import PageHead, WrittenPage
from district.model.plan import Plan
from district.model.store import Store
from district.reading import files, media, progress, right_path, unmeant, yaml_source
from district.reading.files import PAGE_ENDINGS, RECORD_ENDINGS, Found
from district.reading.history import Change, dated, last_changes
from district.reading.protection import Protection, addresses_in
from district.reading.record import parse_record, without_mistakes
from district.reading.settings import Folders
from district.reading.unusable import UnusableFileError
from district.reading.yaml_source import Source

V = TypeVar("V")
_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
# What `draft.markdown` leaves for a person to write, also with the closing mark deleted.
_PLACEHOLDER = re.compile(r"«\s*SKRIV HÄR[^»\n]*»?")
MOST_BYTES = 1_000_000


def decode(data: bytes, label: str) -> tuple[str, list[Problem]]:
    """Return a file's text with normal line breaks, up to the first byte that is not UTF-8, and the problems in it."""
    try:
        return (text := files.decoded(data)), yaml_source.invisible(text, label) + unmeant.conflicts(text, label)
    except UnicodeDecodeError as error:
        text = files.decoded(data[: error.start])
        readable = Source(label, text + "…")
        readable.add_problem(len(text), "not_utf8")
        return text, readable.problems


def _written_page(file: Found, source: Source, head: PageHead, *, members: bool) -> WrittenPage:
    """Return the page of a Markdown file, whose title is in its front matter, its first heading or its name."""
    heading = _HEADING.search(source.body)
    title = head.title or (heading[1] if heading else PurePosixPath(file.below).stem.capitalize())
    return WrittenPage(file.below, source.body, file.label, title, head.description or "", members, head.image)


@dataclass
class Reading:
    """What one run has read so far, and the problems in it."""

    root: Path
    store: Store
    today: date | None = None
    changes: Mapping[str, Change] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    written: list[WrittenPage] = field(default_factory=list)
    media: dict[str, Media] = field(default_factory=dict)
    new: dict[str, tuple[str, str, object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    partly_read: list[Record] = field(default_factory=list)
    labels: tuple[str, str] = ("", "")
    members: bool = False

    def __post_init__(self) -> None:
        self.protection = Protection(self.store)

    def complain(self, file: Found, kind: str, **context: object) -> None:
        self.problems.append(Problem(Place(file.label), messages.sentence(kind, **context)))

    def text(self, file: Found) -> str | None:
        """Return the file's text, or add a problem and return None."""
        if file.is_link:
            self.complain(file, "symlink")
            return None
        try:
            with file.path.open("rb") as opened:
                if (size := os.fstat(opened.fileno()).st_size) > MOST_BYTES:
                    self.complain(file, "too_large", size=size // 1000, most=MOST_BYTES // 1000)
                    return None
                text, problems = decode(opened.read(), file.label)
        except OSError:
            self.complain(file, "unreadable")
            return None
        self.protection.add(file, text)
        self.problems += problems
        return None if problems else text

    def known(self, kind: str, key: str, file: Found, read: Callable[[], V | None]) -> V | None:
        """Return what an earlier run read in a file in which nothing was wrong, or what `read` returns."""
        value: V | None = self.store.get(kind, key)
        if value is None and (value := read()) is not None:
            self.new[file.label] = kind, key, value
        return value

    def remember(self) -> None:
        """Store what was read in the files without problems."""
        wrong = {problem.place.file for problem in self.problems}
        for label, new in self.new.items():
            if label not in wrong:
                self.store.put(*new)

    def district(self, data: Path) -> District | None:
        path = data / "district.yml"
        file = Found(path.name, files.label(path, self.root), str(path), path.is_symlink())
        if not path.exists():
            self.complain(file, "no_district")
        elif path.is_dir():
            self.complain(file, "district_folder")
        elif (text := self.text(file)) is not None:
            return self.known("district", digest([file.label, text]), file, lambda: self._district(file, text))
        return None

    def _district(self, file: Found, text: str) -> District | None:
        found = yaml_source.read(text, file.label)
        unmeant.add_problems(found, District)
        district = parse_record(District, found, {ORIGIN: Origin(file.label, "district")})
        self.problems += found.problems
        return district

    def all(self, folders: Folders) -> None:
        """Read everything that people wrote in two folders, and find what they put beside them."""
        data, docs = folders.data, folders.docs
        self.labels = files.label(data, self.root), files.label(docs, self.root)
        self.changes = last_changes(data)
        self.data(data)
        self.changes = last_changes(docs)
        self.docs(docs)
        for file in right_path.beside(folders):
            self.misplaced(file)
        self.problems += self.protection.text_problems()

    def misplaced(self, file: Found, mistake: str = "file_stray") -> None:
        """Report a file that is not read under its name where it lies, with the path that it should have."""
        text = self.text(file) if file.suffix.lower() in PAGE_ENDINGS else ""
        if is_picture(file.name) or is_document(file.name):
            folder = "bilder" if is_picture(file.name) else "filer"
            self.complain(file, "file_stray", right=f"{self.labels[1]}/{folder}/{file.name}")
        elif right := right_path.right_path(file, text or "", *self.labels):
            self.complain(file, mistake, right=right)
        else:
            places = [*(f"{self.labels[0]}/{name}" for name in IN_DATA), self.labels[1]]
            self.complain(file, "folder_unread", known=swedish.one_of(places))

    def data(self, data: Path) -> None:
        # Groups first, since the addresses in them may be published, by whatever file.
        found = files.below(data, self.root)
        found.sort(key=lambda file: not file.below.startswith(f"{BY_NAME['group'].folder}/"))
        for file in progress.shown("Läser", found, len(found)):
            if file.below == "district.yml":
                continue
            self.problems += self.protection.file_problems(file)
            first, _, rest = file.below.partition("/")
            kind = IN_DATA.get(first) if rest else None
            if file.is_link:
                self.complain(file, "symlink")
            elif file.name == "README.md":
                self.text(file)
            elif kind is None or file.suffix not in RECORD_ENDINGS:
                self.misplaced(file)
            else:
                self.record(kind, file, rest.removesuffix(file.suffix))

    def docs(self, docs: Path) -> None:
        for file in files.below(docs, self.root):
            self.problems += self.protection.file_problems(file)
            name = file.below.removesuffix(".md")
            if file.is_link:
                self.complain(file, "symlink")
            elif file.suffix.lower() in PAGE_ENDINGS and file.suffix != ".md":
                self.misplaced(file)
            elif file.suffix != ".md":
                self.attach(file)
            elif self.members and file.below == "README.md":
                self.text(file)
            elif kind := IN_DOCS.get(file.below.partition("/")[0]):
                self.record(kind, file, name.partition("/")[2])
            elif not PAGE_NAME.fullmatch(name):
                self.misplaced(file, "file_name")
            else:
                self.page(file)

    def page(self, file: Found) -> None:
        text = self.text(file)
        if text is not None:
            key = digest([file.label, str(self.members), text])
            page = self.known("pages", key, file, lambda: self._page(file, text))
            self.written += [page] if page else []

    def _page(self, file: Found, text: str) -> WrittenPage:
        found = yaml_source.read(text, file.label)
        head = parse_record(PageHead, found) if found.front_matter else None
        if not found.front_matter and text.startswith("---\n"):
            self.problems.append(yaml_source.front_matter_problem(found))
        self.problems += found.problems
        return _written_page(file, found, head or PageHead(), members=self.members)

    def attach(self, file: Found) -> None:
        """Keep a picture or a document, by its address on the site."""
        address = published_name(file.below)
        self.unread.add(address)
        if kind := media.refusal(file.name):
            self.complain(file, kind, given=file.suffix or file.name)
            return
        try:
            found = media.look(file, self.store, members=self.members)
        except UnusableFileError as error:
            self.problems.append(error.problem(file.label))
            return
        self.unread.discard(address)
        if (other := self.media.setdefault(address, found)) is not found:
            self.complain(file, "address_taken", address=address, other=other.label)

    def verify(self) -> None:
        """Report pictures and documents that cannot be read to the end."""
        self.problems += media.damaged(self.media.values(), self.store)

    def record(self, kind: Kind, file: Found, name: str) -> None:
        if not kind.holds(name):
            self.misplaced(file, "file_name")
            return
        address = f"{kind.address}{name}/"
        self.unread.add(address)
        text = self.text(file)
        if text is None:
            return
        read = self.known("records", digest([kind.name, text]), file, lambda: self._record(kind, file, name, text))
        if read is None:
            return
        self.unread.discard(address)
        record = read.model_copy(update={"origin": self.origin(file, text, name, read.origin.lines)})
        if isinstance(record, Group):
            self.protection.allow(address for way in record.contact for address in way.addresses)
        other = self.records.setdefault(record.path, record)
        if other is not record:
            self.complain(file, "two_files", other=other.origin.file)

    def _record(self, kind: Kind, file: Found, name: str, text: str) -> Record | None:
        """Return the record in a file, or None after adding what is wrong with it."""
        found = yaml_source.read(text, file.label)
        unmeant.add_problems(found, kind.model)
        if kind.model is Group:
            # Also if something else in the file is wrong.
            self.protection.allow(addresses_in(found.value))
        if kind.in_docs and not found.front_matter:
            self.problems.append(yaml_source.front_matter_problem(found))
            return None
        if self.is_of_another_kind(kind, file, found):
            return None
        # Only goals are led to line by line.
        spans = found.spans if kind.model is Plan else {}
        lines = {path: found.place_at(start).line for path, (start, _) in spans.items()}
        hidden: dict[str, Any] = {ORIGIN: Origin(file.label, name, lines)}
        if kind.in_docs:
            hidden[BODY] = found.body
        record = parse_record(kind.model, found, hidden)
        for mark in _PLACEHOLDER.finditer(text) if kind.in_docs else ():
            found.add_problem(mark.start(), "unwritten", given=mark[0])
        self.problems += found.problems
        if record is None:
            partly = without_mistakes(kind.model, found, hidden, start=name[:4])
            self.partly_read += [partly] if partly else []
        return record

    def is_of_another_kind(self, kind: Kind, file: Found, source: Source) -> bool:
        """Report a file of data whose fields are those of another kind."""
        meant = kind if kind.in_docs else right_path.meant(file, source.value, is_page=False)
        if meant is None or meant is kind:
            return False
        what = f"{'ett' if meant.is_neuter else 'en'} {meant.nouns[0]}"
        self.complain(file, "wrong_kind", what=what, right=right_path.right_path(file, source.text, *self.labels))
        return True

    def origin(self, file: Found, text: str, name: str, lines: Mapping[KeyPath, int]) -> Origin:
        changed, sequence = dated(self.changes.get(file.below), self.today)
        key = digest([file.label, text, str(changed), str(sequence)])
        return Origin(file.label, name, lines, self.members, key, changed, sequence)

    def judge(self, found: Library, today: date) -> None:
        """Report the mistakes that need all records to be seen."""
        whole = replace(found, all_records=(*found.all_records, *self.partly_read)) if self.partly_read else found
        reported: Counter[str] = Counter()
        known = {problem.place for problem in self.problems}
        findings = rules.findings(found, whole, self.unread, today)
        first = (f for f in findings if reported.update([f.file]) or reported[f.file] <= MOST_IN_A_FILE + 1)
        self.problems += [problem for problem in self.placed(first) if problem.place not in known]

    def placed(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """Yield what was found with its line and column."""
        source = cache(lambda label: yaml_source.read(self.protection.texts[label], label))
        for finding in findings:
            if finding.file in self.protection.texts:
                where = source(finding.file)
                place = where.within(finding.path, finding.part, finding.number)
                yield where.problem(place, finding.kind, **finding.context)
            else:
                yield Problem(Place(finding.file), messages.sentence(finding.kind, **finding.context))
