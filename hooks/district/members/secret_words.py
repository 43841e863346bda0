"""The words that only members may read, taken from the files as they are written.

A word that anyone may write is none of them: a false alarm stops the publishing, and teaches people
to pass by the true ones.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from district.reading import load, yaml_source
from district.reading.settings import Folders

_SHORTEST = 12  # letters: what is shorter says too little to be looked for
_MARKS = re.compile(r"[*_`#>|\[\]()!<]+|[{}]|^\s*(?:[-+]|\d+\.)\s", re.MULTILINE)
_WEB = re.compile(r"https?://([^\s<>\"')\]]+)")
_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|[^\s\[\]()]*/[^\s\[\]()]*")
# The calendar writes days and times in the same words for everyone.
_WHEN = re.compile(
    r"\b(?:(?:mån|tis|ons|tors|fre|lör|sön)dag\w{0,2}|januari|februari|mars|april|maj|juni|juli|augusti"
    r"|(?:septem|okto|novem|decem)ber|klockan)\b",
    re.IGNORECASE,
)
_OURS = Path(__file__).parents[1]


def of(folders: Folders, site_url: str = "") -> frozenset[str]:
    """Every longer text of the member folders that nothing public says too."""
    assert folders.public
    public = _plain(" ".join([site_url, *_public(folders.public), *_said_by_us()]))
    found = {text for text in _texts(folders) if _tells(text)}
    return frozenset(text for text in found if _plain(text) not in public)


def _tells(text: str) -> bool:
    return sum(sign.isalpha() for sign in _WHEN.sub("", text)) >= _SHORTEST


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).casefold().split())


def _public(folders: Folders) -> Iterator[str]:
    for path, text in _files(folders):
        yield path
        yield text


def _said_by_us() -> Iterator[str]:
    """What the pages say of their own accord."""
    for path in (*_OURS.rglob("*.py"), *(_OURS / "site/templates").iterdir()):
        yield path.read_text("utf-8")


def _files(folders: Folders) -> Iterator[tuple[str, str]]:
    """Each file's path below its folder, and its text if it is one that people write."""
    for folder in (folders.data, folders.docs):
        for path in load.written(folder):
            file = folder / path
            if file.name != "README.md":
                written = file.suffix in (".md", ".yml", ".yaml")
                yield path, file.read_text("utf-8", "replace") if written else ""


def _texts(folders: Folders) -> Iterator[str]:
    for path, text in _files(folders):
        yield from _names(path)
        if path.endswith(".md"):
            page = yaml_source.read_page(text, path) or yaml_source.page_without_head(text, path)
            yield from (*_values(page.value), *_lines(yaml_source.body(page)))
        elif text:
            yield from _values(yaml_source.read(text, path).value)


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _lines(value)
    elif isinstance(value, dict):
        yield from _values([*value.values()])
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _values(inner)


def _lines(text: str) -> Iterator[str]:
    """Where the links lead, and runs of plain words: a mark may become anything on its way to a page."""
    for address in _WEB.findall(text):
        # A host alone is nobody's secret; the address of a meeting is.
        if address.rstrip("/").count("/"):
            yield address.rstrip(".,;:/")
    within = _WEB.sub("\n", text)
    for target in _TARGET.findall(within):
        yield from _names(target)
    for line in _TARGET.sub("\n", within).splitlines():
        for part in _MARKS.split(line):
            yield " ".join(part.split())


def _names(path: str) -> Iterator[str]:
    """The names in an address: a public folder's is no secret, a member file's is."""
    for name in re.split(r"[/?#()]", path):
        yield name.partition(".")[0]
