"""Parse an issue that was filled in with one of GitHub's issue forms; `proposals` turns the answers into files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from district.checks.printing import inert
from district.checks.problem import KeyPath, Problem
from district.language import messages, written_times
from district.reading import yaml_source

_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
# GitHub's text for a field that was left empty.
_EMPTY = "_No response_"
_MULTILINE = ("text", "note", "sessions", "materials", "goal", "goals", "reports")
# Mistakes in one answer: GitHub limits a comment to 65,536 characters.
_MOST = 50
# The questions whose answers have other keys in the files.
_ASKED = {"kind": "type", "url": "signup", "by": "signup_by", "every": "repeat", "file": "image", "from": "day"}


class FormError(Exception):
    """The form cannot be converted to a file. Each argument is a Swedish message for the person who filled it in."""


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
    """Return the form whose first question, which no other form has, is a heading of an issue's body, or None."""
    headings = _HEADING.findall(_normalize_newlines(body))
    return next((form for form in forms if next(iter(form.fields)) in headings), None)


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
    """Return a time as the files have it: `2027-06-09 18:30` for `9 juni 2027 kl 18.30`.

    What is not understood is returned unchanged, for the model to reject.
    """
    return written_times.read(value)[0] or value


def start_and_end(answers: Mapping[str, str]) -> dict[str, str]:
    """Return those of `start` and `end` that were answered, normalized. An end may be a clock time alone."""
    start, last = written_times.read(answers.get("start", ""))
    found = {field: answers[field] for field in ("start", "end") if field in answers}
    if start:
        found |= {"start": start} | ({"end": last} if last else {})
    if "end" in answers:
        whole, end = written_times.read(answers["end"])[0], written_times.read(answers["end"], start[:10])[0]
        late = not whole and end and end <= start
        found["end"] = written_times.next_day(end) if late else end or answers["end"]
    return found


def explain(problems: Iterable[Problem], files: Mapping[str, str], form: Form) -> str:
    """Return the mistakes in a proposal's files as Markdown that names the form's questions, not places in files."""
    labels = {field: label for label, field in form.fields.items()}
    some = islice(problems, _MOST + 1)
    return as_list(_row(problem, files.get(problem.place.file, ""), labels) for problem in some)


def as_list(rows: Iterable[str]) -> str:
    """Return mistakes, each a line of Markdown, as a list without repeats that fits in a comment."""
    found = [*dict.fromkeys(rows)]
    more = ["- … och mer. Rätta det här först."] if len(found) > _MOST else []
    return "\n".join(["Det här behöver rättas:", "", *(f"- {row}" for row in found[:_MOST]), *more, ""])


def _row(problem: Problem, text: str, labels: Mapping[str, str]) -> str:
    source = yaml_source.read(text, problem.place.file)
    above = [path for path, index in source.keys.items() if source.place_at(index) <= problem.place]
    keys = [part for part in above[-1] if isinstance(part, str)][::-1] if above else []
    later = above and above[-1][:1] == ("sessions",) and above[-1][1:2] != (0,)
    asked = [_ASKED.get(key, key) for key in (["sessions"] if later else keys)]
    goal = _goal(source.value, above[-1] if above else ())
    label = " ".join(filter(None, [next((labels[field] for field in asked if field in labels), ""), goal]))
    named = re.sub(r"\b(start|end|until)\b(?!:)", lambda word: f"”{labels.get(word[0], word[0])}”", problem.sentence)
    return f"**{inert(label)}** {inert(named)}" if label else inert(named)


def _goal(value: Any, path: KeyPath) -> str:
    """Return the area's and the goal's id if the path in a plan leads to a goal, or ""."""
    match path:
        case ("areas", int(area), "goals", int(goal), *_):
            area = value["areas"][area]
            return f"{area['id']}/{area['goals'][goal]['id']}:"
    return ""


def _normalize_newlines(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n")
