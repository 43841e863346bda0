"""Read all files of a folder of data and a folder of pages, and collect their records and what is wrong with them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from district.checks.problem import KeyPath, Problem
from district.model.added_keys import BODY, ORIGIN
from district.model.base import Origin, Record
from district.model.digest import digest
from district.model.district import District
from district.model.group import Group
from district.model.kinds import BY_NAME, IN_DATA, IN_DOCS, PAGE_NAME, Kind
from district.model.media import Media, published_name
from district.model.page import PageHead, WrittenPage
from district.model.plan import Plan
from district.model.store import Store
from district.reading import files, media, progress, right_path, unmeant, yaml_source
from district.reading.file_reader import FileReader
from district.reading.files import PAGE_ENDINGS, RECORD_ENDINGS, Found
from district.reading.history import Change, dated, last_changes
from district.reading.protection import addresses_in
from district.reading.record import parse_record, without_mistakes
from district.reading.settings import Folders
from district.reading.unusable import UnusableFileError

_HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
# What `draft.markdown` leaves for a person to write, also with the closing mark deleted.
_PLACEHOLDER = re.compile(r"«\s*SKRIV HÄR[^»\n]*»?")


class FolderReader:
    """Reads one pair of folders after the other, and has all that was read so far and the problems in it.

    `unread` are the addresses of the records, pictures and documents that have mistakes, and `partly_read` such
    records without the values that are wrong. `members` is to be set before the members' folders are read.
    """

    def __init__(self, root: Path, store: Store, today: date | None) -> None:
        self.root, self.store, self.today = root, store, today
        self.file_reader = FileReader(store)
        self.problems, self.protection = self.file_reader.problems, self.file_reader.protection
        self.records: dict[str, Record] = {}
        self.written_pages: list[WrittenPage] = []
        self.media: dict[str, Media] = {}
        self.unread: set[str] = set()
        self.partly_read: list[Record] = []
        self.members = False
        self._changes: Mapping[str, Change] = {}
        self._labels = ("", "")

    def _complain(self, file: Found, kind: str, **context: object) -> None:
        self.problems.append(Problem.of_file(file.label, kind, **context))

    def district(self, data: Path) -> District | None:
        """Return what `district.yml` says, or None after adding what is wrong with it."""
        path = data / "district.yml"
        file = Found(path.name, files.label(path, self.root), str(path), path.is_symlink())
        if not path.exists():
            self._complain(file, "no_district")
        elif path.is_dir():
            self._complain(file, "district_folder")
        else:
            return self.file_reader.read("district", file, [file.label], partial(self._new_district, file))
        return None

    def _new_district(self, file: Found, text: str) -> District | None:
        found = yaml_source.read(text, file.label)
        unmeant.add_problems(found, District)
        district = parse_record(District, found, {ORIGIN: Origin(file.label, "district")})
        self.problems += found.problems
        return district

    def read(self, folders: Folders) -> None:
        """Read everything in two folders, and report the files that were most likely meant for them."""
        data, docs = folders.data, folders.docs
        self._labels = files.label(data, self.root), files.label(docs, self.root)
        self._changes = last_changes(data, self.store)
        self._data(data)
        self._changes = last_changes(docs, self.store)
        self._docs(docs)
        for file in right_path.beside(folders):
            self._misplaced(file)
        self.problems += self.protection.text_problems()

    def _misplaced(self, file: Found, mistake: str = "file_stray") -> None:
        text = self.file_reader.text(file) if file.suffix.lower() in PAGE_ENDINGS else ""
        self.problems.append(right_path.misplaced(file, text or "", self._labels, mistake))

    def _data(self, data: Path) -> None:
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
                self._complain(file, "symlink")
            elif file.name == "README.md":
                self.file_reader.text(file)
            elif kind is None or file.suffix not in RECORD_ENDINGS:
                self._misplaced(file)
            else:
                self._record(kind, file, rest.removesuffix(file.suffix))

    def _docs(self, docs: Path) -> None:
        for file in files.below(docs, self.root):
            self.problems += self.protection.file_problems(file)
            name = file.below.removesuffix(".md")
            if file.is_link:
                self._complain(file, "symlink")
            elif file.suffix.lower() in PAGE_ENDINGS and file.suffix != ".md":
                self._misplaced(file)
            elif file.suffix != ".md":
                self._media(file)
            elif self.members and file.below == "README.md":
                self.file_reader.text(file)
            elif kind := IN_DOCS.get(file.below.partition("/")[0]):
                self._record(kind, file, name.partition("/")[2])
            elif not PAGE_NAME.fullmatch(name):
                self._misplaced(file, "file_name")
            else:
                self._page(file)

    def _page(self, file: Found) -> None:
        key = [file.label, str(self.members)]
        page = self.file_reader.read("pages", file, key, partial(self._new_page, file))
        self.written_pages += [page] if page else []

    def _new_page(self, file: Found, text: str) -> WrittenPage:
        """Return a page, whose title is in its front matter, its first heading or its name."""
        found = yaml_source.read(text, file.label)
        head = (parse_record(PageHead, found) if found.front_matter else None) or PageHead()
        if not found.front_matter and text.startswith("---\n"):
            self.problems.append(unmeant.front_matter_problem(found))
        self.problems += found.problems
        heading = _HEADING.search(found.body)
        title = head.title or (heading[1] if heading else PurePosixPath(file.below).stem.capitalize())
        return WrittenPage(file.below, found.body, file.label, title, head.description or "", self.members, head.image)

    def _media(self, file: Found) -> None:
        """Keep a picture or a document, by its address on the site."""
        address = published_name(file.below)
        self.unread.add(address)
        if kind := media.refusal(file.name):
            self._complain(file, kind, given=file.suffix or file.name)
            return
        try:
            found = media.look(file, self.store, members=self.members)
        except UnusableFileError as error:
            self.problems.append(error.problem(file.label))
            return
        self.unread.discard(address)
        if (other := self.media.setdefault(address, found)) is not found:
            self._complain(file, "address_taken", address=address, other=other.label)

    def verify_media(self) -> None:
        """Report pictures and documents that cannot be read to the end."""
        self.problems += media.damaged(self.media.values(), self.store)

    def _record(self, kind: Kind, file: Found, name: str) -> None:
        if not kind.holds(name):
            self._misplaced(file, "file_name")
            return
        address = f"{kind.address}{name}/"
        self.unread.add(address)
        read = self.file_reader.read("records", file, [kind.name], partial(self._new_record, kind, file, name))
        if read is None:
            return
        self.unread.discard(address)
        record = read.model_copy(update={"origin": self._origin(file, name, read.origin.lines)})
        if isinstance(record, Group):
            self.protection.allow(address for way in record.contact for address in way.addresses)
        other = self.records.setdefault(record.path, record)
        if other is not record:
            self._complain(file, "two_files", other=other.origin.file)

    def _new_record(self, kind: Kind, file: Found, name: str, text: str) -> Record | None:
        """Return the record in a file, or None after adding what is wrong with it."""
        found = yaml_source.read(text, file.label)
        unmeant.add_problems(found, kind.model)
        if kind.model is Group:
            # Also if something else in the file is wrong.
            self.protection.allow(addresses_in(found.value))
        if kind.in_docs:
            wrong = None if found.front_matter else unmeant.front_matter_problem(found)
        else:
            wrong = right_path.wrong_kind(kind, file, found, self._labels)
        if wrong:
            self.problems.append(wrong)
            return None
        # Only goals are linked to by their lines.
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

    def _origin(self, file: Found, name: str, lines: Mapping[KeyPath, int]) -> Origin:
        changed, sequence = dated(self._changes.get(file.below), self.today)
        key = digest([file.label, self.protection.texts[file.label], str(changed), str(sequence)])
        return Origin(file.label, name, lines, self.members, key, changed, sequence)
