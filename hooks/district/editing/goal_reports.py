"""Reports about goals from a form: which goals are meant, what is said of each, and the rows in their histories."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from district.editing import event_changes, yaml_edit
from district.editing.github_form import FormError
from district.language import messages, suggestions, swedish
from district.library.library import Library
from district.model.plan import PlanGoal

STATUSES = {"Pågår": "ongoing", "Genomfört": "done", "Utgår": "dropped", "Planerat": "planned"}
_OFFERED = ("pågår", "klart", "utgår", "planerat")
_WRITTEN = {
    **{name.casefold(): status for name, status in STATUSES.items()},
    **dict.fromkeys(("klart", "klar", "färdigt", "färdig", "gjort", "genomförd"), "done"),
    **dict.fromkeys(("påbörjat", "påbörjad"), "ongoing"),
    "planerad": "planned",
}
# The line that a goal's block begins with: its id, or its address on the site.
_GOAL = re.compile(r"^[ \t]*(?:[-*•][ \t]*)?((?:\S*/plan/)?\d{4}/#?[\w-]+[/-][\w-]+)(?=[\s:,]|$)[ \t]*[:,–-]?", re.M)
_STATUS = re.compile(rf"({'|'.join(_WRITTEN)})\b[\s,.:;!–-]*(.*)", re.I | re.S)


@dataclass(frozen=True)
class Report:
    """What is said of a goal, by its `ref`."""

    ref: str
    status: str
    text: str


def goal_refs(value: str, library: Library) -> list[str]:
    """Return the goals that are given by ids, by the addresses of their pages or by their words."""
    goals = library.plan_goals
    known = {key: ref for ref, goal in goals.items() for key in (ref, _words(goal.goal.text), _on_plan(ref))}
    if _words(value) in known:
        return [known[_words(value)]]
    parts = [part for line in value.split("\n") for part in ([line] if "/" not in line else line.split())]
    found = (re.sub("/?#", "/", re.sub(r"^\S*/plan/(?=\d)", "", part)).strip("/,;.") for part in parts)
    return [known.get(_words(part), part) for part in found if re.search(r"\w", part)]


def _on_plan(ref: str) -> str:
    """Return a goal as the address on its plan's page has it: `2024/studier-antirasism`."""
    year, area, goal = ref.split("/")
    return f"{year}/{area}-{goal}"


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" .").casefold()


def alike(answers: Mapping[str, str], library: Library) -> tuple[Report, ...]:
    """Return a report for each goal that is named, all with the same words. Raises FormError with the first mistake."""
    refs = [*dict.fromkeys(goal_refs(answers.get("goal", ""), library))]
    for ref in refs or [answers.get("goal", "")]:
        if ref not in library.plan_goals:
            raise FormError(_unknown(ref, library.plan_goals))
    if answers.get("status") not in STATUSES or "text" not in answers:
        raise FormError("Välj hur det går och skriv en mening om det.")
    return tuple(Report(ref, STATUSES[answers["status"]], answers["text"]) for ref in refs)


def each_its_own(written: str, library: Library) -> tuple[tuple[Report, ...], tuple[str, ...]]:
    """Return the reports of a text with a block for each goal: `2025/studier/cirklar: pågår, två är igång`.

    Return also the goals that nothing is said of. Raises FormError with every mistake.
    """
    words = {_words(goal.goal.text) for goal in library.plan_goals.values()}
    # The form quotes each goal's words above its id.
    lines = (line for line in written.split("\n") if not (line.startswith(">") and _words(line[1:]) in words))
    before, *parts = _GOAL.split("\n".join(lines))
    named = zip(parts[::2], parts[1::2], strict=True)
    blocks = [(next(iter(goal_refs(name, library)), name), text.strip()) for name, text in named]
    mistakes = [*dict.fromkeys(_mistakes(blocks, library.plan_goals))]
    if before.strip():
        known = next(reversed([*library.plan_goals]), "2027/studier/cirklar")
        told = f"{messages.quoted(before.strip())} hör inte till något mål. Ta bort det, eller skriv målets namn före"
        mistakes.insert(0, f"{told}, som ”{known}: pågår, två cirklar är igång”.")
    if mistakes:
        raise FormError(*mistakes)
    found = ((ref, _STATUS.fullmatch(text)) for ref, text in blocks)
    reports = tuple(Report(ref, _WRITTEN[said[1].casefold()], said[2]) for ref, said in found if said)
    if not reports:
        raise FormError("Skriv efter minst ett mål hur det går, till exempel ”pågår, två cirklar är igång”.")
    return reports, tuple(ref for ref, text in blocks if not text)


def _mistakes(blocks: Collection[tuple[str, str]], goals: Mapping[str, PlanGoal]) -> Iterator[str]:
    """Yield what is wrong with each block, in their order; an empty one is no mistake."""
    times = Counter(ref for ref, _ in blocks)
    for ref, text in blocks:
        said = _STATUS.fullmatch(text)
        if ref not in goals:
            yield _unknown(ref, goals)
        elif times[ref] > 1:
            yield f"Målet {messages.quoted(ref)} står flera gånger. Skriv allt om det på ett ställe."
        elif text and not said:
            yield f"Börja det som står om målet {messages.quoted(ref)} med {swedish.one_of(_OFFERED)}."
        elif said and not said[2]:
            yield f"Skriv också en mening om målet {messages.quoted(ref)}, efter {messages.quoted(said[1])}."


def _unknown(ref: str, goals: Collection[str]) -> str:
    return f"Målet {messages.quoted(ref)} finns inte. {suggestions.goal(ref, goals)}"


def apply(text: str, planned: PlanGoal, report: Report, day: str) -> str:
    """Append a row to a goal's history, and change its own `status`, if it has one, when the row is the newest."""
    goal, row = planned.goal, {"date": day, "status": report.status, "text": report.text}
    try:
        text = yaml_edit.append_item(text, (*planned.place, "history"), row)
        if goal.status and not any(each.status and str(each.date) > day for each in goal.history):
            text = yaml_edit.set_value(text, (*planned.place, "status"), report.status)
    except yaml_edit.UnsafeEdit:
        raise FormError(event_changes.unsafe_edit_message(planned.plan.origin.file)) from None
    return text
