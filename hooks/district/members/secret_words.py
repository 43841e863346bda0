"""Collect the texts that only members may read, from the files of the member folders.

Texts that also occur in public files or in the program are left out: a false alarm stops publishing
and teaches people to ignore true ones.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from district.reading import files, yaml_source
from district.reading.settings import Folders

_MIN_LETTERS = 12  # shorter texts are too common to search for
_MARKUP = re.compile(r"[*_`#>|\[\]()!<]+|[{}]|^\s*(?:[-+]|\d+\.)\s", re.MULTILINE)
_URL = re.compile(r"https?://([^\s<>\"')\]]+)")
_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|[^\s\[\]()]*/[^\s\[\]()]*")
# Days and times are written with the same words on public pages.
_DATE_WORDS = re.compile(
    r"\b(?:(?:mån|tis|ons|tors|fre|lör|sön)dag\w{0,2}|januari|februari|mars|april|maj|juni|juli|augusti"
    r"|(?:septem|okto|novem|decem)ber|klockan)\b",
    re.IGNORECASE,
)
_PACKAGE = Path(__file__).parents[1]


def secret_texts(folders: Folders, site_url: str = "") -> frozenset[str]:
    """Return every text of at least 12 letters in the member folders that is not public too.

    A text is a run of words without markup, a link's target, or a file's name. `site_url` is public.
    """
    assert folders.public
    published = chain.from_iterable(_files(folders.public))
    # The words of the modules and templates may be on any page.
    program = (path.read_text("utf-8") for path in (*_PACKAGE.rglob("*.py"), *(_PACKAGE / "site/templates").iterdir()))
    public = _plain(" ".join([site_url, *published, *program]))
    long_enough = {text for text in _texts(folders) if _is_long_enough(text)}
    return frozenset(text for text in long_enough if _plain(text) not in public)


def _is_long_enough(text: str) -> bool:
    return sum(character.isalpha() for character in _DATE_WORDS.sub("", text)) >= _MIN_LETTERS


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).casefold().split())


def _files(folders: Folders) -> Iterator[tuple[str, str]]:
    """Yield each file's path relative to its folder, and its text if it is Markdown or YAML."""
    for folder in (folders.data, folders.docs):
        for file in files.below(folder, folder):
            if file.name != "README.md":
                is_text = file.suffix in (".md", ".yml", ".yaml")
                yield file.below, file.path.read_text("utf-8", "replace") if is_text else ""


def _texts(folders: Folders) -> Iterator[str]:
    for path, text in _files(folders):
        yield from _names(path)
        if path.endswith(".md"):
            page = yaml_source.read(text, path)
            yield from (*_values(page.value), *_lines(page.body))
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
    """Yield the targets of links, and the text between markup, which may be rendered as anything."""
    for address in _URL.findall(text):
        # A host alone is not secret. The address of a meeting is.
        if address.rstrip("/").count("/"):
            yield address.rstrip(".,;:/")
    without_urls = _URL.sub("\n", text)
    for target in _TARGET.findall(without_urls):
        yield from _names(target)
    for line in _TARGET.sub("\n", without_urls).splitlines():
        for part in _MARKUP.split(line):
            yield " ".join(part.split())


def _names(path: str) -> Iterator[str]:
    """Yield the parts of a path one by one: a folder may be public and the file in it secret."""
    for name in re.split(r"[/?#()]", path):
        yield name.partition(".")[0]
