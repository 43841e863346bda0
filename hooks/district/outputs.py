"""Writes a site's files, but for those that the last build made of the same: they stay where they are."""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

# A file's length in bytes, and when it was written, in nanoseconds.
Stamp = tuple[int, int]
Made = dict[str, dict[str, bytes]]


@dataclass
class Outputs:
    """The files of one build, written below `site`.

    `last` is the folder of the build before, whole and in its place, and `known` what it noted: what
    can be kept of it is not written again, and `put` puts the rest there. Where nothing is left in a
    folder, as while a preview runs, `made` keeps it, by key and path.
    """

    site: Path
    last: Path | None = None
    known: "Notes" = field(default_factory=lambda: Notes())
    made: Made | None = None
    keys: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def write(self, path: str, key: str, make: Callable[[], str | bytes]) -> None:
        """Make the file, unless one of the same key is there to be kept; "" is nobody's key."""
        self.keys[path] = key
        if key and self.known.keys.get(path) == key and path in self._intact:
            self.kept.add(path)
        else:
            self._write(path, self._data(path, key, make))

    def write_all(self, key: str, files: Mapping[str, bytes]) -> None:
        """Write what was made together."""
        for path, data in files.items():
            self.write(path, key, data.__bytes__)

    def keep_all(self, key: str) -> bool:
        """Whether all that was made together of this key is there still, and kept."""
        if self.made and key in self.made:
            self.write_all(key, self.made[key])
            return True
        paths = self.known.together.get(key, [])
        if not paths or not self._intact.issuperset(paths):
            return False
        self.kept.update(paths)
        self.keys.update(dict.fromkeys(paths, key))
        return True

    def add(self, keys: Mapping[str, str], kept: Iterable[str]) -> None:
        """What another process wrote into the same folder, and kept of the last."""
        self.keys.update(keys)
        self.kept.update(kept)

    def read(self, path: str) -> bytes:
        """A file of the site, be it written now or kept."""
        folder = self.last if path in self.kept and self.last else self.site
        return (folder / path).read_bytes()

    @cached_property
    def _found(self) -> dict[str, Stamp]:
        return written(self.last) if self.last else {}

    @cached_property
    def _intact(self) -> frozenset[str]:
        """The files of the last build that are as it left them."""
        return frozenset(path for path, _ in self._found.items() & self.known.files.items())

    def _write(self, path: str, data: bytes) -> None:
        name = f"{self.site}/{path}"
        try:
            file = open(name, "wb")  # noqa: SIM115
        except FileNotFoundError:
            os.makedirs(os.path.dirname(name), exist_ok=True)
            file = open(name, "wb")  # noqa: SIM115
        with file:
            file.write(data)

    def _data(self, path: str, key: str, make: Callable[[], str | bytes]) -> bytes:
        known = self.made.setdefault(key, {}) if self.made is not None and key else {}
        if path not in known:
            data = make()
            known[path] = data if isinstance(data, bytes) else data.encode()
        return known[path]

    def forget_what_is_gone(self) -> None:
        """Let go of what was made for earlier builds and not for this one."""
        made = self.made or {}
        for key in made.keys() - self.keys.values():
            del made[key]

    def keep(self, notes: Path, inputs: str) -> None:
        """Note what everything is made of, for the next build."""
        stamps = {path: self._found[path] for path in self.kept} | written(self.site)
        rows = {path: (self.keys.get(path, ""), *stamp) for path, stamp in stamps.items()}
        notes.parent.mkdir(parents=True, exist_ok=True)
        new = notes.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({"inputs": inputs, "files": rows}, separators=(",", ":")), "utf-8")
        new.replace(notes)

    def put(self) -> None:
        """Put what was written in its place among what was kept; where nothing was, that is left to others."""
        if not self.last or not self.kept:
            return
        new = written(self.site)
        for path in self._found.keys() - self.kept - new.keys():
            (self.last / path).unlink()
        _remove_empty(self.last)
        for path in new:
            target = self.last / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).replace(target)
        shutil.rmtree(self.site)


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


def _remove_empty(folder: Path | str) -> bool:
    """Whether the folder held nothing but folders like it, and is gone."""
    with os.scandir(folder) as entries:
        kept = [entry for entry in entries if not (entry.is_dir(follow_symlinks=False) and _remove_empty(entry.path))]
    if not kept:
        os.rmdir(folder)
    return not kept
