"""YAML as its author wrote it: every value still text, and every place known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from district import swedish
from district.problem import Place, Problem

# PyYAML's reading of values is left out on purpose: it turns 18:30 into 1110 and no into False.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

Path = tuple[str | int, ...]
Value = str | list[Any] | dict[str, Any]


@dataclass
class Source:
    """One file's values, where each key and value stands, and what is wrong with its form."""

    file: str
    lines: list[str]
    first_line: int = 1
    value: Value = ""
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, place: Place, kind: str, **context: object) -> Problem:
        quoted = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        return Problem(place, swedish.sentence(kind, **context), quoted.rstrip("\r"))

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value (or its key) at `path` stands, else the nearest thing around it."""
        where = self.keys if key else self.places
        if path in where:
            return where[path]
        return self.place(path[:-1]) if path else Place(self.file, self.first_line)

    def complain(self, mark: Any, kind: str, **context: object) -> None:
        self.problems.append(self.problem(self.at(mark), kind, **context))

    def at(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.first_line, mark.column + 1)


def read(text: str, file: str, *, first_line: int = 1) -> Source:
    """Read one YAML document; what is wrong is listed in the result's `problems`, never raised.

    `first_line` is the number of the text's first line in its file, for front matter.
    """
    source = Source(file, [""] * (first_line - 1) + text.split("\n"), first_line)
    try:
        events = yaml.parse(text, Loader=_LOADER)
        source.value = _document(source, events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        source.complain(mark, "yaml", problem=error.problem or "", context=error.context or "")
    except (yaml.YAMLError, UnicodeError) as error:
        # The reader stops at characters that YAML forbids; it counts but does not mark them.
        spot = text[: max(getattr(error, "position", 0), 0)]
        place = Place(file, first_line + spot.count("\n"), len(spot) - spot.rfind("\n"))
        source.problems.append(source.problem(place, "invisible"))
    return source


def _document(source: Source, events: Iterator[Any]) -> Value:
    value: Value | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if value is not None:
                source.complain(event.start_mark, "several_documents")
                break
            value = _value(source, next(events), events, ())
    return "" if value is None else value


def _value(source: Source, event: Any, events: Iterator[Any], path: Path) -> Value:
    source.places[path] = source.at(event.start_mark)
    if len(path) > _DEEPEST:
        raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        source.complain(event.start_mark, "alias", name=event.anchor)
        return ""
    if event.anchor:
        source.complain(event.start_mark, "anchor", name=event.anchor)
    if event.tag and event.tag != "!":
        source.complain(event.start_mark, "tag", tag=event.tag)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(source, events, path)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(source, events, path)
    text = str(event.value)
    if _INVISIBLE.search(text):
        source.complain(event.start_mark, "invisible")
    return _INVISIBLE.sub("", text)


def _sequence(source: Source, events: Iterator[Any], path: Path) -> list[Value]:
    items: list[Value] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(source, event, events, (*path, len(items))))
    return items


def _mapping(source: Source, events: Iterator[Any], path: Path) -> dict[str, Value]:
    items: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        place = event.start_mark
        key = _value(source, event, events, (*path, "\0key"))
        if not isinstance(key, str):
            source.complain(place, "key_form")
            key = ""
        if key == "<<":
            source.complain(place, "merge_key")
        here = (*path, key)
        value_event = next(events)
        if here in source.keys:
            source.complain(place, "duplicate_key", key=key, line=source.keys[here].line)
        source.keys[here] = source.at(place)
        value = _value(source, value_event, events, here)
        if not _left_empty(value_event):
            items[key] = value
    return items


def _left_empty(event: Any) -> bool:
    """`end:` with nothing behind it is a field left empty, as in a form, not a text."""
    return isinstance(event, yaml.ScalarEvent) and event.value == "" and not event.style
