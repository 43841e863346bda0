"""Convert the answers of an issue form to a proposed file."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from district.editing import event_changes, goal_reports, new_file, plan_document, plan_file
from district.editing.github_form import FormError, normalize_time, start_and_end
from district.editing.goal_reports import Report
from district.language import labels, messages, swedish
from district.library.library import Library
from district.model.district import Named
from district.model.event import WEEKDAYS, nth_of
from district.model.kinds import BY_NAME
from district.model.when import When
from district.reading.unusable import UnusableFileError

# Characters of a record's title in a pull request's title.
_TITLE_LENGTH = 60

STUDY_KINDS = {label: code for code, label in labels.study_kind.items()}
NEWS_KINDS = {label: code for code, label in labels.news_kind.items()}
# What must be answered.
QUESTIONS = {
    "event": {"title": "Vad händer?", "start": "När börjar det?"},
    "study": {"title": "Vad heter den?", "start": "När börjar första träffen?"},
    "news": {"title": "Vad är rubriken?", "text": "Vad ska stå?"},
    "plan": {"year": "Vilket år gäller planen?", "text": "Vad står i planen?"},
}
REPEATS = {
    "Varje vecka": {"every": "week"},
    "Varannan vecka": {"every": "week", "interval": "2"},
    "Varje månad, samma datum": {"every": "month"},
    "Varje månad, samma veckodag": {"every": "month"},
}


@dataclass(frozen=True)
class Proposal:
    """New or changed files, by their paths in the repository, and a title and a note for the pull request."""

    files: Mapping[str, str]
    title: str
    note: str = ""


@dataclass(frozen=True)
class Repository:
    """The district's records and the day, with the text of each file by its path.

    `attachment` is what was fetched of the file that is attached to the issue.
    """

    library: Library
    today: date
    files: Mapping[str, str]
    attachment: bytes | None = None


def convert(form: str, answers: Mapping[str, str], repository: Repository) -> Proposal | None:
    """Return the file that the answers to a form ask for, or None if the form asks for no file.

    `form` is the name of the form's file without ending; the answers are by field id. Raises FormError if an
    answer is missing or the change must be made by hand.
    """
    converter = _CONVERTERS.get(form)
    return converter(answers, repository) if converter else None


def _proposal_title(what: str, title: str) -> str:
    """Return a title of one line without signs that GitHub gives a meaning, such as @ and #."""
    text = re.sub(r"[^\w\s.,:;!?()/–-]", "", title)
    return f"{what}: {' '.join(text.split())[:_TITLE_LENGTH]}"


def _new_event(answers: Mapping[str, str], repository: Repository) -> Proposal:
    return _new_record("event", "Ny händelse", _values(answers, repository.library), repository)


def _new_study(answers: Mapping[str, str], repository: Repository) -> Proposal:
    values = _values(answers, repository.library)
    values["type"] = STUDY_KINDS.get(answers.get("type", ""), answers.get("type", ""))
    place = {key: values[key] for key in ("name", "address", "access", "municipality", "online") if key in values}
    first: dict[str, str] = {"start": values.get("start", ""), "end": values.get("end", "")}
    values["sessions"] = [
        {**{key: time for key, time in each.items() if time}, "where": place}
        for each in (first, *(start_and_end({"start": line}) for line in _lines(answers.get("sessions", ""))))
    ]
    values["materials"] = _lines(answers.get("materials", ""))
    return _new_record("study", "Ny studie", values, repository)


def _new_news(answers: Mapping[str, str], repository: Repository) -> Proposal:
    library, values = repository.library, _values(answers, repository.library)
    values["type"] = NEWS_KINDS.get(answers.get("type", ""), answers.get("type", ""))
    ids = {each: group.name for group in library.groups for each in (group.name, group.title.casefold())}
    values["groups"] = [ids.get(name.casefold(), name) for name in _parts(answers.get("groups", ""))]
    return _new_record("news", "Nyhet", values, repository)


def _values(answers: Mapping[str, str], library: Library) -> dict[str, Any]:
    """Return the fields of a new record, by the names that the templates of new files have for them."""
    values: dict[str, Any] = {**answers, **start_and_end(answers)}
    district = library.district
    if "municipality" in answers:
        values["municipality"] = _id_of(re.sub(r"s? kommun$", "", answers["municipality"]), district.municipalities)
    values["topics"] = [_id_of(topic, district.topics) for topic in _parts(answers.get("topics", ""))]
    values["goals"] = goal_reports.goal_refs(answers.get("goals", ""), library)
    how, by = answers.get("signup", ""), normalize_time(answers.get("signup_by", ""))
    signup = {"url" if re.fullmatch(r"(https?://|mailto:)\S+", how) else "note": how, "by": by}
    values["signup"] = {key: value for key, value in signup.items() if value}
    if "image" in answers and "alt" not in answers:
        raise FormError("Beskriv bilden i rutan ”Vad visar bilden, för den som inte ser den?”.")
    if "image" in answers:
        values["image"] = {"file": answers["image"].lstrip("/"), "alt": answers["alt"]}
    values["repeat"] = _repeat(answers, values)
    return values


