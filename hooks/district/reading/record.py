"""Validate the values of a file as a record, and select the errors that are reported."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from district.checks.problem import MOST_IN_A_FILE, KeyPath
from district.language import odd_characters, suggestions
from district.model.added_keys import BODY
from district.model.introspection import keys, model_at, required
from district.reading import yaml_errors
from district.reading.field_problems import field_problem
from district.reading.yaml_source import Source, Value

R = TypeVar("R", bound=BaseModel)

# Stand for required values that are missing or wrong, while the rest of a file is looked through.
_SUBSTITUTES: Mapping[str, Value] = {
    "title": "…",
    "summary": "…",
    "text": "…",
    "published": "2199-12-31",
    "date": "2199-12-31",
    "kind": "circle",
    "areas": [],
    BODY: "…",
}


def parse_record(model: type[R], source: Source, hidden: Mapping[str, Any] | None = None) -> R | None:
    """Return the record, or None after adding everything that is wrong to the source's problems.

    `hidden` are values by key that do not come from the author, such as ORIGIN.
    """
    if not source.problems and source.value == "":
        source.problems.append(source.problem(source.place(()), "empty_file"))
    if source.problems and source.value == "":
        return None
    value = {**source.value, **(hidden or {})} if isinstance(source.value, dict) else source.value
    try:
        found = model.model_validate(value)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    else:
        if not source.hashed and not source.problems:
            return found
        errors = []
    _add_problems(model, source, errors)
    return None


def without_mistakes(model: type[R], source: Source, hidden: Mapping[str, Any], start: str) -> R | None:
    """Return the record without the values that are wrong, to look for mistakes in the others, or None.

    `start` stands for a start that is missing or wrong.
    """
    value = {**deepcopy(source.value), **hidden} if isinstance(source.value, dict) else {**hidden}
    # Leaving out a value can make another one wrong that depends on it.
    for _ in range(3):
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                numbers = "-".join(str(part) for part in details["loc"] if isinstance(part, int))
                _leave_out(model, value, details["loc"], {**_SUBSTITUTES, "start": start, "id": f"x-{numbers}"})
    return None


def _leave_out(model: type[BaseModel], value: Any, path: KeyPath, substitutes: Mapping[str, Value]) -> None:
    """Put a substitute for the innermost field around a wrong value that has one, or remove one that may be missing."""
    around = [value]
    try:
        for part in path[:-1]:
            around.append(around[-1][part])
    except (KeyError, IndexError, TypeError):
        return  # it was left out with something else
    for depth in range(len(path) - 1, -1, -1):
        inner, name = around[depth], str(path[depth])
        if isinstance(inner, dict) and name not in required(model_at(model, path[:depth])):
            inner.pop(path[depth], None)
            return
        if isinstance(inner, dict) and name in substitutes:
            inner[name] = substitutes[name]
            return


def _add_problems(model: type[BaseModel], source: Source, errors: list[ErrorDetails]) -> None:
    lines = {problem.place.line for problem in source.problems}
    # No line is reported twice, and of very many errors only the first are described.
    errors = [e for e in errors if source.place(e["loc"], key=e["type"] == "extra_forbidden").line not in lines]
    errors = sorted(errors, key=lambda details: source.place(details["loc"]))[: MOST_IN_A_FILE + 1]
    reported = {details["loc"] for details in errors}
    for path in source.hashed:
        if path not in reported:
            source.problems.append(source.problem(source.place(path, key=True), "left_empty", field=path[-1]))
    unknown = [details["loc"] for details in errors if details["type"] == "extra_forbidden"]
    # A misspelt field is one mistake: do not report the right name as missing too.
    renamed = {meant for path in unknown if (meant := _meant(model, path))}
    # Nor a text as empty whose lines are not indented, and are taken for fields.
    known = [source.keys[path] for path in unknown if path in source.keys]
    emptied = {yaml_errors.block_key(source.text, index, is_empty=True) for index in known}
    kept = [
        e
        for e in errors
        if not (e["type"] == "missing" and e["loc"] not in source.keys and e["loc"] in renamed)
        and not (e["type"] == "string_too_short" and e["loc"][-1] in emptied)
    ]
    source.problems += [field_problem(model, source, details) for details in kept]


def _meant(model: type[BaseModel], path: KeyPath) -> KeyPath | None:
    """Return the key path of the field that an unknown key is taken to mean, or None."""
    *above, name = path
    known = suggestions.key(odd_characters.plain(str(name)), keys(model_at(model, above)))
    return (*above, known) if known else None
