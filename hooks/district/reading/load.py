"""Read a district: everything that people wrote in its folders, as a library."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from district.checks import notes as rules_of_notes
from district.checks import rules
from district.checks.masking import mask_problems
from district.checks.problem import MOST_IN_A_FILE, Finding, Mistakes, Problem
from district.library.library import Library
from district.model.district import District
from district.model.store import Store
from district.reading import files, yaml_source
from district.reading.folder_reader import FolderReader
from district.reading.settings import Folders


def library(
    folders: Folders, store: Store | None = None, today: date | None = None, notes: list[Problem] | None = None
) -> Library:
    """Read everything below the data and docs folders; for the members' site the public ones first.

    With the day, records get the change that git knows of, and reports dated after it are mistakes. `store`
    has what earlier runs read in unchanged files. Raises Mistakes with everything that is wrong in any file,
    personal data included. With `notes`, pictures and documents are read to the end, as publishing them would, and
    what is worth a look and stops nothing is added.
    """
    known = store or Store()
    reader = FolderReader(folders.root, known, today)
    district, contacts = _read(reader, folders)
    if notes is not None:
        reader.verify_media()
    if district:
        found = Library(
            district,
            tuple(reader.records.values()),
            data_folder=files.label(folders.data, folders.root),
            media=reader.media,
            written_pages=tuple(reader.written_pages),
            docs=files.label(folders.docs, folders.root),
            store=known,
            site_url=folders.site_url,
            unread=frozenset(reader.unread),
        )
        reader.problems += _problems_of_all(found, reader, today or date.max)
        reader.file_reader.remember()
        if not reader.problems:
            if notes is not None:
                found_notes = _placed(rules_of_notes.notes(found), reader.protection.texts)
                notes += sorted(mask_problems(found_notes, reader.protection.texts, contacts))
            return found
    # Masking looks for all personal data of a file in each message, so only those that are shown are masked.
    raise Mistakes(mask_problems(Mistakes(reader.problems).problems, reader.protection.texts, contacts))


def _read(reader: FolderReader, folders: Folders) -> tuple[District | None, frozenset[str] | None]:
    """Read the public folders and then the members'. Return the district, and the contacts that may be published."""
    public = folders.public or folders
    district = reader.district(public.data)
    reader.protection.allowed = district.contacts if district else None
    reader.read(public)
    contacts = reader.protection.allowed
    if folders.public:
        reader.members, reader.protection.allowed = True, None
        reader.read(folders)
    return district, contacts


def _problems_of_all(found: Library, reader: FolderReader, today: date) -> list[Problem]:
    """Return the problems that can only be seen in all records together, where no other is reported already."""
    partly = reader.partly_read
    whole = replace(found, all_records=(*found.all_records, *partly)) if partly else found
    known = {problem.place for problem in reader.problems}
    findings = _first(rules.findings(found, whole, today))
    return [problem for problem in _placed(findings, reader.protection.texts) if problem.place not in known]


def _first(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first findings of each file: those that are reported, and one that shows that there are more."""
    numbers: Counter[str] = Counter()
    for finding in findings:
        numbers[finding.file] += 1
        if numbers[finding.file] <= MOST_IN_A_FILE + 1:
            yield finding


def _placed(findings: Iterable[Finding], texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the findings with their lines and columns, by the texts of the files."""
    source = cache(lambda label: yaml_source.read(texts[label], label))
    for finding in findings:
        if finding.file in texts:
            where = source(finding.file)
            place = where.within(finding.path, finding.part, finding.number)
            yield where.problem(place, finding.kind, **finding.context)
        else:
            yield Problem.of_file(finding.file, finding.kind, **finding.context)
