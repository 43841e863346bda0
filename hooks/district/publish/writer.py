"""Write the files of a site, on two cores where there are many, and the search index of its pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from district.publish.outputs import Outputs
from district.publish.search_index import Index, part, write_list
from district.site.content import Content, Keys

MANY = 500  # files: fewer are written before a second process would have started
_CHUNK = 100  # files

# The paths, keys and kept paths of some files.
Written = tuple[Mapping[str, str], set[str]]


def write_site(
    contents: Mapping[str, Content], keys: Keys, outputs: Outputs, *, also: Sequence[str] = (), processes: int = 2
) -> None:
    """Write all files and the search index of the pages among them; `also` are pages that are written already."""
    parts = defaultdict(list)
    for path in (*also, *contents):
        if path.endswith(".html"):
            parts[part(path)].append(path)
    with Index(outputs) as index:
        for written in write_files(contents, keys, outputs, processes):
            done = written.union(also)
            for name in [name for name, pages in parts.items() if done.issuperset(pages)]:
                index.begin(parts.pop(name))
        index.finish()
    write_list(outputs)


def write_files(
    contents: Mapping[str, Content], keys: Keys, outputs: Outputs, processes: int = 2
) -> Iterator[set[str]]:
    """Write all files; yield the paths that are written so far, several times."""
    if processes == 1 or len(contents) < MANY:
        _write(contents, keys, outputs)
        yield {*outputs.keys}
        return
    # The workers are forked, so that they share the library without a copy of it.
    with ProcessPoolExecutor(
        processes, get_context("fork"), initializer=_Worker.start, initargs=(contents, keys, outputs)
    ) as pool:
        for future in as_completed(pool.submit(_Worker.write, chunk) for chunk in _chunks(contents)):
            outputs.add(*future.result())
            yield {*outputs.keys}


def _write(contents: Mapping[str, Content], keys: Keys, outputs: Outputs) -> None:
    for path, content in contents.items():
        outputs.write(path, keys.key(content), content.as_bytes)


def _chunks(contents: Mapping[str, Content]) -> Iterator[list[str]]:
    """Yield the paths in chunks, the parts of the search index one after the other.

    All calendars are one chunk, because an event in several of them is written once in a process.
    """
    paths = sorted((path for path in contents if not path.endswith(".ics")), key=part, reverse=True)
    yield [path for path in contents if path.endswith(".ics")]
    for start in range(0, len(paths), _CHUNK):
        yield paths[start : start + _CHUNK]


class _Worker:
    """What a worker process writes from; set once, when the process starts."""

    contents: Mapping[str, Content]
    keys: Keys
    outputs: Outputs

    @classmethod
    def start(cls, contents: Mapping[str, Content], keys: Keys, outputs: Outputs) -> None:
        cls.contents, cls.keys, cls.outputs = contents, keys, outputs

    @classmethod
    def write(cls, paths: Sequence[str]) -> Written:
        """Write some of the files; return their keys and which of them were kept."""
        outputs = cls.outputs
        _write({path: cls.contents[path] for path in paths}, cls.keys, outputs)
        return {path: outputs.keys[path] for path in paths}, outputs.kept.intersection(paths)
