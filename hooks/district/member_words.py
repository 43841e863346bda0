"""The words that only members may read, taken from the files as they are written."""

import re
from collections.abc import Iterator

from district import load, source
from district.settings import Folders

_SHORTEST = 12  # letters: what is shorter says too little to be looked for
_MARKS = re.compile(r"[*_`#>|\[\]()!]+|https?://")


def of(folders: Folders) -> frozenset[str]:
    """Every longer text of the member folders that the public ones do not have too."""
    assert folders.public
    public = " ".join(_texts(folders.public)).casefold()
    return frozenset(text for text in _texts(folders) if len(text) >= _SHORTEST and text.casefold() not in public)


def _texts(folders: Folders) -> Iterator[str]:
    for folder in (folders.data, folders.docs):
        for path in load.written(folder):
            file = folder / path
            if file.name == "README.md":
                continue
            yield file.stem
            if file.suffix in (".md", ".yml", ".yaml"):
                text = file.read_text("utf-8", "replace")
                yield from (_lines(text) if file.suffix == ".md" else _values(source.read(text, path).value))


def _values(value: source.Value) -> Iterator[str]:
    if isinstance(value, str):
        yield from _lines(value)
        return
    for inner in value.values() if isinstance(value, dict) else value:
        yield from _values(inner)


def _lines(text: str) -> Iterator[str]:
    """Runs of plain words: a mark may become anything on its way to a page."""
    for line in text.splitlines():
        for part in _MARKS.split(line):
            yield " ".join(part.split())
