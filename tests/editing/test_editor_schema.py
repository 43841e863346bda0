"""The editors' schemas agree with the models."""

import fnmatch
import json
import re
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from district.editing import editor_schema, field_help
from sites import EXAMPLE, ROOT

FOLDER = ROOT / ".vscode/schema"


DATA = sorted((EXAMPLE / "data").rglob("*.yml"))


KINDS = {"district.yml": "district", "events": "event", "groups": "group", "plan": "plan", "studies": "study"}


class Editor(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `2024` is a number, `no` and a day are strings."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for kind, form, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{form})$"), [*first, ""])


def of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def test_the_schema_files_are_generated_from_the_models() -> None:
    # To update them: python -m district schema
    assert {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()} == dict(editor_schema.schemas())


@pytest.mark.parametrize("model", sorted(editor_schema.all_models(), key=str), ids=lambda model: model.__name__)
def test_every_field_has_a_description(model: type[BaseModel]) -> None:
    keys = {info.alias or name for name, info in model.model_fields.items()}
    assert {key for key in keys if "\0" not in key and not field_help.description(model, key)} == set()


def test_every_description_is_of_a_field() -> None:
    for model, texts in field_help.DESCRIPTIONS.items():
        assert texts.keys() <= {info.alias or name for name, info in model.model_fields.items()}, model


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_correct_file_is_valid_in_an_editor(path: Path) -> None:
    kind = next(KINDS[part] for part in path.parts if part in KINDS)
    jsonschema.Draft7Validator(of(kind)).validate(yaml.load(path.read_text("utf-8"), Editor))  # noqa: S506


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("title: 2024\npublished: 2024-01-01\nstart: 2024\nend:\ntopics:\nrepeat: {every: week, count: 4}\n", True),
        ("title: no\npublished: 2024-01-01\nstart: 2024-06\nrepeat: {every: week, count: '4'}\n", True),
        ("title: Möte\npublished: i går\nstart: 2024\n", False),
        ("title: Möte\npublished: 2024-01-01\n", False),
        ("title: Möte\npublished: 2024-01-01\nstart: 2024\nplats: Tuvan\n", False),
        ("title: Möte\npublished: 2024-01-01\nstart: 2024\nstatus: canceled\n", False),
        ("title: Möte\npublished: 2024-01-01\nstart: 2024\nwhere: {municipality: Blåbärsvik}\n", False),
    ],
)
def test_an_editor_finds_the_same_mistakes(text: str, good: bool) -> None:
    value = yaml.load(text, Editor)  # noqa: S506
    assert jsonschema.Draft7Validator(of("event")).is_valid(value) is good


def test_every_kind_of_file_has_its_schema_in_the_editor() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    for path in DATA:
        name = f"data/public/{path.relative_to(EXAMPLE / 'data').as_posix()}"
        kind = next(KINDS[part] for part in path.parts if part in KINDS)
        tied = [schema for schema, patterns in settings.items() if any(fnmatch.fnmatch(name, p) for p in patterns)]
        assert tied == [f"./.vscode/schema/{kind}.json"], name
        assert (ROOT / tied[0]).is_file()
