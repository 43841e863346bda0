"""A plan's numbers to take along: the same rows as JSON, and as CSV that opens right in a Swedish Excel."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import StringIO

from district.library.goal_work import GoalWork, areas, goal_work, material, standings
from district.library.library import Library
from district.model.plan import Plan
from district.site.content import Content

Cell = str | int | None


@dataclass(frozen=True)
class Field:
    """A column: its key in JSON, its heading in CSV, what it means, and where it comes from."""

    key: str
    heading: str
    about: str
    value: Callable[[GoalWork], Cell]


def _goal(key: str) -> Callable[[GoalWork], Cell]:
    return lambda done: _text(getattr(done.plan_goal.goal, key))


def _occasions(fate: str) -> Callable[[GoalWork], Cell]:
    return lambda done: sum(len(getattr(event, fate)) for event in done.events)


def _last_told(done: GoalWork) -> Cell:
    return _text(max((row.date for row in done.plan_goal.goal.history), default=None))


_REPORTED = (
    "Det senaste som rapporterats: planned (planerat), ongoing (pågår), done (genomfört) eller "
    "dropped (utgår). Tomt om ingen har sagt något"
)
FIELDS = (
    Field("id", "Mål-id", "Så nämns målet i händelser, studier och nyhetsbrev", lambda done: done.plan_goal.ref),
    Field("group", "Grupp", "Gruppen som området hör till", lambda done: done.plan_goal.area.group),
    Field("area", "Område", "Områdets rubrik", lambda done: done.plan_goal.area.title),
    Field("goal", "Mål", "Målet, ord för ord", _goal("text")),
    Field("responsible", "Ansvarig", "Vem som har ansvaret", _goal("responsible")),
    Field("due", "Klart senast", "Dagen, månaden eller året då målet ska vara klart", _goal("due")),
    Field("reported", "Rapporterat", _REPORTED, _goal("reported")),
    Field(
        "standing",
        "Läge",
        "Som rapporterat, men unreported (ej återrapporterat) när tiden har gått ut",
        lambda done: done.standing,
    ),
    Field("told", "Senast rapporterat", "Dagen för den senaste rapporten", _last_told),
    Field("follows", "Fortsätter från", "Målet i en tidigare plan som det här går vidare från", _goal("follows")),
    Field("held", "Tillfällen som varit", "Så många gånger har händelser för målet hållits", _occasions("held")),
    Field("coming", "Kommande tillfällen", "Så många gånger till ska de hållas", _occasions("coming")),
    Field("studies", "Studier", "Antal cirklar, kurser och annat för målet", lambda done: len(done.studies)),
    Field("letters", "Nyhetsbrev", "Antal nyhetsbrev som tar upp målet", lambda done: len(done.newsletters)),
)

# A spreadsheet takes what begins like this for a formula.
_FORMULA = re.compile(r"[=+\-@\t\r]")


def files(library: Library, today: date, site_url: str) -> Iterator[tuple[str, Content]]:
    """Each plan's two files, by address."""
    for plan in library.plans:
        path = plan.path.removesuffix("/")
        of = material(library, plan)
        yield f"{path}.json", Content(partial(_json, library, plan, today, site_url), of=("json", *of))
        yield f"{path}.csv", Content(partial(_csv, library, plan, today), of=("csv", *of))


def _json(library: Library, plan: Plan, today: date, site_url: str) -> bytes:
    return as_json(library, plan, _works(library, plan, today), today, site_url)


def _csv(library: Library, plan: Plan, today: date) -> bytes:
    return as_csv(_works(library, plan, today))


def _works(library: Library, plan: Plan, today: date) -> list[GoalWork]:
    return [goal_work(library, plan_goal, today) for plan_goal in library.goals_in(plan)]


def as_csv(works: list[GoalWork]) -> bytes:
    """UTF-8 with a BOM, semicolons and CRLF: how Excel knows it in Swedish."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(field.heading for field in FIELDS)
    writer.writerows([harmless(field.value(done)) for field in FIELDS] for done in works)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> Cell:
    """A text that no spreadsheet takes for a formula: an apostrophe says that it is text."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def as_json(library: Library, plan: Plan, works: list[GoalWork], today: date, site_url: str) -> bytes:
    """The goals as rows, with how many stand where and what each field means."""
    value = {
        "district": library.district.name,
        "title": plan.title,
        "year": plan.year,
        "adopted": _text(plan.adopted),
        "as_of": str(today),
        "url": site_url + plan.path,
        "fields": {field.key: field.about for field in FIELDS},
        "counts": standings((done.plan_goal for done in works), today),
        "areas": [
            {"id": area.id, "title": area.title, "counts": counts} for area, counts in areas(library, plan, today)
        ],
        "goals": [
            {field.key: field.value(done) for field in FIELDS} | {"url": site_url + done.plan_goal.path}
            for done in works
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
