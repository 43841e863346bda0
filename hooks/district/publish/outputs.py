"""Writes a site's files, but for those that the last build made of the same: they stay where they are."""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePath

# A file's length in bytes, and when it was written, in nanoseconds.
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Notes:
    """What a build noted: a name for all that it read, and each file with its key and its stamp."""

    inputs: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Stamp] = field(default_factory=dict)

    @cached_property
    def together(self) -> Mapping[str, list[str]]:
        """The files of each key."""
        paths = defaultdict(list)
        for path, key in self.keys.items():
            if key:
                paths[key].append(path)
        return paths


@dataclass(frozen=True)
class Last:
    """The build before: the folder of its site, whole and in its place, what it noted, and what lies there now."""

    folder: Path
    notes: Notes
    found: Mapping[str, Stamp]

    @cached_property
    def intact(self) -> frozenset[str]:
        """The files that are as they were left."""
        return frozenset(path for path, _ in self.found.items() & self.notes.files.items())

    def is_of(self, inputs: str) -> bool:
        """Whether a build of these inputs would make nothing else."""
        return bool(inputs) and self.notes.inputs == inputs and self.found == self.notes.files


@dataclass
class Outputs:
    """The files of one build, written below `site`.

    What the `last` build made of the same is kept where it is, and `put` puts the rest there.
    """

    site: Path
    last: Last | None = None
    keys: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    placed: set[str] = field(default_factory=set)

    def write(self, path: str, key: str, make: Callable[[], str | bytes]) -> None:
        """Make the file, unless one of the same key is there to be kept; "" is nobody's key."""
        self.keys[path] = key
        if self.stands(path, key):
            self.kept.add(path)
        else:
            data = make()
            self._write(path, data if isinstance(data, bytes) else data.encode())

    def stands(self, path: str, key: str) -> bool:
        """Whether the last build left the file, made of the same."""
        return bool(key and self.last and self.last.notes.keys.get(path) == key and path in self.last.intact)

    def write_all(self, key: str, files: Mapping[str, bytes]) -> None:
        """Write what was made together; of that, what is no other than it was is kept."""
        for path, data in files.items():
            if self.last and path in self.last.intact and (self.last.folder / path).read_bytes() == data:
                self.add({path: key}, [path])
            else:
                self.write(path, key, data.__bytes__)

    def keep_all(self, key: str) -> bool:
        """Whether all that was made together of this key is there still, and kept."""
        paths = self.last.notes.together.get(key, []) if self.last else []
        if not self.last or not paths or not self.last.intact.issuperset(paths):
            return False
        self.add(dict.fromkeys(paths, key), paths)
        return True

    def add(self, keys: Mapping[str, str], kept: Iterable[str]) -> None:
        """What was written into the same folder by others, and kept of the last."""
        self.keys.update(keys)
        self.kept.update(kept)

    def read(self, path: str) -> bytes:
        """A file of the site, be it written now or kept."""
        folder = self.last.folder if self.last and path in self.kept else self.site
        return (folder / path).read_bytes()

    def _write(self, path: str, data: bytes) -> None:
        file = self.site / path
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def keep(self, notes: Path, inputs: str) -> None:
        """Note what everything is made of, for the next build."""
        found = self.last.found if self.last else {}
        stamps = {path: found[path] for path in self.kept} | written(self.site)
        rows = {path: (self.keys.get(path, ""), *stamp) for path, stamp in stamps.items()}
        notes.parent.mkdir(parents=True, exist_ok=True)
        new = notes.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({"inputs": inputs, "files": rows}, separators=(",", ":")), "utf-8")
        new.replace(notes)

    def put(self) -> None:
        """Put what was written in its place among what was kept; where nothing was, that is left to others."""
        if self.last and self.kept:
            self.placed.update(written(self.site))
            self.remove_gone()
            self.place()

    def place(self) -> None:
        """Put what has been written so far in its place."""
        if not self.last:
            return
        self.placed.update(written(self.site))
        for path in self.placed:
            target = self.last.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).replace(target)
        shutil.rmtree(self.site)

    def set_aside(self) -> Last:
        """The site as the last one of the next build, which begins in the same folder."""
        folder = self.site.with_name(f"{self.site.name}.last")
        self.site.rename(folder)
        found = written(folder)
        return Last(folder, Notes("", dict(self.keys), found), found)

    def bring_back(self) -> None:
        """What was set aside is in its place again."""
        if self.last and self.last.folder != self.site:
            shutil.rmtree(self.site, ignore_errors=True)
            self.last = replace(self.last, folder=self.last.folder.rename(self.site))

    def remove_gone(self) -> None:
        """Remove what this build has not made."""
        if not self.last:
            return
        gone = self.last.found.keys() - self.keys.keys() - self.placed
        for path in gone:
            (self.last.folder / path).unlink()
        _remove_empty(self.last.folder, gone)


def beside(config: Path) -> Path:
    """Where the notes of a site lie, by its mkdocs.yml."""
    return config.parent / ".cache" / "outputs.json"


def notes(file: Path) -> Notes:
    """What an earlier build noted; nothing where that cannot be read."""
    try:
        said = json.loads(file.read_text("utf-8"))
        rows = said["files"].items()
        keys = {path: str(key) for path, (key, _, _) in rows}
        return Notes(str(said["inputs"]), keys, {path: (int(size), int(when)) for path, (_, size, when) in rows})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Notes()


def written(site: Path) -> dict[str, Stamp]:
    """Every file of a built site, with its stamp."""
    return dict(_below(site, "")) if site.is_dir() else {}


def _below(folder: Path | str, start: str) -> Iterator[tuple[str, Stamp]]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, f"{start}{entry.name}/")
        else:
            found = entry.stat(follow_symlinks=False)
            yield start + entry.name, (found.st_size, found.st_mtime_ns)


def _remove_empty(folder: Path, gone: Iterable[str]) -> None:
    """Remove the folders that nothing is left in, now that these files are gone."""
    parents = {parent for path in gone for parent in PurePath(path).parents[:-1]}
    for parent in sorted(parents, key=lambda parent: len(parent.parts), reverse=True):
        with suppress(OSError):  # something is left
            (folder / parent).rmdir()
