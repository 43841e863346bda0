"""Read a district: everything that people wrote in its folders, as a library."""

from datetime import date

from district.checks import notes as rules_of_notes
from district.checks.masking import mask_problems
from district.checks.problem import Mistakes, Problem
from district.library.library import Library
from district.model.store import Store
from district.reading import files
from district.reading.reader import Reading
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
    reading = Reading(folders.root, known, today)
    public = folders.public or folders
    district = reading.district(public.data)
    reading.protection.allowed = district.contacts if district else None
    reading.all(public)
    contacts = reading.protection.allowed
    if folders.public:
        reading.members, reading.protection.allowed = True, None
        reading.all(folders)
    if notes is not None:
        reading.verify()
    if district:
        found = Library(
            district,
            tuple(reading.records.values()),
            data_folder=files.label(folders.data, folders.root),
            media=reading.media,
            written_pages=tuple(reading.written),
            docs=files.label(folders.docs, folders.root),
            store=known,
            site_url=folders.site_url,
        )
        reading.judge(found, today or date.max)
        reading.remember()
        if not reading.problems:
            if notes is not None:
                found_notes = reading.placed(rules_of_notes.notes(found))
                notes += sorted(mask_problems(found_notes, reading.protection.texts, contacts))
            return found
    # Masking looks for all personal data of a file in each message, so only those that are shown are masked.
    raise Mistakes(mask_problems(Mistakes(reading.problems).problems, reading.protection.texts, contacts))
