"""JSON Schema for each kind of file, from the same models: how editors help before anything is wrong."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from district.editing import field_help
from district.model.district import District
from district.model.kinds import KINDS
from district.reading.record import inner_model

MODELS: dict[str, type[BaseModel]] = {"district": District, **{kind.name: kind.model for kind in KINDS}}


def schemas() -> Iterator[tuple[str, str]]:
    """Each schema's file name and its text."""
    for name, model in MODELS.items():
        yield f"{name}.json", json.dumps(_schema(model), ensure_ascii=False, indent=1) + "\n"


def models() -> set[type[BaseModel]]:
    """Every model that an author can fill in, in any file."""
    found: set[type[BaseModel]] = set()
    left = [*MODELS.values()]
    while left:
        model = left.pop()
        if model not in found:
            found.add(model)
            left += filter(None, (inner_model(info.annotation) for info in model.model_fields.values()))
    return found


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    parts = schema.pop("$defs", {})
    by_name = {part.__name__: part for part in models()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_object(model, schema),
        # Draft 7 has them here; `$defs` came later.
        "definitions": {name: _object(by_name[name], part) for name, part in parts.items()},
    }


def _object(model: type[BaseModel], schema: dict[str, Any]) -> dict[str, Any]:
    keys = [key for key in schema["properties"] if not key.startswith("\0")]
    required = [key for key in schema.get("required", ()) if key in keys]
    properties = {}
    for key in keys:
        value = _as_editors_read(schema["properties"][key])
        if key not in required and {"type": "null"} not in value.get("anyOf", ()):
            # A field left empty is no field.
            value = {"anyOf": [value, {"type": "null"}]}
        properties[key] = {"description": field_help.description(model, key), **value}
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _as_editors_read(value: Any) -> Any:
    """Editors read `2024` and `true` as no text, which to us they are: everything written is."""
    if isinstance(value, list):
        return [_as_editors_read(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return {"$ref": value["$ref"].replace("$defs", "definitions")}
    known = {key: _as_editors_read(part) for key, part in value.items() if key not in ("title", "default", "format")}
    if value.get("type") == "string" and "enum" not in value and "const" not in value:
        known["type"] = ["string", "number", "boolean"]
    return known
