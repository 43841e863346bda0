"""The file that a filled in form asks for, as a proposal; nothing in the answers is ever run."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from district.checks.problem import KeyPath
from district.editing import event_changes, new_file, yaml_edit
from district.editing.github_form import Refused, point, points
from district.language import labels, messages, suggestions, swedish
from district.library.library import Library
from district.site.templating import Templates

_GOAL = re.compile(r"(\d{4})/([a-z0-9-]+)/#?([a-z0-9-]+)")
_LONGEST = 60

KINDS = {word: code for code, word in labels.study_kind.items()}
REPORTS = {"Pågår": "ongoing", "Genomfört": "done", "Utgår": "dropped", "Planerat": "planned"}


@dataclass(frozen=True)
class Proposal:
    """A file as it should be, and what it is in a few words."""

    path: str
    text: str
    title: str


@dataclass(frozen=True)
class Desk:
    """What the converting needs besides the answers: the district, its files and the day."""

    library: Library
    today: date
    files: Mapping[str, str]


def proposal(name: str, given: Mapping[str, str], desk: Desk) -> Proposal | None:
    """The file that a filled in form asks for; None for a form that asks a person for something.

    Raises Refused where it cannot be done by itself.
    """
    convert = _CONVERTERS.get(name)
    return convert(given, desk) if convert else None


def _goals(value: str) -> list[str]:
    """Goals by their ids or their pages' addresses."""
    return ["/".join(goal) for goal in _GOAL.findall(value)] or [value] if value else []


def _headline(what: str, title: str) -> str:
    """One short line that mentions nobody and refers to nothing."""
    words = re.sub(r"[^\w\s.,:;!?()/–-]", "", title)
    return f"{what}: {' '.join(words.split())[:_LONGEST]}"


def _new_event(given: Mapping[str, str], desk: Desk) -> Proposal:
    known: dict[str, Any] = {**given, **points(given), "published": desk.today.isoformat()}
    known["goals"] = _goals(given.get("goals", ""))
    if town := given.get("municipality"):
        ids = {place.name.casefold(): place.id for place in desk.library.district.municipalities}
        known["municipality"] = ids.get(town.casefold(), town)
    return _new("event", "Ny händelse", known, desk)


def _new_study(given: Mapping[str, str], desk: Desk) -> Proposal:
    known: dict[str, Any] = {**given, **points(given), "published": desk.today.isoformat()}
    known["type"] = KINDS.get(given.get("type", ""), given.get("type", ""))
    return _new("study", "Ny studie", known, desk)


def _new(kind: str, what: str, known: Mapping[str, Any], desk: Desk) -> Proposal:
    if missing := [label for key, label in (("title", "rubrik"), ("start", "start")) if key not in known]:
        raise Refused(f"Det här saknas: {swedish.listed(missing)}.")
    found, folder = re.match(r"\d{4}", known["start"]), desk.library.data_folder
    year = int(found[0]) if found else desk.today.year
    name = new_file.free_name(kind, known["title"], year, lambda name: f"{folder}/{name}" in desk.files)
    return Proposal(f"{folder}/{name}", new_file.text(kind, known, Templates()), _headline(what, known["title"]))


def _changed(given: Mapping[str, str], desk: Desk) -> Proposal:
    record = event_changes.meant(given.get("page", ""), desk.library)
    file = record.origin.file
    text = event_changes.amended(desk.files[file], record, given, desk.today)
    return Proposal(file, text, _headline(given["what"], record.title))


def _reported(given: Mapping[str, str], desk: Desk) -> Proposal:
    """A new row in a goal's history."""
    (ref,) = _goals(given.get("goal", ""))[:1] or [""]
    plan_goal = desk.library.plan_goals.get(ref)
    if plan_goal is None:
        raise Refused(f"Målet {messages.quoted(ref)} finns inte. {suggestions.nearest(ref, desk.library.plan_goals)}")
    if given.get("status") not in REPORTS or "text" not in given:
        raise Refused("Välj hur det går och skriv en mening om det.")
    row: dict[str, Any] = {"date": point(given.get("date", desk.today.isoformat()))}
    row |= {"status": REPORTS[given["status"]], "text": given["text"]}
    file, area = plan_goal.plan.origin.file, plan_goal.plan.areas.index(plan_goal.area)
    path: KeyPath = ("areas", area, "goals", plan_goal.area.goals.index(plan_goal.goal))
    try:
        text = yaml_edit.append(desk.files[file], (*path, "history"), row)
        if plan_goal.goal.status:
            text = yaml_edit.put(text, (*path, "status"), row["status"])
    except yaml_edit.Unsafe:
        raise Refused(event_changes.by_hand(file)) from None
    return Proposal(file, text, _headline("Rapport", ref))


_CONVERTERS: Mapping[str, Callable[[Mapping[str, str], Desk], Proposal]] = {
    "handelse": _new_event,
    "andra": _changed,
    "studiecirkel": _new_study,
    "mal": _reported,
}
