"""Parse YAML without converting values, and keep the position of every key and value."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import yaml

from district.checks.problem import KeyPath, Place, Problem
from district.language import messages, odd_characters
from district.model.added_keys import BODY

# Only PyYAML's events are used: its constructors follow YAML 1.1 and turn 18:30 into 1110 and no into False.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)

# A value like #vänstern, which its author does not mean as a comment.
_HASHED = re.compile(r":?[ \t]+#[^\s#]")
# What comes after a value and is not meant as a comment either: #vänstern or # 3.
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#]|(?<=[^ ] )# ?\d)")
# A comment after a day or a time is meant as one.
_DAY = re.compile(r"[\d :-]*")

# Stands for a key in a key path. YAML cannot contain NUL, so it never collides with an author's key.
_KEY = "\0key"

Value = str | list[Any] | dict[str, Any]


@dataclass
class Source:
    """The values of a file, where each key and value is, and the problems of its YAML.

    Positions are indexes in `text`. `spans` has the beginning and end of each value by key path, and `keys` the
    beginning of each key. `hashed` are the fields that are empty because their text begins with #.
    """

    file: str
    text: str
    value: Value = ""
    spans: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    keys: dict[KeyPath, int] = field(default_factory=dict)
    hashed: list[KeyPath] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def front_matter(self) -> re.Match[str] | None:
        """The front matter, if the file is Markdown and has any; its YAML is group 1."""
        return _FRONT_MATTER.match(self.text) if self.file.endswith(".md") else None

    @cached_property
    def offset(self) -> int:
        """The index where the YAML begins."""
        return self.front_matter.start(1) if self.front_matter else 0

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.text[self.front_matter.end() if self.front_matter else 0 :]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place_at(self, index: int) -> Place:
        """Return the line and column of an index as editors count them. YAML has more kinds of line breaks."""
        line = bisect_right(self._starts, index)
        return Place(self.file, line, index - self._starts[line - 1] + 1)

    def problem(self, place: Place, kind: str, **context: object) -> Problem:
        """Return a problem of a kind, a key of `messages.SENTENCES`, that quotes the line."""
        start, end = self._starts[place.line - 1], (*self._starts[place.line : place.line + 1], len(self.text) + 1)[0]
        return Problem(place, messages.sentence(kind, **context), self.text[start : end - 1])

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Return where the value (or its key) at `path` is, else the closest enclosing value that exists."""
        name = self.place_at(self.keys[path]) if path in self.keys else None
        if key and name:
            return name
        if not key and path in self.spans:
            value = self.place_at(self.spans[path][0])
            # A block on the lines below is reported at its key.
            return name if name and name.line < value.line else value
        return self.place(path[:-1]) if path else self.place_at(self.offset)

    def text_at(self, path: KeyPath) -> str:
        """Return the text at a key path, or "" if there is none."""
        value = value_at(self.value, path, "")
        return value.strip() if isinstance(value, str) else ""

    def within(self, path: KeyPath, part: str, number: int) -> Place:
        """Return where an occurrence of a part of the text at `path` is; `number` counts from 0.

        If it is not found, since YAML folds lines and unescapes characters, return where the text begins.
        """
        start, end = self.spans.get(path, (0, 0))
        index = start - 1
        for _ in range(number + 1):
            index = self.text.find(part, index + 1, end)
            if index < 0:
                return self.place(path)
        return self.place_at(index)

    def add_problem(self, index: int, kind: str, **context: object) -> None:
        """Add a problem at an index of the text."""
        self.problems.append(self.problem(self.place_at(index), kind, **context))

    def index_of(self, mark: Any) -> int:
        """Return the index in the file's text of a mark in its YAML."""
        index: int = self.offset + mark.index
        return index if index < len(self.text) else len(self.text)


def value_at(value: Any, path: KeyPath, default: Any) -> Any:
    """Return the value at a key path in another, or the default if there is none."""
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return default
    return value


