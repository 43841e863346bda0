"""Write the files of a site, on two cores where there are many, and the search index of its pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from district.model.store import Store
from district.publish.outputs import Outputs
from district.publish.search_index import Index, part, write_list
from district.reading import progress, workers
from district.site.content import Content, Keys

MANY = 500  # files: fewer are written before a second process would have started
_CHUNK = 100  # files

# The keys of some files by path, the paths of those that were kept, and what was computed for them.
Written = tuple[Mapping[str, str], set[str], Sequence[tuple[str, str, Any]]]


def write_site(
    contents: Mapping[str, Content],
    keys: Keys,
    outputs: Outputs,
    store: Store,
    *,
    also: Sequence[str] = (),
    processes: int = 2,
) -> None:
    """Write all files and the search index of the pages among them; `also` are pages that are written already."""
    parts = defaultdict(list)
    for path in (*also, *contents):
        if path.endswith(".html"):
            parts[part(path)].append(path)
    with Index(outputs) as index:
        for written in write_files(contents, keys, outputs, store, processes):
            done = written.union(also)
            for name in [name for name, pages in parts.items() if done.issuperset(pages)]:
                index.begin(parts.pop(name))
        index.finish()
    write_list(outputs)


def write_files(
    contents: Mapping[str, Content], keys: Keys, outputs: Outputs, store: Store, processes: int = 2
) -> Iterator[set[str]]:
    """Write all files; yield the paths that are written so far, several times."""

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
        yield {*outputs.keys}


def _chunks(contents: Mapping[str, Content]) -> Iterator[list[str]]:
    """Yield the paths in chunks, the parts of the search index one after the other.

    All calendars are one chunk, because an event in several of them is written once in a process.
    """
    paths = sorted((path for path in contents if not path.endswith(".ics")), key=part, reverse=True)
    yield [path for path in contents if path.endswith(".ics")]
    for start in range(0, len(paths), _CHUNK):
        yield paths[start : start + _CHUNK]
