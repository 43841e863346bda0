"""Generate JSON Schemas (draft 7) from the models, for completion and validation in editors."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from district.editing import field_help
from district.model.district import District
from district.model.introspection import nested
from district.model.kinds import KINDS

MODELS: dict[str, type[BaseModel]] = {"district": District, **{kind.name: kind.model for kind in KINDS}}


def schemas() -> Iterator[tuple[str, str]]:
    """Yield the file name and the JSON text of each kind's schema."""
    for name, model in MODELS.items():
        yield f"{name}.json", json.dumps(_schema(model), ensure_ascii=False, indent=1) + "\n"


def all_models() -> set[type[BaseModel]]:
    """Return the models of all files, including nested ones."""
    return {part for model in MODELS.values() for part in nested(model)}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    parts = schema.pop("$defs", {})
    by_name = {part.__name__: part for part in all_models()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_object(model, schema),
        # Draft 7 has no `$defs`.
        "definitions": {name: _object(by_name[name], part) for name, part in parts.items()},
    }


def _object(model: type[BaseModel], schema: dict[str, Any]) -> dict[str, Any]:
    keys = [key for key in schema["properties"] if not key.startswith("\0")]
    required = [key for key in schema.get("required", ()) if key in keys]
    properties = {}
    for key in keys:
        value = _accept_scalars(schema["properties"][key])
        if key not in required and {"type": "null"} not in value.get("anyOf", ()):
            # An optional field may be left empty.
            value = {"anyOf": [value, {"type": "null"}]}
        properties[key] = {"description": field_help.description(model, key), **value}
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def _accept_scalars(value: Any) -> Any:
    """Let numbers and booleans pass as text, since every value of the YAML files is read as text."""
    if isinstance(value, list):
        return [_accept_scalars(part) for part in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        return {"$ref": value["$ref"].replace("$defs", "definitions")}
    known = {key: _accept_scalars(part) for key, part in value.items() if key not in ("title", "default", "format")}
    if value.get("type") == "string" and "enum" not in value and "const" not in value:
        known["type"] = ["string", "number", "boolean"]
    return known
