"""Validate the values of a file as a record."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from district.checks.problem import KeyPath
from district.model.added_keys import BODY
from district.model.introspection import model_at, required
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
    # Imported for a file with a mistake: most runs have none.
    from district.reading import field_problems

    field_problems.add_problems(model, source, errors)
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
