"""The one cache: a file beside mkdocs.yml that may be missing, cut short, old or altered at any time.

It says which files the last build wrote and from what, and keeps values that are slow to compute.
A key is a digest of all that its value was made of; of another program's cache nothing is used.
"""

import json
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from district.model.digest import digest
from district.model.store import Store
from district.publish.fingerprint import program
from district.reading import settings

# A file's length in bytes, and when it was written, in nanoseconds.
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Record:
    """What a build wrote: a digest of its inputs, and each file's key and stamp."""

    inputs: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


class Cache:
    """The cache of one site. Without a file it is empty and is never saved."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        record, values = _read(file) if file else (Record(), b"")
        self.record = record
        # Finding that nothing has changed needs no values, nor the classes of records.
        self.store = Store(lambda: pickle.loads(values) if values else {})

    def save(self, record: Record | None = None) -> None:
        """Write what this run used and, if it built the site, the new record."""
        if not self._file or not (record or self.store.is_changed):
            return
        self.record = record or self.record
        files = {path: (key, *self.record.stamps[path]) for path, key in self.record.keys.items()}
        said = json.dumps({"program": program(), "inputs": self.record.inputs, "files": files}, separators=(",", ":"))
        body = said.encode() + b"\n" + pickle.dumps(self.store.kept)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(f".{os.getpid()}")
        new.write_bytes(f"{digest([body])}\n".encode() + body)
        new.replace(self._file)


def open_cache(config: Path) -> Cache:
    """Return the cache of a site by its mkdocs.yml. What is for members is never kept on disk."""
    return Cache(None if settings.has_members(config) else config.parent / ".cache/district")


def _read(file: Path) -> tuple[Record, bytes]:
    """Return the record and the values, pickled; nothing if the file is not whole or another program wrote it."""
    try:
        seal, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return Record(), b""
    if seal != digest([body]).encode():
        return Record(), b""
    line, _, values = body.partition(b"\n")
    said = json.loads(line)
    if said["program"] != program():
        return Record(), b""
    rows: dict[str, tuple[str, int, int]] = said["files"]
    keys = {path: key for path, (key, _, _) in rows.items()}
    return Record(said["inputs"], keys, {path: (size, when) for path, (_, size, when) in rows.items()}), values
