"""Convert the answers of an issue form to a proposed file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from district.checks.problem import KeyPath
from district.editing import event_changes, new_file, yaml_edit
from district.editing.github_form import FormError, normalize_time, start_and_end
from district.language import labels, messages, suggestions, swedish
from district.library.library import Library

_GOAL = re.compile(r"(\d{4})/([a-z0-9-]+)/#?([a-z0-9-]+)")
# Characters of a record's title in a pull request's title.
_TITLE_LENGTH = 60

STUDY_KINDS = {label: code for code, label in labels.study_kind.items()}
GOAL_STATUSES = {"Pågår": "ongoing", "Genomfört": "done", "Utgår": "dropped", "Planerat": "planned"}


@dataclass(frozen=True)
class Proposal:
    """A new or changed file: its path in the repository, its text, and a title for the pull request."""

    path: str
    text: str
    title: str


@dataclass(frozen=True)
class Repository:
    """The district's records and the day, with the text of each file by its path."""

    library: Library
    today: date
    files: Mapping[str, str]


def convert(form: str, answers: Mapping[str, str], repository: Repository) -> Proposal | None:
    """Return the file that the answers to a form ask for, or None if the form asks for no file.

    `form` is the name of the form's file without ending; the answers are by field id.

    Raises FormError if an answer is missing or the change must be made by hand.
    """
    converter = _CONVERTERS.get(form)
    return converter(answers, repository) if converter else None


def _goal_refs(value: str) -> list[str]:
    """Return the goals that are given by ids or by the addresses of their pages."""
    return ["/".join(goal) for goal in _GOAL.findall(value)] or [value] if value else []


def _proposal_title(what: str, title: str) -> str:
    """Return a title of one line without signs that GitHub gives a meaning, such as @ and #."""
    text = re.sub(r"[^\w\s.,:;!?()/–-]", "", title)
    return f"{what}: {' '.join(text.split())[:_TITLE_LENGTH]}"


def _new_event(answers: Mapping[str, str], repository: Repository) -> Proposal:
    values: dict[str, Any] = {**answers, "goals": _goal_refs(answers.get("goals", ""))}
    if name := answers.get("municipality"):
        ids = {place.name.casefold(): place.id for place in repository.library.district.municipalities}
        values["municipality"] = ids.get(name.casefold(), name)
    return _new_record("event", "Ny händelse", values, repository)


def _new_study(answers: Mapping[str, str], repository: Repository) -> Proposal:
    kind = answers.get("type", "")
    values = {**answers, "type": STUDY_KINDS.get(kind, kind)}
    return _new_record("study", "Ny studie", values, repository)


def _new_record(kind: str, what: str, values: Mapping[str, Any], repository: Repository) -> Proposal:
    if missing := [label for key, label in (("title", "rubrik"), ("start", "start")) if key not in values]:
        raise FormError(f"Det här saknas: {swedish.listed(missing)}.")
    values = {**values, **start_and_end(values), "published": repository.today.isoformat()}
    digits, folder = re.match(r"\d{4}", values["start"]), repository.library.data_folder
    year = int(digits[0]) if digits else repository.today.year
    name = new_file.free_name(kind, values["title"], year, lambda name: f"{folder}/{name}" in repository.files)
    return Proposal(f"{folder}/{name}", new_file.render(kind, values), _proposal_title(what, values["title"]))


def _change(answers: Mapping[str, str], repository: Repository) -> Proposal:
    record = event_changes.find_record(answers.get("page", ""), repository.library)
    file = record.origin.file
    text = event_changes.apply_change(repository.files[file], record, answers, repository.today)
    return Proposal(file, text, _proposal_title(answers["what"], record.title))


def _report_goal(answers: Mapping[str, str], repository: Repository) -> Proposal:
    """Append a row to a goal's history, and change its own `status`, if it has one, when the row is the newest."""
    (ref,) = _goal_refs(answers.get("goal", ""))[:1] or [""]
    plan_goals = repository.library.plan_goals
    if ref not in plan_goals:
        raise FormError(f"Målet {messages.quoted(ref)} finns inte. {suggestions.nearest(ref, plan_goals)}")
    if answers.get("status") not in GOAL_STATUSES or "text" not in answers:
        raise FormError("Välj hur det går och skriv en mening om det.")
    row = {
        "date": normalize_time(answers.get("date", repository.today.isoformat())),
        "status": GOAL_STATUSES[answers["status"]],
        "text": answers["text"],
    }
    plan, area, goal = plan_goals[ref].plan, plan_goals[ref].area, plan_goals[ref].goal
    path: KeyPath = ("areas", plan.areas.index(area), "goals", area.goals.index(goal))
    file = plan.origin.file
    try:
        text = yaml_edit.append_item(repository.files[file], (*path, "history"), row)
        if goal.status and not any(each.status and str(each.date) > row["date"] for each in goal.history):
            text = yaml_edit.set_value(text, (*path, "status"), row["status"])
    except yaml_edit.UnsafeEdit:
        raise FormError(event_changes.unsafe_edit_message(file)) from None
    return Proposal(file, text, _proposal_title("Rapport", ref))


_CONVERTERS: Mapping[str, Callable[[Mapping[str, str], Repository], Proposal]] = {
    "handelse": _new_event,
    "andra": _change,
    "studiecirkel": _new_study,
    "mal": _report_goal,
}
