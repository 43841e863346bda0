"""Writes a site's files, or takes over from the last build those that are made of the same."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# What a file was made of, its length, and when it was written, in nanoseconds.
Written = tuple[str, int, int]


@dataclass
class Outputs:
    """The files of one build below `site`.

    `last` is the folder of the build before, whole and in its place, and `known` what its files were
    made of. Where nothing is left in a folder, as while a preview runs, `made` keeps it.
    """

    site: Path
    last: Path | None = None
    known: Mapping[str, Written] = field(default_factory=dict)
    made: dict[str, bytes] | None = None
    keys: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, key: str, make: Callable[[], str | bytes]) -> None:
        """Make the file, unless one of the same key is there to be taken over; "" is nobody's key."""
        self.keys[path] = key
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        noted = self.known.get(path)
        if self.last and key and noted and noted == _written(self.last / path, key):
            os.link(self.last / path, file)
        else:
            file.write_bytes(self._data(key, make))

    def _data(self, key: str, make: Callable[[], str | bytes]) -> bytes:
        if self.made is not None and key in self.made:
            return self.made[key]
        data = make()
        found = data if isinstance(data, bytes) else data.encode()
        if self.made is not None and key:
            self.made[key] = found
        return found

    def keep(self, file: Path, beside: Mapping[str, str]) -> None:
        """Note what everything was made of, for the next build; `beside` are the keys of what others wrote here."""
        keys = {**beside, **self.keys}
        rows = {path: _written(self.site / path, key) for path, key in keys.items() if key}
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(rows, separators=(",", ":")), "utf-8")
        new.replace(file)


def notes(file: Path) -> Mapping[str, Written]:
    """What an earlier build noted; nothing where that cannot be read."""
    try:
        rows = json.loads(file.read_text("utf-8"))
        return {path: (str(key), int(size), int(when)) for path, (key, size, when) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _written(file: Path, key: str) -> Written | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return key, found.st_size, found.st_mtime_ns
