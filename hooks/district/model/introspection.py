"""What models consist of: the keys of their fields in YAML, the models inside them and the codes that they accept."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields by their keys, those that the reader adds included."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def keys(model: type[BaseModel]) -> list[str]:
    """Return the keys that a file may have."""
    return [key for key in fields(model) if not key.startswith("\0")]


def required(model: type[BaseModel]) -> set[str]:
    """Return the keys that must be there, those that the reader adds included."""
    return {key for key, info in fields(model).items() if info.is_required()}


def codes(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """Return the values that a field accepts, if they are listed in the model, or none."""
    info = fields(model).get(key)
    return _literals(info.annotation) if info else ()


def _literals(annotation: Any) -> tuple[str, ...]:
    """Return the values of the Literal inside an annotation such as `tuple[Literal["a", "b"], ...]`."""
    inner = get_args(annotation)
    return inner if get_origin(annotation) is Literal else tuple(code for each in inner for code in _literals(each))


@cache
def inner_models(model: type[BaseModel]) -> Mapping[str, type[BaseModel]]:
    """Return the models inside the fields by key: that of `tuple[Model, ...]` or `Model | None`."""
    found = ((key, _model_in(info.annotation)) for key, info in fields(model).items())
    return {key: inner for key, inner in found if inner}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def nested(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield a model and those inside it."""
    yield model
    for inner in inner_models(model).values():
        yield from nested(inner)


def model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """Return the innermost model on a key path."""
    for part in path:
        if isinstance(part, str):
            model = inner_models(model).get(part, model)
    return model