def _lines(answer: str) -> list[str]:
    """Return the items of a list, one a line, without their marks."""
    return [line.strip(" -•*") for line in answer.split("\n") if line.strip()]


def _parts(answer: str) -> list[str]:
    """Return what is separated by commas."""
    return [*filter(None, map(str.strip, answer.split(",")))]


def _id_of(name: str, known: Iterable[Named]) -> str:
    """Return the id of a topic or municipality by its name, or what was written if there is none."""
    ids = {key: each.id for each in known for key in (each.id, each.name.casefold())}
    return ids.get(name.casefold(), name)


def _repeat(answers: Mapping[str, str], values: Mapping[str, Any]) -> dict[str, object]:
    """Return the repeat that the answer to "Hur ofta upprepas det?" means."""
    how, start = answers.get("repeat"), values.get("start", "")
    if not how:
        return {}
    if "until" not in answers:
        raise FormError("Skriv i rutan ”Till och med vilken dag upprepas det?” när det tar slut.")
    rule: dict[str, object] = dict(REPEATS.get(how, {"every": how}))
    if how == "Varje månad, samma veckodag" and re.fullmatch(r"\d{4}-\d\d-\d\d.*", start):
        day = When.parse(start).first_day
        rule |= {"on": [WEEKDAYS[day.weekday()]], "nth": nth_of(day)}
    return {**rule, "until": normalize_time(answers["until"])}


def _require(kind: str, answers: Mapping[str, Any]) -> None:
    """Raise FormError unless all that must be answered is."""
    if missing := [question for key, question in QUESTIONS[kind].items() if not answers.get(key)]:
        raise FormError(f"Svara på {swedish.listed(map(messages.quoted, missing))}.")


def _new_record(kind: str, what: str, values: Mapping[str, Any], repository: Repository) -> Proposal:
    _require(kind, values)
    values = {**values, "published": repository.today.isoformat()}
    library = repository.library
    folder = library.docs if BY_NAME[kind].in_docs else library.data_folder
    name, text = new_file.create(kind, values, lambda name: f"{folder}/{name}" in repository.files)
    return Proposal({f"{folder}/{name}": text}, _proposal_title(what, values["title"]))


def _new_plan(answers: Mapping[str, str], repository: Repository) -> Proposal:
    _require("plan", answers)
    library = repository.library
    try:
        blocks, document, is_markdown = plan_document.of_form(answers["text"], repository.attachment)
        written = plan_file.convert(
            blocks, answers["year"], document, library, repository.today, is_markdown=is_markdown
        )
    except UnusableFileError as error:
        raise FormError(error.problem("").sentence) from None
    path = f"{library.data_folder}/{written.name}"
    return Proposal({path: written.text}, _proposal_title("Verksamhetsplan", answers["year"]), written.note)


def _change(answers: Mapping[str, str], repository: Repository) -> Proposal:
    record = event_changes.find_record(answers.get("page", ""), repository.library)
    file = record.origin.file
    text = event_changes.apply_change(repository.files[file], record, answers, repository.today)
    return Proposal({file: text}, _proposal_title(answers["what"], record.title))


def _report_alike(answers: Mapping[str, str], repository: Repository) -> Proposal:
    return _reported(goal_reports.alike(answers, repository.library), answers, repository)


def _report_each(answers: Mapping[str, str], repository: Repository) -> Proposal:
    reports, silent = goal_reports.each_its_own(answers.get("reports", ""), repository.library)
    note = f"Inget skrevs om {swedish.listed(silent)}, så där ändras inget.\n" if silent else ""
    return replace(_reported(reports, answers, repository), note=note)


def _reported(reports: Collection[Report], answers: Mapping[str, str], repository: Repository) -> Proposal:
    """Append a row to the history of each goal."""
    files, day = dict[str, str](), normalize_time(answers.get("date", repository.today.isoformat()))
    for report in reports:
        planned = repository.library.plan_goals[report.ref]
        file = planned.plan.origin.file
        files[file] = goal_reports.apply(files.get(file, repository.files[file]), planned, report, day)
    return Proposal(files, _proposal_title("Rapport", ", ".join(report.ref for report in reports)))


_CONVERTERS: Mapping[str, Callable[[Mapping[str, str], Repository], Proposal]] = {
    "handelse": _new_event,
    "andra": _change,
    "studiecirkel": _new_study,
    "nyhet": _new_news,
    "plan": _new_plan,
    "mal": _report_alike,
    "flera-mal": _report_each,
}
