"""The files below the folders that people write in."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import relpath, splitext
from pathlib import Path

from district.reading.settings import Folders

RECORD_ENDINGS = (".yml", ".yaml")
PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".txt", "", *RECORD_ENDINGS)


@dataclass(frozen=True)
class Found:
    """A file: its path below the folder, its name in messages, and where it is. Links are never followed."""

    below: str
    label: str
    place: str
    is_link: bool = False

    @property
    def path(self) -> Path:
        return Path(self.place)

    @property
    def name(self) -> str:
        return self.below.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """The ending of the name, such as `.md`, or ""."""
        return splitext(self.name)[1]  # noqa: PTH122


def label(path: Path, root: Path) -> str:
    """Return the name of a file or folder in messages: its path from the repository's root."""
    return Path(relpath(path, root)).as_posix().encode("utf-8", "replace").decode()


def below(folder: Path, root: Path) -> list[Found]:
    """Return every file below the folder, in order, without names that begin with a dot."""
    return [*_below(folder, "", label(folder, root))] if folder.is_dir() else []


def _below(folder: Path | str, start: str, named: str) -> Iterator[Found]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        path, name = start + entry.name, entry.name.encode("utf-8", "replace").decode()
        if entry.is_symlink() or entry.is_file():
            yield Found(path, f"{named}/{name}", entry.path, entry.is_symlink())
        elif entry.is_dir():
            yield from _below(entry.path, f"{path}/", f"{named}/{name}")


def decoded(data: bytes, errors: str = "strict") -> str:
    """Return a text with normal line breaks."""
    return data.decode("utf-8", errors).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def texts(folders: Folders) -> dict[str, str]:
    """Return the text of every file of data, by its name in the repository."""
    files = (file for file in below(folders.data, folders.root) if file.suffix in RECORD_ENDINGS and not file.is_link)
    return {file.label: file.path.read_text("utf-8-sig") for file in files}
