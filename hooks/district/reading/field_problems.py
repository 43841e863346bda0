"""Say in Swedish what is wrong with a field and what to write instead, from the error of its model."""

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from district.checks.problem import MOST_IN_A_FILE, KeyPath, Problem
from district.language import labels, messages, odd_characters, suggestions, swedish, written_times
from district.model.introspection import codes, inner_models, keys, model_at, required
from district.reading import yaml_errors
from district.reading.yaml_source import Source

_TIMES = ("day", "when", "clock", "no_day", "day_missing")
# Mistakes in values of a fixed form, which may be due to an odd character.
_FORMED = (*_TIMES, "literal_error", "slug", "email", "phone", "address", "https", "yes_or_no", "count")
# The fields that a text which stands alone is most likely the value of, and those for a day (cancelled or moved).
_OF_TEXT = ("start", "file", "name", "text", "title", "note")
_DAYS = ("date", "from")


def add_problems(model: type[BaseModel], source: Source, errors: list[ErrorDetails]) -> None:
    """Add to the source's problems those of Pydantic's errors that are reported."""
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
    source.problems += [_field_problem(model, source, details) for details in kept]


def _meant(model: type[BaseModel], path: KeyPath) -> KeyPath | None:
    """Return the key path of the field that an unknown key is taken to mean, or None."""
    *above, name = path
    known = suggestions.key(odd_characters.plain(str(name)), keys(model_at(model, above)))
    return (*above, known) if known else None


def _field_problem(model: type[BaseModel], source: Source, details: ErrorDetails) -> Problem:
    """Return the problem for one of Pydantic's errors."""
    kind, context = details["type"], dict(details.get("ctx", {}))
    # A validator of several fields gives the path to the wrong one as `at`.
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
        context["nearest"] = suggestions.code(str(given), _codes_at(model, path))
    if kind == "repeat_misses_start":
        context["name"] = labels.weekday[context["day"]]
    if kind == "tuple_type":
        return _not_a_list(model, source, path, given)
    if kind == "model_type":
        return _no_fields(model, source, path, given)
    right = ""
    if isinstance(given, str):
        kind, more, right = _advice(model, source, path, kind, given)
        context |= more
    context["given"] = given if isinstance(given, str) else ""
    context["form"] = "en lista" if isinstance(given, list | tuple) else "flera fält"
    context["example"] = swedish.slug(str(context["given"])) or "valskola"
    return source.problem(source.place(path), kind, **context).replacing(str(given), right)


def _advice(
    model: type[BaseModel], source: Source, path: KeyPath, kind: str, given: str
) -> tuple[str, dict[str, str], str]:
    """Return the kind of a mistake in a text, what its message says besides, and the value that must be meant or ""."""
    is_end, start = path[-1:] == ("end",), source.text_at((*path[:-1], "start"))
    what, plain = odd_characters.named(given) if kind in _FORMED else "", odd_characters.plain(given)
    instead, right = "", plain if what else ""
    if kind in _TIMES:
        of_start = start if is_end else ""
        instead = written_times.instead(given, kind, start=of_start, is_end=is_end)
        right = written_times.meant(given, kind, start=of_start, is_end=is_end)
    elif kind == "literal_error":
        right = suggestions.meant_code(plain, _codes_at(model, path))
    elif kind in ("address", "https"):
        instead = suggestions.address(given)
    elif kind == "ends_before_start":
        instead = written_times.later_end(given.strip(), start)
    elif kind == "precision":
        instead = written_times.precise_end(given.strip(), start)
    # A long dash between two times is no mistake.
    if what and "end:" not in instead:
        shown = instead.partition("Skriv ")[2].rstrip(".") if kind in _TIMES else ""
        return "odd_character", {"what": what, "right": shown or plain}, right
    return kind, {"instead": instead}, right


def _no_fields(model: type[BaseModel], source: Source, path: KeyPath, given: object) -> Problem:
    inner, place = model_at(model, path), source.place(path)
    is_time = written_times.is_time(str(given))
    order = (*_DAYS, *_OF_TEXT) if is_time else _OF_TEXT
    likely = [key for key in order if key in keys(inner) and (key != "start" or is_time)]
    if path and isinstance(given, str) and likely:
        field = f"{likely[0]}: {given}"
        if isinstance(path[-1], int):
            return source.problem(place, "model_in_list", field=messages.quoted(f"- {field}"))
        return source.problem(place, "model_of_one", field=messages.quoted(field))
    wanted = required(inner)
    first = sorted(keys(inner), key=lambda key: key not in wanted)[:3]
    return source.problem(place, "model_type", fields=swedish.listed(f"{key}: …" for key in first))


def _unknown_key(model: type[BaseModel], source: Source, path: KeyPath) -> Problem:
    key, place = str(path[-1]), source.place(path, key=True)
    if block := yaml_errors.block_key(source.text, source.keys.get(path, 0), is_empty=True):
        return source.problem(place, "yaml_block_text", key=block)
    if what := odd_characters.named(key):
        right = odd_characters.plain(key)
        return source.problem(place, "odd_character", given=key, what=what, right=right).replacing(key, right)
    nearest = _where_instead(model_at(model, path[:-1]), key)
    return source.problem(place, "extra_forbidden", given=key, nearest=nearest)


def _not_a_list(model: type[BaseModel], source: Source, path: KeyPath, given: object) -> Problem:
    place = source.place(path)
    if isinstance(given, dict) and given:
        return source.problem(place, "list_of_fields", first=next(iter(given)))
    if not isinstance(given, str) or model_at(model, path) is not model_at(model, path[:-1]):
        return source.problem(place, "tuple_type")
    if given[:1] in "–—•·*-":
        found = yaml_errors.list_mark(given, source.spans[path][0])
        return source.problem(source.place_at(found.index), found.kind, **found.context)
    if ", " in given:
        return source.problem(place, "list_of_several", items=given)
    return source.problem(place, "list_of_one", item=given)


def _where_instead(model: type[BaseModel], key: str) -> str:
    """Return in Swedish where an unknown key belongs, or what it should be called."""
    inner = inner_models(model)
    if inside := [name for name, part in inner.items() if key in keys(part)]:
        return f"Det hör till {swedish.one_of(inside)}: skriv det där, längre in."
    for name, part in () if suggestions.meant(key, keys(model)) else inner.items():
        if meant := suggestions.meant(key, keys(part)):
            return f"Skriv ”{meant}: …” längre in, under {name}."
    return suggestions.nearest_key(key, keys(model))


def _codes_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    """Return the values that the field at a key path accepts."""
    *above, name = (part for part in path if isinstance(part, str))
    return codes(model_at(model, above), name)
