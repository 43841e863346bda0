"""Reading the folders that people write in; with `reading` and `files`, all that reads what they wrote."""

from collections.abc import Iterator
from pathlib import Path

from district.checks import privacy
from district.checks.problem import Mistakes
from district.library.library import Library
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study
from district.publish.memory import Memory
from district.reading import files
from district.reading.reader import Reading
from district.reading.settings import Folders


def library(folders: Folders, memory: Memory | None = None) -> Library:
    """Read everything below the two folders, after the public two beside them if there are such.

    Nobody's personal data may stand in the open, nor a personal number before members. What the
    `memory` knows of a file is not found out again.
    Raises Mistakes with everything that is wrong in any file.
    """
    known = memory or Memory()
    reading = Reading(folders.root, known)
    public = folders.public or folders
    district = reading.district(public.data)
    reading.allowed = district.contacts if district else None
    reading.all(public.data, public.docs)
    if folders.public:
        reading.members, reading.allowed = True, None
        reading.all(folders.data, folders.docs)
    if district:
        found = Library(
            district,
            events=reading.of(Event),
            studies=reading.of(Study),
            plans=reading.of(Plan),
            newsletters=reading.of(Newsletter),
            data_folder=files.label(folders.data, folders.root),
            media={**files.media(public.docs, known), **files.media(folders.docs, known)},
            written_pages=tuple(reading.written),
            docs=files.label(folders.docs, folders.root),
            sizes={**files.sizes(public.docs), **files.sizes(folders.docs)},
        )
        reading.judge(found)
        reading.remember()
        if not reading.problems:
            return found
    contacts = district.contacts if district else None
    raise Mistakes(privacy.mask_problem(problem, contacts) for problem in reading.problems)


def written(docs: Path) -> Iterator[str]:
    """Every file that people put among the pages, by its path below the folder."""
    for file in files.below(docs, docs):
        yield file.below
