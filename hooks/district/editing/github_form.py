"""What somebody filled in on GitHub, read as answers by their names; what becomes of them is in `proposals`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from district.language import messages
from district.reading import yaml_source

_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_EMPTY = "_No response_"
_SPOT = re.compile(r"\d{4}(-\d\d(-\d\d( \d\d:\d\d)?)?)?", re.ASCII)
_MANY_LINES = ("text", "note")


class Refused(Exception):
    """Why no file could be made of it, as a Swedish sentence for who filled it in."""


@dataclass(frozen=True)
class Form:
    """A form by its file's name: the question as it is shown → what the answer is called here."""

    name: str
    questions: Mapping[str, str]


def forms(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """The forms among GitHub's YAML files, by their names; the folder has its settings too."""
    values: dict[str, Any] = {name: yaml_source.read(text, name).value for name, text in sorted(texts.items())}
    return tuple(Form(name, _questions(value["body"])) for name, value in values.items() if "body" in value)


def _questions(fields: list[dict[str, Any]]) -> dict[str, str]:
    return {field["attributes"]["label"]: field["id"] for field in fields if "id" in field}


def which(body: str, forms: tuple[Form, ...]) -> Form | None:
    """The form that the text was filled in with, by its questions; None for any other text."""
    asked = [*dict.fromkeys(_HEADING.findall(_lines(body)))]
    return next((form for form in forms if [*form.questions] == [q for q in asked if q in form.questions]), None)


def answers(body: str, form: Form) -> dict[str, str]:
    """The answers by their names, the empty ones left out. Raises Refused where a question stands twice."""
    text = _lines(body)
    marks = [mark for mark in _HEADING.finditer(text) if mark[1] in form.questions]
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        name = form.questions[mark[1]]
        if name in found:
            raise Refused(f"Rubriken {messages.quoted(mark[1])} står två gånger. Ta bort den ena.")
        value = text[mark.end() : following.start() if following else None].strip()
        found[name] = "" if value == _EMPTY else value if name in _MANY_LINES else " ".join(value.split())
    return {name: value for name, value in found.items() if value}


def point(value: str) -> str:
    """A time as the files have it; `kl. 18.30` is understood, the rest is told what is wrong with it."""
    tidy = re.sub(r"[ ,]*\b(kl\.?|klockan)(?=[ \d]) *|(?<=\d)T(?=\d)", " ", value)
    tidy = re.sub(r"(?<= )(\d?\d)[.:](\d\d)$", lambda t: f"{t[1]:0>2}:{t[2]}", tidy)
    return tidy if _SPOT.fullmatch(tidy) else value


def points(given: Mapping[str, str]) -> dict[str, str]:
    """The start and the end among the answers, as the files have them."""
    return {name: point(given[name]) for name in ("start", "end") if name in given}


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n")
