"""Changing a few values in a YAML file, and leaving every other character as its author wrote it."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from district.checks.problem import KeyPath
from district.reading import yaml_source
from district.reading.yaml_source import Source, Value


class Unsafe(Exception):
    """The file is written in a way that such an edit could harm; a person must do it."""


def put(text: str, path: KeyPath, value: Value, *, after: Sequence[str] = ()) -> str:
    """The text with `path` set to a text, a list of texts, or a mapping to texts.

    A new key goes behind the last of `after` that its mapping has, else at the mapping's end.
    Raises Unsafe where any other value could change.
    """
    found = _read(text)
    lines = text.removesuffix("\n").split("\n")
    key = str(path[-1])
    if path in found.keys:
        place = found.place_at(found.keys[path])
        first, column = place.line - 1, place.column
        end = _end(lines, first, column)
        # What stands before the key on its line is a list's dash, or nothing.
        kept = lines[first][: column - 1]
    else:
        first, column = _gap(found, lines, path[:-1], after)
        end, kept = first, " " * (column - 1)
    written = _written(key, value, column)
    changed = [*lines[:first], kept + written[0], *written[1:], *lines[end:]]
    return _proved(found, "\n".join(changed) + "\n", path, value)


def append(text: str, path: KeyPath, item: Mapping[str, Value]) -> str:
    """The text with one more item last in the list of mappings at `path`, which may not be there yet.

    Raises Unsafe where any other value could change.
    """
    found = _read(text)
    lines = text.removesuffix("\n").split("\n")
    if path in found.keys:
        key = found.place_at(found.keys[path])
        end, column = _end(lines, key.line - 1, key.column), found.place_at(found.spans[path][0]).column
        head = []
    else:
        end, column = _gap(found, lines, path[:-1], ())
        head, column = [" " * (column - 1) + f"{path[-1]}:"], column + 2
    rows = [row for name, value in item.items() for row in _written(name, value, column + 2)]
    indent = " " * (column - 1)
    rows = [f"{indent}- {rows[0]}", *(_indented(row, column) for row in rows[1:])]
    changed = [*lines[:end], *head, *rows, *lines[end:]]
    return _proved(found, "\n".join(changed) + "\n", path, [*_at(found.value, path, []), dict(item)])


def _read(text: str) -> Source:
    found = yaml_source.read(text, "")
    if found.problems or "\t" in text or "\r" in text:
        raise Unsafe
    return found


def _indented(row: str, column: int) -> str:
    """A later key of a list's item; the lines of a long text have their own indent already."""
    return row if row.startswith(" ") or not row else " " * (column + 1) + row


def _end(lines: list[str], first: int, column: int) -> int:
    """The line behind the value of the key that stands at `column` of line `first`."""
    end = first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index].lstrip(" ")
        indent = len(lines[index]) - len(line)
        in_list = indent == column - 1 and line.startswith("- ")
        if not line or (line.startswith("#") and indent < column):
            continue
        if indent < column and not in_list:
            break
        end = index + 1
    return end


def _gap(found: Source, lines: list[str], path: KeyPath, after: Sequence[str]) -> tuple[int, int]:
    """The line where a new key of the mapping at `path` belongs, and its column."""
    keys = [where for where in found.keys if where[:-1] == path and where[-1] != "\0key"]
    mine = {where[-1]: found.place_at(found.keys[where]) for where in keys}
    if not mine or len({place.line for place in mine.values()}) < len(mine):
        raise Unsafe
    last = next((key for key in reversed(after) if key in mine), list(mine)[-1])
    place = mine[last]
    return _end(lines, place.line - 1, place.column), place.column


def _written(key: str, value: Value, column: int) -> list[str]:
    if isinstance(value, list):
        return [f"{key}: [{', '.join(map(scalar, value))}]"]
    if isinstance(value, dict):
        rows = (row for name, inner in value.items() for row in _written(name, inner, column + 2))
        return [f"{key}:", *(" " * (column + 1) + row for row in rows)]
    if "\n" in str(value):
        return [f"{key}: |", *(" " * (column + 1) + line if line else "" for line in str(value).split("\n"))]
    return [f"{key}: {scalar(value)}"]


def scalar(value: object) -> str:
    """A text as YAML on one line; days and times need no quotes here, where every value is text."""
    text = str(value)
    if text and set(text) <= set("0123456789-: ") and yaml_source.read(f"x: {text}", "").value == {"x": text}:
        return text
    return yaml.safe_dump(text, allow_unicode=True, width=10**6).removesuffix("...\n").strip()


def _proved(found: Source, changed: str, path: KeyPath, value: Any) -> str:
    """The changed text, if it says what it did and the new value, and nothing else."""
    wanted = copy.deepcopy(found.value)
    holder = _at(wanted, path[:-1], {})
    holder[path[-1]] = value
    again = yaml_source.read(changed, "")
    if again.problems or _bare(again.value) != _bare(wanted):
        raise Unsafe
    return changed


def _bare(value: Any) -> Any:
    """Values without the line break that a block of text ends with."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items()}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value.rstrip("\n")


def _at(value: Any, path: KeyPath, missing: Any) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return missing
    return value
