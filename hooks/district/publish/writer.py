"""Write the files of a site that have changed, on two cores."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from district.model.store import Store
from district.publish.outputs import Outputs
from district.reading import progress, workers
from district.site.content import Content, Keys
from district.site.search.index import FOLDER

FEW = 8  # files: one process writes them before a second one has started
_LARGEST_CHUNK = 100  # files
# Files with these endings are made together, because an event in several of them is written once in a process.
_TOGETHER = (".ics", ".xml", ".json")
# Files with these endings are made first, in this order, since their chunks take longest.
_ORDER = (*_TOGETHER, ".html", ".jpg", ".png")


def write_files(
    contents: Mapping[str, Content], keys: Keys, outputs: Outputs, store: Store, processes: int = 2
) -> None:
    """Write all files but those that the last build made from the same."""
    changed = [path for path, content in contents.items() if not outputs.keeps(path, keys.key(content))]

    def write(paths: Sequence[str]) -> list[tuple[str, str, Any]]:
        for path in paths:
            outputs.write(path, contents[path].as_bytes())
        return store.take_new()

    # What was computed until now need not be sent back.
    store.take_new()
    chunks = [*_chunks(changed)]
    done = workers.each(write, chunks, processes if len(changed) > FEW else 1)
    for _, computed in progress.shown(f"Skriver {len(changed)} filer, i delar", done, len(chunks)):
        store.add(computed)


def _chunks(paths: Iterable[str]) -> Iterator[list[str]]:
    """Yield the paths in chunks of files that are made with the same libraries, since a process loads what it uses."""
    groups = defaultdict(list)
    for path in paths:
        groups[PurePosixPath(path).suffix, path.startswith(FOLDER)].append(path)
    places = {ending: place for place, ending in enumerate(_ORDER)}
    for (ending, _), group in sorted(groups.items(), key=lambda row: places.get(row[0][0], len(_ORDER))):
        size = len(group) if ending in _TOGETHER else min(len(group) // 16 + 1, _LARGEST_CHUNK)
        for start in range(0, len(group), size):
            yield group[start : start + size]
