"""The files of one build. Those that the last build made from the same stay where they are."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath

from district.publish.cache import Record, Stamp


class Outputs:
    """Files written below `folder`, for a site that lies in `target`.

    Files in `target` that the last build's `record` lists with the same key are kept there. `finish`
    moves the new files to them. Without a target everything is written, and stays, in `folder`.
    """

    def __init__(self, folder: Path, target: Path | None = None, record: Record | None = None) -> None:
        self.folder = folder
        self._target = target
        self._record = record or Record()
        self._found = written(target) if target else {}
        # A file that anyone has changed since is written again.
        self._intact = frozenset(path for path, _ in self._found.items() & self._record.stamps.items())
        self.keys: dict[str, str] = {}
        self.kept: set[str] = set()

    def is_current(self, inputs: str) -> bool:
        """Return whether a build of these inputs would give the site that is there."""
        return self._record.inputs == inputs and self._found == self._record.stamps

    def keeps(self, path: str, key: str) -> bool:
        """Note the key of a file, and return whether the last build left the file made from the same."""
        self.keys[path] = key
        if is_kept := path in self._intact and self._record.keys.get(path) == key:
            self.kept.add(path)
        return is_kept

    def write(self, path: str, data: bytes) -> None:
        file = self.folder / path
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def finish(self, inputs: str) -> Record | None:
        """Put the new files in their place, remove those that are gone, and return the record of this build.

        Without a target there is nothing to go on from next time, and so no record.
        """
        if not self._target:
            return None
        new = written(self.folder)
        stamps = {path: self._found[path] for path in self.kept} | new
        self._remove(self._found.keys() - stamps.keys())
        if self._target.exists():
            for parent in {PurePath(path).parent for path in new}:
                (self._target / parent).mkdir(parents=True, exist_ok=True)
            for path in new:
                Path(f"{self.folder}/{path}").replace(f"{self._target}/{path}")
            shutil.rmtree(self.folder)
        else:
            self.folder.replace(self._target)
        return Record(inputs, {path: self.keys.get(path, "") for path in stamps}, stamps)

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that are empty without them."""
        assert self._target
        gone = [*paths]
        for path in gone:
            (self._target / path).unlink()
        parents = {parent for path in gone for parent in PurePath(path).parents[:-1]}
        for parent in sorted(parents, key=lambda parent: len(parent.parts), reverse=True):
            with suppress(OSError):  # something is left in it
                (self._target / parent).rmdir()


def written(site: Path) -> dict[str, Stamp]:
    """Return every file of a built site by its address, with its stamp."""
    return dict(_below(site, "")) if site.is_dir() else {}


def _below(folder: Path | str, start: str) -> Iterator[tuple[str, Stamp]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{start}{entry.name}/")
        else:
            found = entry.stat(follow_symlinks=False)
            yield start + entry.name, (found.st_size, found.st_mtime_ns)
