"""Write the files of a site, on two cores where there are many."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from district.model.store import Store
from district.publish.outputs import Outputs
from district.reading import progress, workers
from district.site.content import Content, Keys
from district.site.search.index import FOLDER

MANY = 500  # files: fewer are written before a second process would have started
_CHUNK = 100  # files

# The keys of some files by path, the paths of those that were kept, and what was computed for them.
Written = tuple[Mapping[str, str], set[str], Sequence[tuple[str, str, Any]]]


def write_files(
    contents: Mapping[str, Content], keys: Keys, outputs: Outputs, store: Store, processes: int = 2
) -> None:
    """Write all files."""

    def write(paths: Sequence[str]) -> Written:
        for path in paths:
            outputs.write(path, keys.key(contents[path]), contents[path].as_bytes)
        keys_of = {path: outputs.keys[path] for path in paths}
        return keys_of, outputs.kept.intersection(paths), store.take_new()

    chunks = [*_chunks(contents)]
    done = workers.each(write, chunks, processes if len(contents) >= MANY else 1)
    for _, written in progress.shown(f"Skriver {len(contents)} filer, i delar", done, len(chunks)):
        keys_of, kept, computed = written
        outputs.add(keys_of, kept)
        store.add(computed)


def _chunks(contents: Mapping[str, Content]) -> Iterator[list[str]]:
    """Yield the paths in chunks.

    All calendars are one chunk, because an event in several of them is written once in a process, and so are the
    files of the search index, which are made together.
    """
    paths = [path for path in contents if not _is_calendar(path) and not _is_search(path)]
    yield [*filter(_is_search, contents)]
    yield [*filter(_is_calendar, contents)]
    for start in range(0, len(paths), _CHUNK):
        yield paths[start : start + _CHUNK]


def _is_calendar(path: str) -> bool:
    return path.endswith(".ics")


def _is_search(path: str) -> bool:
    return path.startswith(FOLDER) and path.endswith(".json")
