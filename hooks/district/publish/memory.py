"""What earlier runs found out, by what they found it in: a file that may be lost, old or broken at any time.

What is kept is always under the digest of all that it is made of, and of this code, so that a run with
a memory and one without come to the same.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import to_json

from district.reading import settings

V = TypeVar("V")
_CODE = Path(__file__).parents[1]
_ENGINES = ("markdown", "pydantic", "pyyaml")


class Memory:
    """JSON values by kind and key. Without a file it forgets when the run ends."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known = _read(file) if file else {}
        self._used: dict[str, dict[str, Any]] = {}
        self._is_new = False

    def get(self, kind: str, key: str) -> Any:
        """The value, or None if nobody remembers it."""
        value = self._known.get(kind, {}).get(key)
        if value is not None:
            self._used.setdefault(kind, {})[key] = value
        return value

    def put(self, kind: str, key: str, value: Any) -> None:
        self._used.setdefault(kind, {})[key] = value
        self._is_new = True

    def found(self, kind: str, key: str, find: Callable[[], V]) -> V:
        """The value, found out where nobody remembers it; "" is nobody's key."""
        value: V | None = self.get(kind, key) if key else None
        if value is None:
            value = find()
            if key:
                self.put(kind, key, value)
        return value

    @property
    def news(self) -> Mapping[str, Mapping[str, Any]]:
        """What this run has found out."""
        return self._used

    def add(self, news: Mapping[str, Mapping[str, Any]]) -> None:
        """What another run of the same has found out."""
        for kind, values in news.items():
            self._known.setdefault(kind, {}).update(values)
            self._is_new = True

    def knows(self, kind: str) -> bool:
        """Whether anything of the kind is remembered."""
        return bool(self._known.get(kind))

    def save(self) -> None:
        """Keep what this run used, and of kinds that it had no use for, everything; then forget it here."""
        known, self._known, self._used = self._known | self._used, {}, {}
        if not self._file or not self._is_new:
            return
        body = to_json(known)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(f".{os.getpid()}")
        beside.write_bytes(f"{digest([code_age(), body])}\n".encode() + body)
        beside.replace(self._file)


def beside(config: Path, name: str = "memory") -> Memory:
    """The memory of a site by its mkdocs.yml: a file in the folder `.cache` beside it, if it may have one."""
    return Memory(config.parent / ".cache" / f"{name}.json" if settings.is_fast(config) else None)


def digest(parts: Iterable[bytes | str]) -> str:
    """A name for what the parts say together: BLAKE2b, 128 bits of it."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


def _read(file: Path) -> dict[str, dict[str, Any]]:
    """What the file holds, or nothing if it is not whole or an earlier version's."""
    try:
        seal, _, body = file.read_bytes().partition(b"\n")
        if seal.decode() != digest([code_age(), body]):
            return {}
        known: dict[str, dict[str, Any]] = json.loads(body)
        return known
    except (OSError, ValueError):
        return {}


@cache
def code_age() -> str:
    """A name for the code that finds things out, and for the engines that it asks."""
    own = [path.read_bytes() for path in sorted(_CODE.rglob("*.py"))]
    return digest([*own, *map(version, _ENGINES)])
