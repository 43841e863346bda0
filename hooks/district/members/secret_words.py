"""Collect the texts that only members may read, from the files of the member folders.

Texts that also occur in public files or in the program are left out: a false alarm stops publishing
and teaches people to ignore true ones.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from district.members import leaks
from district.reading import files, yaml_source
from district.reading.settings import Folders

# Fewer letters are too common to search for. A name is a title, another whole value, a heading, or a file's name.
_MIN, _MIN_OF_NAME = 12, 5
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MARKUP = re.compile(r"[*_`#>|\[\]()!<]+|[{}]|^\s*(?:[-+]|\d+\.)\s", re.MULTILINE)
_URL = re.compile(r"https?://([^\s<>\"')\]]+)")
_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|[^\s\[\]()]*/[^\s\[\]()]*")
# Days and times are written with the same words on public pages.
_DATE_WORDS = re.compile(
    r"\b(?:(?:mån|tis|ons|tors|fre|lör|sön)dag\w{0,2}|januari|februari|mars|april|maj|juni|juli|augusti"
    r"|(?:septem|okto|novem|decem)ber|klockan)\b",
    re.IGNORECASE,
)
_PROGRAM_ENDINGS = (".py", ".html", ".md", ".txt", ".xml", ".js", ".css")
_PACKAGE = Path(__file__).parents[1]


def secret_texts(folders: Folders, site_url: str = "") -> frozenset[str]:
    """Return every text of at least 12 letters, and every name of at least 5, in the member folders only.

    A text is a run of words without markup, a link's target, or a file's name. `site_url` is public.
    """
    assert folders.public
    published = chain.from_iterable(_files(folders.public))
    public = leaks.spaced(" ".join([site_url, *published, *_program()]))
    squeezed, public = public.replace(" ", ""), f" {public} "
    texts = {text for text in _texts(folders) if _letters(text) >= _MIN}
    names = {name for name in _names_in(folders) if _MIN_OF_NAME <= _letters(name) < _MIN}
    return frozenset(text for text in texts | names if not _is_in(text, public, squeezed))


def _is_in(text: str, public: str, squeezed: str) -> bool:
    """Return whether a text is public too, as `leaks.find` would find it."""
    letters = leaks.letters(text)
    return letters in squeezed if len(letters) >= leaks.LONG else f" {leaks.spaced(text)} " in public


def _program() -> Iterator[str]:
    """Yield the program's and the theme's texts, whose words may be on any page."""
    for folder in (_PACKAGE, _PACKAGE.parents[1] / "overrides"):
        for path in folder.rglob("*"):
            if path.is_file() and path.suffix in _PROGRAM_ENDINGS:
                yield path.read_text("utf-8")


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in _DATE_WORDS.sub("", text))


def _files(folders: Folders) -> Iterator[tuple[str, str]]:
    """Yield each file's path relative to its folder, and its text if it is Markdown or YAML."""
    for folder in (folders.data, folders.docs):
        for file in files.below(folder, folder):
            if file.name != "README.md":
                is_text = file.suffix in (".md", ".yml", ".yaml")
                yield file.below, file.path.read_text("utf-8", "replace") if is_text else ""


def _sources(folders: Folders) -> Iterator[tuple[str, list[str], str]]:
    """Yield each file's path, the values in its YAML and its Markdown."""
    for path, text in _files(folders):
        source = yaml_source.read(text, path)
        yield path, [*_scalars(source.value)], source.body if path.endswith(".md") else ""


def _texts(folders: Folders) -> Iterator[str]:
    for path, values, body in _sources(folders):
        yield from chain(_names(path), *map(_lines, [*values, body]))


def _names_in(folders: Folders) -> Iterator[str]:
    for path, values, body in _sources(folders):
        yield from chain(_names(path), values, _HEADING.findall(body))


def _scalars(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _scalars(inner)


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
