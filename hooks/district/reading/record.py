"""Validate the values of a file as a record, and describe the errors in Swedish."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from district.checks.problem import MOST_IN_A_FILE, KeyPath, Problem
from district.language import labels, suggestions, swedish
from district.model.base import BODY
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
    # What depends on a value that is left out may be wrong only then.
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
        if isinstance(inner, dict) and name not in required(_model_at(model, path[:depth])):
            inner.pop(path[depth], None)
            return
        if isinstance(inner, dict) and name in substitutes:
            inner[name] = substitutes[name]
            return


def required(model: type[BaseModel]) -> set[str]:
    return {name for name, info in _fields(model) if info.is_required()}


def _add_problems(model: type[BaseModel], source: Source, errors: list[ErrorDetails]) -> None:
    lines = {problem.place.line for problem in source.problems}
    # A value that is written wrong is one mistake, and so is each of the first of very many.
    errors = [e for e in errors if source.place(e["loc"], key=e["type"] == "extra_forbidden").line not in lines]
    errors = sorted(errors, key=lambda details: source.place(details["loc"]))[: MOST_IN_A_FILE + 1]
    reported = {details["loc"] for details in errors}
    for path in source.hashed:
        if path not in reported:
            source.problems.append(source.problem(source.place(path, key=True), "left_empty", field=path[-1]))
    renamed = {meant for details in errors if (meant := _meant(model, details))}
    # A misspelt field is one mistake: do not report the right name as missing too.
    kept = (e for e in errors if e["type"] != "missing" or e["loc"] in source.keys or e["loc"] not in renamed)
    source.problems += [_problem(model, source, details) for details in kept]


def _meant(model: type[BaseModel], details: ErrorDetails) -> KeyPath | None:
    """Return the key path of the field that an unknown key is taken to mean, or None."""
    if details["type"] != "extra_forbidden":
        return None
    *above, name = details["loc"]
    known = suggestions.key(str(name), keys(_model_at(model, tuple(above))))
    return (*above, known) if known else None


def _problem(model: type[BaseModel], source: Source, details: ErrorDetails) -> Problem:
    kind, context = details["type"], dict(details.get("ctx", {}))
    # The validator of several fields says with `at` which of them the mistake is in.
    path: KeyPath = (*details["loc"], *context.pop("at", ()))
    given = details["input"]
    if kind == "missing":
        context["field"] = path[-1]
        if path in source.keys:
            return source.problem(source.place(path, key=True), "left_empty", **context)
        return source.problem(source.place(path[:-1]), kind, **context)
    if kind == "extra_forbidden":
        context |= {"given": path[-1], "nearest": _where_instead(_model_at(model, path[:-1]), str(path[-1]))}
        return source.problem(source.place(path, key=True), kind, **context)
    if kind == "literal_error":
        context["nearest"] = suggestions.code(str(given), _codes(model, path))
    if kind == "tuple_type" and isinstance(given, str) and _model_at(model, path) is _model_at(model, path[:-1]):
        kind, context["item"] = "list_of_one", given
    if kind == "repeat_misses_start":
        context["name"] = labels.weekday[context["day"]]
    if kind == "model_type":
        context["fields"] = swedish.listed(f"{key}: …" for key in _first_keys(_model_at(model, path)))
    context["given"] = given if isinstance(given, str) else ""
    context["form"] = "en lista" if isinstance(given, list | tuple) else "flera fält"
    context["example"] = swedish.slug(str(context["given"])) or "valskola"
    return source.problem(source.place(path), kind, **context)


def _where_instead(model: type[BaseModel], key: str) -> str:
    """Return in Swedish where an unknown key belongs, or what it should be called."""
    inside = [name for name, info in _fields(model) if (inner := inner_model(info.annotation)) and key in keys(inner)]
    if inside:
        return f"Det hör till {swedish.one_of(inside)}: skriv det där, längre in."
    return suggestions.nearest_key(key, keys(model))


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    for part in path:
        inner = (inner_model(info.annotation) for name, info in _fields(model) if name == part)
        model = next(inner, None) or model
    return model


def _codes(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    *above, name = (part for part in path if isinstance(part, str))
    return _literals(dict(_fields(_model_at(model, tuple(above))))[name].annotation)


def _literals(annotation: Any) -> tuple[str, ...]:
    """Return the values of the Literal inside an annotation such as `tuple[Literal["a", "b"], ...]`."""
    inner = get_args(annotation)
    return inner if get_origin(annotation) is Literal else tuple(code for each in inner for code in _literals(each))


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside `tuple[Model, ...]` or `Model | None`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def _first_keys(model: type[BaseModel]) -> list[str]:
    """Return at most three keys, required ones first."""
    wanted = required(model)
    return sorted(keys(model), key=lambda key: key not in wanted)[:3]


def keys(model: type[BaseModel]) -> list[str]:
    return [name for name, _ in _fields(model) if not name.startswith("\0")]


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return the fields by their keys in YAML."""
    return [(info.alias or name, info) for name, info in model.model_fields.items()]
