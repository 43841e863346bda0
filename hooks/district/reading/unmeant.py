"""Find what a file says without its author meaning it: leftovers of Git and templates, misplaced marks and fields."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from pydantic import BaseModel

from district.checks.problem import KeyPath, Place, Problem
from district.model.introspection import keys, nested
from district.reading.yaml_source import Source, Value

_CONFLICT = re.compile(r"^ *(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_FIELD = re.compile(r"(?<=\n) *(?:- +)?([a-z_]+):(?= |$)", re.MULTILINE)
# What files begin with when they are made by a form, a command or the handbook, for people to write over.
TEMPLATE_WORDS = frozenset(
    {
        "Vad som händer",
        "En mening om vad det är.",
        "En mening om vad gruppen gör.",
        "Lokalens namn",
        "Så kommer man in, till exempel ramp eller hiss.",
        "vilka som är inbjudna, om det inte är alla",
        "Mer att läsa. Tom rad ger nytt stycke.",
        "Vad som ändrades, och varför.",
        "en roll, inte ett namn",
        "Den som skrev den",
        "En mening om vad som gjordes.",
        "En mening som lockar till läsning.",
    }
)


def front_matter_problem(source: Source) -> Problem:
    """Return what is wrong at the top of a Markdown file that has no front matter."""
    lines = source.text.split("\n")
    dashes = [number for number, line in enumerate(lines, 1) if re.fullmatch("[-–—]{1,4}", line.strip())]
    if lines[0].rstrip() == "---":
        blank = next((number for number, line in enumerate(lines, 1) if not line.strip()), 1)
        return source.problem(Place(source.file, (*dashes[1:], blank)[0]), "front_matter_last")
    if dashes and not any(line.strip() for line in lines[: dashes[0] - 1]):
        return source.problem(Place(source.file, dashes[0]), "front_matter_first")
    return source.problem(Place(source.file), "front_matter")


def conflicts(text: str, file: str) -> list[Problem]:
    """Return a problem for every line that Git left where two changes could not be merged."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    source = Source(file, text)
    return [source.problem(source.place_at(found.start()), "conflict") for found in _CONFLICT.finditer(text)]


def add_problems(source: Source, model: type[BaseModel]) -> None:
    """Add what is not meant in the values of a record's file to its problems."""
    known = _all_keys(model)
    for path, value in _values(source.value):
        start, end = source.spans.get(path, (0, 0))
        if isinstance(value, list):
            _add_repeats(source, path, value)
        elif value.strip() in TEMPLATE_WORDS:
            source.add_problem(start, "template_words", given=value)
        elif "\n" in source.text[start:end]:
            _add_swallowed(source, path, known)


def _add_swallowed(source: Source, path: KeyPath, known: Collection[str]) -> None:
    """Report the first line of a text that is written as a field, and so was most likely meant as one."""
    for found in _FIELD.finditer(source.text, *source.spans[path]):
        if found[1] in known:
            context = {"given": f"{found[1]}:", "key": path[-1], "line": source.place(path, key=True).line}
            source.add_problem(found.start(1), "field_in_text", **context)
            return


def _add_repeats(source: Source, path: KeyPath, items: list[Value]) -> None:
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        first = seen.setdefault(repr(item), index)
        if first != index and item:
            line = source.place((*path, first)).line
            source.add_problem(source.spans[*path, index][0], "item_twice", line=line)


def _values(value: Value, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str | list[Value]]]:
    """Yield every text and every list below a value, with its key path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, (*path, key))
        return
    yield path, value
    for index, inner in enumerate(value if isinstance(value, list) else ()):
        yield from _values(inner, (*path, index))


@cache
def _all_keys(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(key for part in nested(model) for key in keys(part))
