"""Parse an issue that was filled in with one of GitHub's issue forms; `proposals` makes files of the answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from district.language import messages
from district.reading import yaml_source

_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
# GitHub's text for a field that was left empty.
_EMPTY = "_No response_"
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d( \d\d:\d\d)?)?)?", re.ASCII)
_MULTILINE = ("text", "note")


class FormError(Exception):
    """The form cannot be converted to a file. The message is a Swedish sentence for the person who filled it in."""


@dataclass(frozen=True)
class Form:
    """An issue form: the name of its file without ending, and the id of each field by its label."""

    name: str
    fields: Mapping[str, str]


def parse_forms(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """Return the forms among the YAML files of .github/ISSUE_TEMPLATE, given as text by name.

    The folder's config.yml, which has no `body`, is left out.
    """
    values: dict[str, Any] = {name: yaml_source.read(text, name).value for name, text in sorted(texts.items())}
    return tuple(
        Form(name, {field["attributes"]["label"]: field["id"] for field in value["body"] if "id" in field})
        for name, value in values.items()
        if "body" in value
    )


def matching_form(body: str, forms: tuple[Form, ...]) -> Form | None:
    """Return the form whose labels are the headings of an issue's body, in order; None if there is none."""
    headings = [*dict.fromkeys(_HEADING.findall(_normalize_newlines(body)))]
    return next((form for form in forms if [*form.fields] == [h for h in headings if h in form.fields]), None)


def parse_answers(body: str, form: Form) -> dict[str, str]:
    """Return the answers in an issue's body by field id. Empty answers are left out.

    Raises FormError if a label occurs twice.
    """
    text = _normalize_newlines(body)
    headings = [heading for heading in _HEADING.finditer(text) if heading[1] in form.fields]
    answers: dict[str, str] = {}
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        field = form.fields[heading[1]]
        if field in answers:
            raise FormError(f"Rubriken {messages.quoted(heading[1])} står två gånger. Ta bort den ena.")
        value = text[heading.end() : following.start() if following else None].strip()
        answers[field] = "" if value == _EMPTY else value if field in _MULTILINE else " ".join(value.split())
    return {field: value for field, value in answers.items() if value}


def normalize_time(value: str) -> str:
    """Return a time as the files have it, such as `2024-06-09 18:30` for `2024-06-09 kl. 18.30`.

    What is not understood is returned unchanged, for the model to reject.
    """
    tidy = re.sub(r"[ ,]*\b(kl\.?|klockan)(?=[ \d]) *|(?<=\d)T(?=\d)", " ", value)
    tidy = re.sub(r"(?<= )(\d?\d)[.:](\d\d)$", lambda t: f"{t[1]:0>2}:{t[2]}", tidy)
    return tidy if _TIME.fullmatch(tidy) else value


def start_and_end(answers: Mapping[str, str]) -> dict[str, str]:
    """Return those of `start` and `end` that were answered, normalized."""
    return {field: normalize_time(answers[field]) for field in ("start", "end") if field in answers}


def _normalize_newlines(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n")
