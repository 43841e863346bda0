"""Pictures and documents as they are published: each is converted once, and kept in `.cache/photos`.

A kept file is named after what it was made from, its length and its own digest, so that one that is cut short or
altered is not used. What is for members is kept in memory alone.
"""

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from district.checks.problem import Mistakes
from district.library.library import Library
from district.model.digest import digest
from district.model.media import Media
from district.publish.fingerprint import installed
from district.reading import media, workers
from district.reading.unusable import UnusableFileError

# Not all of the program, so that most changes to it leave the conversions as they are.
_CONVERTER: tuple[bytes | str, ...] = (
    *(Path(media.__file__).with_name(name).read_bytes() for name in ("pictures.py", "documents.py")),
    *(package for package in installed() if package.startswith(("pillow", "pikepdf"))),
)


class _Kept(NamedTuple):
    """What a file became: its name in the folder, or the bytes themselves."""

    length: int
    name: str = ""
    data: bytes = b""


class Conversions:
    """The conversions of one site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = dict(_listed(folder))

    def prepare(self, library: Library, processes: int = workers.CORES) -> Library:
        """Convert what is new, and return the library with the length of everything.

        Raises Mistakes for pictures and documents that cannot be read to the end.
        """
        new = {_key(found): found for found in library.media.values() if _key(found) not in self._kept}
        problems = []
        for found, kept in media.attempts(partial(_convert, self._folder), [*new.values()], processes):
            if isinstance(kept, UnusableFileError):
                problems.append(kept.problem(found.label))
            else:
                self._kept[_key(found)] = kept
        if problems:
            raise Mistakes(problems)
        for found in library.media.values():
            library.store.put("whole", found.digest, True)
        sized = {path: replace(each, length=self._kept[_key(each)].length) for path, each in library.media.items()}
        return replace(library, media=sized)

    def read(self, found: Media) -> bytes:
        """Return a file as it is published."""
        kept = self._kept[_key(found)]
        try:
            data = kept.data or (self._folder / kept.name).read_bytes()
        except FileNotFoundError:
            data = b""
        return data if kept.data or kept.name == _name(found, data) else media.cleaned(found.file)

    def forget(self, library: Library) -> None:
        """Remove what the site no longer shows."""
        used = {self._kept[_key(found)].name for found in library.media.values()}
        for kept in self._kept.values():
            if kept.name and kept.name not in used:
                (self._folder / kept.name).unlink(missing_ok=True)


def _listed(folder: Path) -> Iterable[tuple[str, _Kept]]:
    for entry in os.scandir(folder) if folder.is_dir() else ():
        key, length, *_ = (*entry.name.split("-"), "")
        if length == str(size := entry.stat().st_size):
            yield key, _Kept(size, entry.name)


def _key(found: Media) -> str:
    return digest([*_CONVERTER, found.digest])


def _name(found: Media, data: bytes) -> str:
    return f"{_key(found)}-{len(data)}-{digest([data])}"


def _convert(folder: Path, found: Media) -> _Kept:
    data = media.cleaned(found.file)
    if found.members:
        return _Kept(len(data), data=data)
    folder.mkdir(parents=True, exist_ok=True)
    name = _name(found, data)
    new = folder / f"{name}.{os.getpid()}"
    new.write_bytes(data)
    new.replace(folder / name)
    return _Kept(len(data), name)
