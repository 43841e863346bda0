"""Every kind of mistake has a Swedish message, and every message a mistake that shows it."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

import mistakes_made
from district.editing import editor_schema
from district.language.messages import SENTENCES, sentence
from sites import ROOT

CORE = ROOT / "hooks/district"


# The errors that each type of node in a core schema can raise. An unknown type fails the test.
RAISED = {
    "definitions": (),
    "definition-ref": (),
    "model": ("model_type",),
    "model-fields": ("missing", "extra_forbidden"),
    "model-field": (),
    "default": (),
    "nullable": (),
    "tuple": ("tuple_type",),
    "literal": ("literal_error",),
    "str": ("string_type", "string_too_short"),
    # Their errors are found by their calls of `mistake`.
    "function-after": (),
    "function-before": (),
    # These get a value that a function before them has made.
    "date": (),
    "int": (),
    "bool": (),
    "is-instance": (),
    "dataclass": (),
}


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of a core schema that validates an author's text."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from nodes(item)
    elif isinstance(part, dict):
        if isinstance(part.get("type"), str):
            yield part
            if part["type"] == "dataclass":
                return
        for key, item in part.items():
            if key not in ("metadata", "serialization", "ref", "config", "expected", "function"):
                yield from nodes(item)


def raised(model: type[BaseModel]) -> set[str]:
    return {kind for node in nodes(model.__pydantic_core_schema__) for kind in RAISED[node["type"]]}


def own() -> set[str]:
    """Return the kinds of mistake that the models' own checks raise."""
    found = set()
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = node.args[-1:] if called(node, "_matching") else node.args[:1] if called(node, "mistake") else ()
            if isinstance(node, ast.FunctionDef) and node.name == "_date_mistake":
                named = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
            found |= {word for part in named for word in kinds(part)}
    return found


def called(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == name


def kinds(part: ast.AST) -> Iterator[str]:
    """Yield the strings that an expression may evaluate to: both sides of a conditional expression."""
    if isinstance(part, ast.IfExp):
        yield from kinds(part.body)
        yield from kinds(part.orelse)
    elif isinstance(part, ast.Constant) and isinstance(part.value, str):
        yield part.value


@pytest.mark.parametrize("model", sorted(editor_schema.all_models(), key=str), ids=lambda model: model.__name__)
def test_every_error_of_pydantic_has_a_message(model: type[BaseModel]) -> None:
    assert raised(model) <= SENTENCES.keys()


def test_every_error_of_the_models_own_checks_has_a_message() -> None:
    assert len(own()) > 20
    assert own() <= SENTENCES.keys()


# Those of a plan's document are in tests/editing/test_plan_document.py and test_plan_of_document.py.
OF_DOCUMENTS = {f"plan_{kind}" for kind in ("format", "broken", "too_large", "not_fetched", "empty", "there", "year")}
# Shown in tests/commands/test_check_command.py, or where a file is too large or cannot be read.
ELSEWHERE = OF_DOCUMENTS | {"photo_place", "photo_name", "pdf_name", "too_large", "mail_too_large", "unreadable",
             "settings_unreadable", "yaml"}  # fmt: skip


def test_every_message_is_shown_by_a_case_in_tests_mistakes() -> None:
    shown = "\n".join(path.read_text("utf-8") for path in mistakes_made.FOLDER.glob("*.txt"))
    parts = {kind: re.split(r"\{\w+\}", text.replace("  ", " ")) for kind, text in SENTENCES.items()}
    found = {kind for kind, words in parts.items() if re.search(".*".join(map(re.escape, words)), shown)}
    assert SENTENCES.keys() - found - ELSEWHERE == set()


def test_every_message_is_a_whole_sentence_with_the_values_it_is_given() -> None:
    said = {kind: sentence(kind, given="x", nearest="Menade du ”y”?") for kind in SENTENCES}
    assert [kind for kind, text in said.items() if text.rstrip("”")[-1] not in ".?…'"] == []
