"""What lies below the folders that people write in: every file, and what is known of pictures before they are shown."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import relpath, splitext
from pathlib import Path

from district.library.library import Media
from district.model.digest import digest
from district.model.kinds import RECORD_ENDINGS
from district.model.store import Store
from district.reading import pictures
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


def media(docs: Path, root: Path, store: Store) -> dict[str, Media]:
    """Return what pages may show, by its path below the folder."""
    files = (file for file in below(docs, root) if file.suffix != ".md" and not file.is_link)
    return {file.below: _media(file, store) for file in files}


def _media(file: Found, store: Store) -> Media:
    data = file.path.read_bytes()
    key = digest([file.suffix.lower(), data])
    if not pictures.is_photo(file.name):
        return Media(file.place, key, len(data), pictures.size(data, file.name))
    try:
        # Re-encoding a photo is slow.
        length = store.found("photos", key, lambda: len(pictures.cleaned(data, file.name)))
    except ValueError:
        length = 0
    return Media(file.place, key, length, pictures.size(data, file.name))
