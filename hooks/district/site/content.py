"""A generated file, made when it is asked for, and known by what it is made of before that."""

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from district.library.channels import Channel
from district.library.library import PlanGoal
from district.library.occasions import Occasion
from district.model.base import Record
from district.publish.memory import code_age, digest

_TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Ready:
    """A page's address, what its front matter would say, and its own part as HTML."""

    path: str
    head: Mapping[str, Any]
    html: Callable[[], str]


@dataclass(frozen=True)
class Content:
    """A generated file: a page's Markdown, or the bytes of anything else.

    `source` is the file that a person edits to change it, if there is just one. `ready` is the page
    as HTML, where no engine has any Markdown left to read. `of` is all that it is made of, besides
    what the whole site is; None if nobody says.
    """

    make: Callable[[], str | bytes]
    source: str = ""
    ready: Ready | None = None
    of: tuple[object, ...] | None = None

    @property
    def data(self) -> str | bytes:
        return self.make()

    def key(self, world: "World") -> str:
        """A name for what it is made of in a `world`; "" where that cannot be told."""
        if self.of is None:
            return ""
        written = io.BytesIO()
        try:
            _Naming(written, world).dump(self.of)
        except (pickle.PicklingError, AttributeError, TypeError):
            return ""
        return digest([world.name, written.getvalue()])


class World:
    """What every file of a site is made of: these parts, this code and its templates."""

    def __init__(self, *parts: object) -> None:
        templates = (path.read_bytes() for path in sorted(_TEMPLATES.iterdir()))
        self.name = digest([code_age(), *templates, *map(repr, parts)])
        # Pages are told the same things again and again. A value that is here is not forgotten, nor its id used anew.
        self._names: dict[int, tuple[object, object]] = {}

    def name_of(self, value: object) -> object:
        """What stands for a value that has a file of its own, or is a model; None for any other."""
        if id(value) not in self._names:
            self._names[id(value)] = value, _name(value)
        return self._names[id(value)][1]


class _Naming(pickle.Pickler):
    """Writes values down, with every record by the name of what its file says; nobody ever reads them back."""

    def __init__(self, file: io.BytesIO, world: World) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._world = world
        # Whether two values that are the same are also one depends on what was remembered.
        self.fast = True

    def reducer_override(self, value: object) -> Any:
        """What stands for the value; NotImplemented if it is to be written down itself."""
        name = self._world.name_of(value) if isinstance(value, _NAMED) else None
        return (tuple, (name,)) if name else NotImplemented


_NAMED = (BaseModel, Occasion, PlanGoal, Channel)


def _name(value: object) -> object:
    if isinstance(value, Record):
        return _sealed(value)
    if isinstance(value, Occasion):
        return _sealed(value.record), value.number
    if isinstance(value, PlanGoal):
        return _sealed(value.plan), value.ref
    if isinstance(value, Channel):
        return value.title, value.folder, value.name, value.about, *map(_sealed, value.records)
    # Its fields in their order, of which a pickle would make a set.
    return repr(value)


def _sealed(record: Record) -> tuple[str, str]:
    if not record.origin.digest:
        raise pickle.PicklingError
    return record.path, record.origin.digest
