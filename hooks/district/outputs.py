"""Writes a site's files, or takes over from the last build those that are made of the same."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# A file's length in bytes, and when it was written, in nanoseconds.
Stamp = tuple[int, int]


@dataclass
class Outputs:
    """The files of one build below `site`.

    `last` is the folder of the build before, whole and in its place, and `known` what it noted. Where
    nothing is left in a folder, as while a preview runs, `made` keeps it.
    """

    site: Path
    last: Path | None = None
    known: "Notes" = field(default_factory=lambda: Notes())
    made: dict[str, bytes] | None = None
    keys: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, key: str, make: Callable[[], str | bytes]) -> None:
        """Make the file, unless one of the same key is there to be taken over; "" is nobody's key."""
        self.keys[path] = key
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not (key and self.known.keys.get(path) == key and self._is_taken_over(path, file)):
            file.write_bytes(self._data(key, make))

    def _is_taken_over(self, path: str, file: Path) -> bool:
        """Whether the last build's file is as it was left, and now the new build's too."""
        if self.last is None:
            return False
        try:
            found = (self.last / path).stat()
            if self.known.files.get(path) != (found.st_size, found.st_mtime_ns):
                return False
            # Not every disk can, nor any two together.
            os.link(self.last / path, file)
        except OSError:
            return False
        return True

    def _data(self, key: str, make: Callable[[], str | bytes]) -> bytes:
        if self.made is not None and key in self.made:
            return self.made[key]
        data = make()
        found = data if isinstance(data, bytes) else data.encode()
        if self.made is not None and key:
            self.made[key] = found
        return found

    def forget_what_is_gone(self) -> None:
        """Let go of what was made for earlier builds and not for this one."""
        made = self.made or {}
        for key in made.keys() - self.keys.values():
            del made[key]

    def keep(self, notes: Path, beside: Mapping[str, str], inputs: str) -> None:
        """Note what everything is made of, for the next build; `beside` are the keys of what others wrote here."""
        keys = {**beside, **self.keys}
        rows = {path: (keys.get(path, ""), *stamp) for path, stamp in written(self.site).items()}
        notes.parent.mkdir(parents=True, exist_ok=True)
        new = notes.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps({"inputs": inputs, "files": rows}, separators=(",", ":")), "utf-8")
        new.replace(notes)


@dataclass(frozen=True)
class Notes:
    """What a build noted: a name for all that it read, and each file with its key and its stamp."""

    inputs: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Stamp] = field(default_factory=dict)


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
