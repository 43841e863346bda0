"""Values that earlier runs computed, by what they were computed from."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

V = TypeVar("V")


class Store:
    """Values by kind and key, of types that can be pickled. `publish.cache` keeps them on disk between runs."""

    def __init__(self, load: Callable[[], Mapping[str, Mapping[str, Any]]] = dict) -> None:
        """`load` returns what earlier runs computed. It is called when a value is first asked for."""
        self._load = load
        # What this run used or computed. Other values of the same kinds are out of date.
        self.used: dict[str, dict[str, Any]] = {}
        # What was computed since `take_new` was last called.
        self._new: list[tuple[str, str, Any]] = []
        self.is_changed = False

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, Any]]:
        return self._load()

    def get(self, kind: str, key: str) -> Any:
        """Return the value, or None if there is none."""
        value = self._known.get(kind, {}).get(key)
        if value is not None:
            self.used.setdefault(kind, {})[key] = value
        return value

    def put(self, kind: str, key: str, value: Any) -> None:
        self.used.setdefault(kind, {})[key] = value
        self._new.append((kind, key, value))
        self.is_changed = True

    def keep(self, kind: str) -> None:
        """Keep all values of a kind, though this run may not use them."""
        self.used.setdefault(kind, {}).update(self._known.get(kind, {}))

    @property
    def kept(self) -> Mapping[str, Mapping[str, Any]]:
        """What to keep for the next run: what this one used, and the kinds that it had no use for."""
        return {**self._known, **self.used}

    def take_new(self) -> list[tuple[str, str, Any]]:
        """Return the kinds, keys and values that were computed since the last call, for another process's store."""
        new, self._new = self._new, []
        return new

    def add(self, new: Iterable[tuple[str, str, Any]]) -> None:
        """Add what another process computed."""
        for kind, key, value in new:
            self.used.setdefault(kind, {})[key] = value
            self.is_changed = True

    def found(self, kind: str, key: str, compute: Callable[[], V]) -> V:
        """Return the value, computed if there is none."""
        value: V | None = self.get(kind, key)
        if value is None:
            value = compute()
            self.put(kind, key, value)
        return value
