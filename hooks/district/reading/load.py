"""Reading the folders that people write in; with `reading` and `files`, all that reads what they wrote."""

from district.checks import privacy
from district.checks.problem import Mistakes
from district.library.library import Library
from district.model.store import Store
from district.reading import files
from district.reading.reader import Reading
from district.reading.settings import Folders


def library(folders: Folders, store: Store | None = None) -> Library:
    """Read everything below the two folders, after the public two beside them if there are such.

    Nobody's personal data may stand in the open, nor a personal number before members. What the
    `store` knows of a file is not found out again.
    Raises Mistakes with everything that is wrong in any file.
    """
    known = store or Store()
    reading = Reading(folders.root, known)
    public = folders.public or folders
    district = reading.district(public.data)
    contacts = reading.allowed = district.contacts if district else None
    reading.all(public.data, public.docs)
    if folders.public:
        reading.members, reading.allowed = True, None
        reading.all(folders.data, folders.docs)
    if district:
        found = Library(
            district,
            tuple(reading.records.values()),
            data_folder=files.label(folders.data, folders.root),
            media={**files.media(public.docs, folders.root, known), **files.media(folders.docs, folders.root, known)},
            written_pages=tuple(reading.written),
            docs=files.label(folders.docs, folders.root),
            store=known,
        )
        reading.judge(found)
        reading.remember()
        if not reading.problems:
            return found
    raise Mistakes(privacy.mask_problem(problem, contacts) for problem in reading.problems)
