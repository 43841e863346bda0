"""What lies below the folders that people write in: every file, and what is known of pictures before they are shown."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import relpath, splitext
from pathlib import Path

from district.model.kinds import RECORD_ENDINGS
from district.publish.memory import Memory, digest
from district.reading import photos, pictures
from district.reading.settings import Folders


@dataclass(frozen=True)
class Found:
    """A file by its path below the folder and its name in the repository; a link is never followed."""

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
        """`.md` of `om.md`; empty where the name has none."""
        return splitext(self.name)[1]  # noqa: PTH122


def label(path: Path, root: Path) -> str:
    """How a file or a folder is named in messages: from where the repository is."""
    return Path(relpath(path, root)).as_posix().encode("utf-8", "replace").decode()


def below(folder: Path, root: Path) -> list[Found]:
    """Every file below the folder, in order; what begins with a dot is nobody's data."""
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


def texts(folders: Folders) -> dict[str, str]:
    """Every file of data as it is written, by its name in the repository."""
    files = (file for file in below(folders.data, folders.root) if file.suffix in RECORD_ENDINGS and not file.is_link)
    return {file.label: file.path.read_text("utf-8-sig") for file in files}


def media(docs: Path, memory: Memory) -> dict[str, int]:
    """What pages may show, by its path below the folder, with the length in bytes that it is published with."""
    return {file.below: _length(file, memory) for file in below(docs, docs) if file.suffix != ".md"}


def _length(file: Found, memory: Memory) -> int:
    """A photo is made anew, which takes its time."""
    try:
        if not photos.is_photo(file.name):
            return file.path.stat().st_size
        data = file.path.read_bytes()
        key = digest([file.suffix.lower(), data])
        return memory.found("photos", key, lambda: len(photos.cleaned(data, file.name)))
    except (ValueError, OSError):
        return 0


def sizes(docs: Path) -> dict[str, tuple[int, int]]:
    """The width and height of what is a picture, in pixels, as it is published."""
    known = {}
    for found in below(docs, docs):
        if found.suffix.lower() in pictures.ENDINGS and not found.is_link:
            with found.path.open("rb") as file:
                if size := pictures.size(file):
                    known[found.below] = photos.published(size) if photos.is_photo(found.name) else size
    return known
