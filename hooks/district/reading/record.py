"""Validate the values of a file as a record, and describe the errors in Swedish."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from district.checks.problem import MOST_IN_A_FILE, KeyPath, Problem
from district.language import labels, messages, odd_characters, suggestions, swedish, written_times
from district.model.added_keys import BODY
from district.reading import yaml_errors
from district.reading.yaml_source import Source, Value

R = TypeVar("R", bound=BaseModel)
_TIMES = ("day", "when", "clock", "no_day", "day_missing")
# The mistakes in values that have a form, which an odd character breaks.
_FORMED = (*_TIMES, "literal_error", "slug", "email", "phone", "address", "https", "yes_or_no", "count")
# The fields that a text alone most likely stands for.
_OF_TEXT = ("start", "file", "name", "text", "title", "note")
# … and a day alone: one that is cancelled, or moved.
_DAYS = ("date", "from")

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
    source.problems += [_problem(model, source, details) for details in kept]


def _meant(model: type[BaseModel], path: KeyPath) -> KeyPath | None:
    """Return the key path of the field that an unknown key is taken to mean, or None."""
    *above, name = path
    known = suggestions.key(odd_characters.plain(str(name)), keys(_model_at(model, tuple(above))))
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
        return _unknown_key(model, source, path)
    if kind == "literal_error":
        context["nearest"] = suggestions.code(str(given), _codes(model, path))
    if kind == "repeat_misses_start":
        context["name"] = labels.weekday[context["day"]]
    if kind == "tuple_type":
        return _not_a_list(model, source, path, given)
    if kind == "model_type":
        return _no_fields(model, source, path, given)
    right = ""
    if isinstance(given, str):
        right = _right(model, source, path, kind, given)
        kind, more = _instead(kind, given, path, source)
        context |= more
    context["given"] = given if isinstance(given, str) else ""
    context["form"] = "en lista" if isinstance(given, list | tuple) else "flera fält"
    context["example"] = swedish.slug(str(context["given"])) or "valskola"
    return source.problem(source.place(path), kind, **context).replacing(str(given), right)


def _right(model: type[BaseModel], source: Source, path: KeyPath, kind: str, given: str) -> str:
    """Return the value that must have been meant, or ""."""
    if kind in _TIMES:
        is_end = path[-1:] == ("end",)
        start = source.text_at((*path[:-1], "start")) if is_end else ""
        return written_times.meant(given, kind, start=start, is_end=is_end)
    if kind == "literal_error":
        return suggestions.meant_code(odd_characters.plain(given), _codes(model, path))
    return odd_characters.plain(given) if kind in _FORMED and odd_characters.named(given) else ""


def _instead(kind: str, given: str, path: KeyPath, source: Source) -> tuple[str, dict[str, str]]:
    """Return the kind of a mistake in a value, and what to write instead."""
    field, start = path[-1] if path else "", source.text_at((*path[:-1], "start"))
    if kind in _TIMES:
        instead = written_times.instead(given, kind, start=start if field == "end" else "", is_end=field == "end")
    elif kind in ("address", "https"):
        instead = suggestions.address(given)
    elif kind in ("ends_before_start", "precision"):
        instead = (written_times.later_end if kind == "ends_before_start" else written_times.precise_end)(
            given.strip(), start
        )
    else:
        instead = ""
    # A range may well have a long dash.
    if kind in _FORMED and "end:" not in instead and (what := odd_characters.named(given)):
        right = instead.partition("Skriv ")[2].rstrip(".") if kind in _TIMES else ""
        return "odd_character", {"what": what, "right": right or odd_characters.plain(given)}
    return kind, {"instead": instead}


def _no_fields(model: type[BaseModel], source: Source, path: KeyPath, given: object) -> Problem:
    inner, place = _model_at(model, path), source.place(path)
    is_time = written_times.is_time(str(given))
    order = (*_DAYS, *_OF_TEXT) if is_time else _OF_TEXT
    likely = [key for key in order if key in keys(inner) and (key != "start" or is_time)]
    if path and isinstance(given, str) and likely:
        field = f"{likely[0]}: {given}"
        if isinstance(path[-1], int):
            return source.problem(place, "model_in_list", field=messages.quoted(f"- {field}"))
        return source.problem(place, "model_of_one", field=messages.quoted(field))
    fields = swedish.listed(f"{key}: …" for key in _first_keys(inner))
    return source.problem(place, "model_type", fields=fields)


def _unknown_key(model: type[BaseModel], source: Source, path: KeyPath) -> Problem:
    key, place = str(path[-1]), source.place(path, key=True)
    if block := yaml_errors.block_key(source.text, source.keys.get(path, 0), is_empty=True):
        return source.problem(place, "yaml_block_text", key=block)
    if what := odd_characters.named(key):
        right = odd_characters.plain(key)
        return source.problem(place, "odd_character", given=key, what=what, right=right).replacing(key, right)
    nearest = _where_instead(_model_at(model, path[:-1]), key)
    return source.problem(place, "extra_forbidden", given=key, nearest=nearest)


def _not_a_list(model: type[BaseModel], source: Source, path: KeyPath, given: object) -> Problem:
    place = source.place(path)
    if isinstance(given, dict) and given:
        return source.problem(place, "list_of_fields", first=next(iter(given)))
    if not isinstance(given, str) or _model_at(model, path) is not _model_at(model, path[:-1]):
        return source.problem(place, "tuple_type")
    if given[:1] in "–—•·*-":
        found = yaml_errors.list_mark(given, source.spans[path][0])
        return source.problem(source.place_at(found.index), found.kind, **found.context)
    if ", " in given:
        return source.problem(place, "list_of_several", items=given)
    return source.problem(place, "list_of_one", item=given)


def _where_instead(model: type[BaseModel], key: str) -> str:
    """Return in Swedish where an unknown key belongs, or what it should be called."""
    inside = [name for name, info in _fields(model) if (inner := inner_model(info.annotation)) and key in keys(inner)]
    if inside:
        return f"Det hör till {swedish.one_of(inside)}: skriv det där, längre in."
    for name, info in () if suggestions.meant(key, keys(model)) else _fields(model):
        if (inner := inner_model(info.annotation)) and (meant := suggestions.meant(key, keys(inner))):
            return f"Skriv ”{meant}: …” längre in, under {name}."
    return suggestions.nearest_key(key, keys(model))


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel]:
    for part in path:
        inner = (inner_model(info.annotation) for name, info in _fields(model) if name == part)
        model = next(inner, None) or model
    return model


def _codes(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    *above, name = (part for part in path if isinstance(part, str))
    return literals(dict(_fields(_model_at(model, tuple(above))))[name].annotation)


def literals(annotation: Any) -> tuple[str, ...]:
    """Return the values of the Literal inside an annotation such as `tuple[Literal["a", "b"], ...]`."""
    inner = get_args(annotation)
    return inner if get_origin(annotation) is Literal else tuple(code for each in inner for code in literals(each))


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside `tuple[Model, ...]` or `Model | None`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def nested(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and those of the values inside it."""
    yield model
    for _, info in _fields(model):
        if inner := inner_model(info.annotation):
            yield from nested(inner)


def _first_keys(model: type[BaseModel]) -> list[str]:
    """Return at most three keys, required ones first."""
    wanted = required(model)
    return sorted(keys(model), key=lambda key: key not in wanted)[:3]


def keys(model: type[BaseModel]) -> list[str]:
    return [name for name, _ in _fields(model) if not name.startswith("\0")]


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """Return the fields by their keys in YAML."""
    return [(info.alias or name, info) for name, info in model.model_fields.items()]
