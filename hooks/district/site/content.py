"""A lazily generated file, and its cache key computed from what it depends on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from district.library.channels import Channel
from district.library.occasions import Occasion
from district.model.base import Record
from district.model.digest import digest
from district.model.plan import PlanGoal

# The types whose values are written as they are. They are asked for first, because most values are of them.
_PLAIN = frozenset({str, int, float, bool, date, datetime, time, type(None)})


@dataclass(frozen=True)
class Content:
    """A file of the site: `make` returns it, `of` is everything that it depends on.

    What every file of the site depends on (the district's name, the day, the theme) need not be in
    `of`: it is part of `Keys`.
    """

    make: Callable[[], str | bytes]
    of: tuple[object, ...]

    def as_bytes(self) -> bytes:
        """Make the file. Text is encoded as UTF-8."""
        made = self.make()
        return made.encode() if isinstance(made, str) else made


class Lazy(Mapping[str, Any]):
    """Template variables computed on demand; `of` is what they depend on."""

    def __init__(self, of: tuple[object, ...], find: Callable[[], Mapping[str, Any]]) -> None:
        self.of = of
        self._find = find

    @cached_property
    def _values(self) -> Mapping[str, Any]:
        return self._find()

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Keys:
    """Computes the cache keys of one site: digests of what its files depend on."""

    def __init__(self, common: Iterable[bytes | str]) -> None:
        """`common` is what all files depend on."""
        self._common = digest(common)
        # By id, since most records are in many files. The value is kept so that its id is not reused.
        self._names: dict[int, tuple[object, str]] = {}

    def key(self, content: Content) -> str:
        """Return the key of a file. Raises TypeError for a dependency of an unknown type."""
        return digest([self._common, self._text(content.of)])

    def _text(self, value: object) -> str:
        """Return an unambiguous text of a value: equal texts give equal files."""
        if type(value) in _PLAIN:
            return repr(value)
        if (known := self._names.get(id(value))) is not None:
            return known[1]
        if isinstance(value, Mapping):
            if isinstance(value, Lazy):
                return self._text(value.of)
            return f"{{{','.join(f'{self._text(key)}:{self._text(item)}' for key, item in value.items())}}}"
        if isinstance(value, tuple | list):
            return f"({','.join(map(self._text, value))})"
        if isinstance(value, frozenset | set):
            return f"{{{','.join(sorted(map(self._text, value)))}}}"
        name = self._name(value)
        self._names[id(value)] = value, name
        return name

    def _name(self, value: object) -> str:
        if isinstance(value, str):
            return repr(value)
        if isinstance(value, Record):
            # The digest of the record's file covers all its fields.
            return repr((value.path, value.origin.digest or repr(value)))
        if isinstance(value, Occasion):
            return f"{self._text(value.record)}#{value.number}"
        if isinstance(value, PlanGoal):
            return f"{self._text(value.plan)}#{value.ref}"
        if isinstance(value, Channel):
            return self._text((value.title, value.folder, value.name, value.about, *value.records))
        if isinstance(value, BaseModel):
            return repr(value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._text((type(value).__name__, *(getattr(value, field.name) for field in fields(value))))
        raise TypeError(f"{type(value).__name__} has no cache key")
