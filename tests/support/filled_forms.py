"""Issue forms, filled in, and the proposals that they become."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from district.editing import github_form, proposals
from district.editing.proposals import Proposal, Repository
from district.reading import files, load, settings, yaml_source
from sites import EXAMPLE, ROOT

FOLDER = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = {
    form.name: form for form in github_form.parse_forms({p.stem: p.read_text("utf-8") for p in FOLDER.glob("*.yml")})
}
WRITTEN = settings.folders(EXAMPLE / "mkdocs.yml")
DESK = Repository(load.library(WRITTEN), date(2025, 3, 15), files.texts(WRITTEN))
HOSTILE = (
    "`touch /tmp/x`",
    "$(touch /tmp/x)",
    "${{ secrets.GITHUB_TOKEN }}",
    "::set-output name=x::y",
    "::error::x\n::add-mask::y",
    "../../.github/workflows/publish",
    "!!python/object/apply:os.system [ls]",
    "&a *a <<: {status: cancelled}",
    'x"\nstatus: cancelled\nq: "',
    "---\nstatus: cancelled",
    "x\u2028status: cancelled",
    "x\u0085status: cancelled",
    "# x: y",
    "- x",
    "| x",
    "{a: b}",
    "@alla fixes #1",
)


def filled(name: str, answers: Mapping[str, str]) -> str:
    """Return the text that GitHub makes of a filled-in form."""
    rows = [f"### {label}\n\n{answers.get(key) or '_No response_'}" for label, key in FORMS[name].fields.items()]
    return "\r\n\r\n".join(rows)


@dataclass(frozen=True)
class Made:
    """A proposal with one file."""

    path: str
    text: str
    title: str


def made(name: str, /, **answers: str) -> Made:
    found = proposed(name, **answers)
    ((path, text),) = found.files.items()
    return Made(path, text, found.title)


def proposed(name: str, /, **answers: str) -> Proposal:
    body = filled(name, answers)
    form = github_form.matching_form(body, tuple(FORMS.values()))
    assert form == FORMS[name]
    found = proposals.convert(name, github_form.parse_answers(body, form), DESK)
    assert found
    return found


def values(text: str) -> Any:
    found = yaml_source.read(text, "x.yml")
    assert found.problems == []
    return found.value


def removed(before: str, after: str) -> list[str]:
    """Return the lines of a file that an edit removed."""
    kept = after.splitlines()
    return [line for line in before.splitlines() if line not in kept]