def read(text: str, file: str) -> Source:
    """Parse a YAML file with one document, or the front matter of a Markdown file, whose body is at (BODY,).

    Mistakes are added to the result's `problems`, not raised.
    """
    source = Source(file, text)
    if not file.endswith(".md"):
        _read_yaml(source, text)
        return source
    if source.front_matter:
        _read_yaml(source, source.front_matter[1])
    source.spans[BODY,] = len(text) - len(source.body), len(text)
    return source


def invisible(text: str, file: str) -> list[Problem]:
    """Return a problem for every line with a character that YAML and XML forbid."""
    if not _INVISIBLE.search(text):
        return []
    source = Source(file, text)
    spots = {source.place_at(found.start()).line: found.start() for found in reversed([*_INVISIBLE.finditer(text)])}
    return [source.problem(source.place_at(index), "invisible") for index in spots.values()]


def _read_yaml(source: Source, text: str) -> None:
    try:
        source.value = _document(source, yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        # Imported for a file that is no YAML: finding that nothing has changed takes a tenth of a second.
        from district.reading import yaml_errors

        found = yaml_errors.diagnose(error, text)
        problem = source.problem(source.place_at(source.offset + found.index), found.kind, **found.context)
        source.problems.append(replace(problem, fix=found.fix))
    except (yaml.YAMLError, UnicodeError):
        # The parser stopped at a forbidden character.
        source.problems += invisible(source.text, source.file)


def _document(source: Source, events: Iterator[Any]) -> Value:
    value: Value | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if value is not None:
                source.add_problem(source.index_of(event.start_mark), "several_documents")
                break
            value = _value(source, next(events), events, ())
    return "" if value is None else value


def _value(source: Source, event: Any, events: Iterator[Any], path: KeyPath) -> Value:
    start = source.index_of(event.start_mark)
    source.spans[path] = (start, source.index_of(event.end_mark))
    if len(path) > _DEEPEST:
        raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        source.add_problem(start, "alias")
        return ""
    if event.anchor:
        source.add_problem(start, "anchor")
    if event.tag and event.tag != "!":
        source.add_problem(start, "tag")
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(source, events, path)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(source, events, path)
    text = str(event.value)
    end = source.index_of(event.end_mark)
    cut_off = None if event.style or _DAY.fullmatch(text) else _CUT_OFF.match(source.text, end)
    if cut_off:
        given = source.text[cut_off.start(1) :].partition("\n")[0].strip()
        source.add_problem(cut_off.start(1), "comment_in_text", given=given)
    if not _INVISIBLE.search(text):
        return text
    source.add_problem(start, "invisible")
    return _INVISIBLE.sub("", text)


def _sequence(source: Source, events: Iterator[Any], path: KeyPath) -> list[Value]:
    items: list[Value] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(source, event, events, (*path, len(items))))
    return items


def _mapping(source: Source, events: Iterator[Any], path: KeyPath) -> dict[str, Value]:
    items: dict[str, Value] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        index = source.index_of(event.start_mark)
        key = _value(source, event, events, (*path, _KEY))
        if not isinstance(key, str):
            source.add_problem(index, "key_form")
            key = ""
        if key == "<<":
            source.add_problem(index, "merge_key")
        here = (*path, key)
        value_event = next(events)
        if key[:1].isspace():
            source.add_problem(index, "yaml_space", what=odd_characters.named(key))
        if here in source.keys:
            kind = "duplicate_list" if isinstance(value_event, yaml.SequenceStartEvent) else "duplicate_key"
            source.add_problem(index, kind, key=key, line=source.place_at(source.keys[here]).line)
            # Keys inside it are not duplicates too.
            here = (*path, f"{key}\0again")
        source.keys[here] = index
        value = _value(source, value_event, events, here)
        # A key without a value is left out; one with an empty text in quotes is not.
        if not isinstance(value_event, yaml.ScalarEvent) or value_event.value or value_event.style:
            items[key] = value
        elif _HASHED.match(source.text, source.index_of(value_event.end_mark)):
            source.hashed.append(here)
    return items
