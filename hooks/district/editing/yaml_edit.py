"""Edit single values in a YAML file and leave every other character unchanged."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from district.checks.problem import KeyPath
from district.language.yaml_text import scalar
from district.reading import yaml_source
from district.reading.yaml_source import Source, Value, value_at


class UnsafeEdit(Exception):
    """The edit could change other values than the intended one. The file must be edited by hand."""


def set_value(text: str, path: KeyPath, value: Value, *, after: Sequence[str] = ()) -> str:
    """Return the YAML text with the value at `path` replaced or added.

    `path` is a sequence of keys and list indexes. `value` is a string, a list of strings, or a
    mapping of strings. A new key is inserted after the last of the keys in `after` that its mapping
    has, otherwise at the end of the mapping.

    Raises UnsafeEdit if the result would not parse to exactly the intended values.
    """
    source = _parse(text)
    lines = text.removesuffix("\n").split("\n")
    if path in source.keys:
        place = source.place_at(source.keys[path])
        first, column = place.line - 1, place.column
        end = _end_of_value(lines, first, column)
        # The dash of a list item, or indentation.
        prefix = lines[first][: column - 1]
    else:
        first, column = _insertion_point(source, lines, path[:-1], after)
        end, prefix = first, " " * (column - 1)
    entry = _format(str(path[-1]), value, column)
    changed = [*lines[:first], prefix + entry[0], *entry[1:], *lines[end:]]
    return _verified(source, "\n".join(changed) + "\n", path, value)


def append_item(text: str, path: KeyPath, item: Mapping[str, Value]) -> str:
    """Return the YAML text with `item` appended to the list of mappings at `path`.

    The list is created if its mapping does not have it.

    Raises UnsafeEdit if the result would not parse to exactly the intended values.
    """
    source = _parse(text)
    lines = text.removesuffix("\n").split("\n")
    head: list[str] = []
    if path in source.keys:
        key = source.place_at(source.keys[path])
        end, column = _end_of_value(lines, key.line - 1, key.column), source.place_at(source.spans[path][0]).column
    else:
        end, column = _insertion_point(source, lines, path[:-1], ())
        head, column = [" " * (column - 1) + f"{path[-1]}:"], column + 2
    rows = _format_item(item, column)
    changed = [*lines[:end], *head, *rows, *lines[end:]]
    return _verified(source, "\n".join(changed) + "\n", path, [*value_at(source.value, path, []), dict(item)])


def _parse(text: str) -> Source:
    source = yaml_source.read(text, "")
    if source.problems or "\t" in text or "\r" in text:
        raise UnsafeEdit
    return source


def _end_of_value(lines: list[str], first: int, column: int) -> int:
    """Return the index of the line after the value whose key is at `column` (from 1) of line `first` (from 0).

    Blank lines and less indented comments at the end belong to what follows.
    """
    end = first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index].lstrip(" ")
        indent = len(lines[index]) - len(line)
        # A list may have the same indentation as its key.
        is_item = indent == column - 1 and line.startswith("- ")
        if not line or (line.startswith("#") and indent < column):
            continue
        if indent < column and not is_item:
            break
        end = index + 1
    return end


def _insertion_point(source: Source, lines: list[str], path: KeyPath, after: Sequence[str]) -> tuple[int, int]:
    """Return line index (from 0) and column (from 1) for a new key of the mapping at `path`."""
    places = {
        key_path[-1]: source.place_at(index)
        for key_path, index in source.keys.items()
        if key_path[:-1] == path and key_path[-1] != "\0key"
    }
    # An empty mapping has no place to insert at, and neither has one on a single line.
    if not places or len({place.line for place in places.values()}) < len(places):
        raise UnsafeEdit
    previous = next((key for key in reversed(after) if key in places), list(places)[-1])
    place = places[previous]
    return _end_of_value(lines, place.line - 1, place.column), place.column


def _format(key: str, value: Value, column: int) -> list[str]:
    """Return the lines of a key and its value. The first line has no indentation."""
    if isinstance(value, list):
        return [f"{key}: [{', '.join(map(scalar, value))}]"]
    if isinstance(value, dict):
        rows = (row for name, inner in value.items() for row in _format(name, inner, column + 2))
        return [f"{key}:", *(" " * (column + 1) + row for row in rows)]
    if "\n" in str(value):
        return [f"{key}: |", *(" " * (column + 1) + line if line else "" for line in str(value).split("\n"))]
    return [f"{key}: {scalar(value)}"]


def _format_item(item: Mapping[str, Value], column: int) -> list[str]:
    """Return the lines of a mapping as a list item whose dash is at `column` (from 1)."""
    rows = [row for name, value in item.items() for row in _format(name, value, column + 2)]
    indent = " " * (column + 1)
    # Lines of a block scalar are indented already.
    rest = [row if row.startswith(" ") or not row else indent + row for row in rows[1:]]
    return [" " * (column - 1) + f"- {rows[0]}", *rest]


def _verified(source: Source, changed: str, path: KeyPath, value: Any) -> str:
    """Return the changed text if it parses to the old values with the new one at `path`; raise UnsafeEdit otherwise."""
    expected = copy.deepcopy(source.value)
    parent = value_at(expected, path[:-1], {})
    parent[path[-1]] = value
    result = yaml_source.read(changed, "")
    if result.problems or _without_final_newlines(result.value) != _without_final_newlines(expected):
        raise UnsafeEdit
    return changed


def _without_final_newlines(value: Any) -> Any:
    """Return the values without the line break that ends a block scalar."""
    if isinstance(value, dict):
        return {key: _without_final_newlines(inner) for key, inner in value.items()}
    return [_without_final_newlines(inner) for inner in value] if isinstance(value, list) else value.rstrip("\n")
