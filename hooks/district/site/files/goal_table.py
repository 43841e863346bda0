"""A plan's goals as tables: the same rows as JSON, and as CSV that a Swedish Excel opens correctly."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import StringIO

from district.library.goal_work import GoalWork, areas, goal_work, material, standings
from district.model.plan import Plan
from district.site.content import Content
from district.site.view import View

Cell = str | int | None


@dataclass(frozen=True)
class Field:
    """A column: its key in JSON, its heading in CSV, its description, and the function that returns its value."""

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
    "Det senaste som rapporterats: planned (planerat), ongoing (pågår), done (klart) eller "
    "dropped (utgår). Tomt om ingen har sagt något"
)
FIELDS = (
    Field("id", "Mål-id", "Så nämns målet i händelser, studier och nyhetsbrev", lambda done: done.plan_goal.ref),
    Field("group", "Grupp", "Gruppen som området hör till", lambda done: done.plan_goal.area.group),
    Field("area", "Område", "Områdets rubrik", lambda done: done.plan_goal.area.title),
    Field("goal", "Mål", "Målet, ord för ord", _goal("text")),
    Field("responsible", "Ansvarig", "Vem som har ansvaret", lambda done: done.responsible),
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

# A spreadsheet reads a cell that begins like this as a formula.
_FORMULA = re.compile(r"[=+\-@\t\r]")


def goal_tables(view: View) -> Iterator[tuple[str, Content]]:
    """Yield each plan's two files, by address."""
    for plan in view.library.plans:
        path, of = plan.path.removesuffix("/"), material(view.library, plan)
        yield f"{path}.json", Content(partial(_json, view, plan), of=("json", *of))
        yield f"{path}.csv", Content(partial(_csv, view, plan), of=("csv", *of))


def _works(view: View, plan: Plan) -> list[GoalWork]:
    return [goal_work(view.library, plan_goal, view.today) for plan_goal in view.library.goals_in(plan)]


def _csv(view: View, plan: Plan) -> bytes:
    return as_csv(_works(view, plan))


def as_csv(works: list[GoalWork]) -> bytes:
    """Return UTF-8 with a BOM, semicolons and CRLF, which a Swedish Excel recognizes."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(field.heading for field in FIELDS)
    writer.writerows([harmless(field.value(done)) for field in FIELDS] for done in works)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> Cell:
    """Return the cell with an apostrophe, which marks text, before anything that looks like a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _json(view: View, plan: Plan) -> bytes:
    """Return the goals as rows, with the counts by standing and a description of each field."""
    library, today, works = view.library, view.today, _works(view, plan)
    value = {
        "district": library.district.name,
        "title": plan.title,
        "year": plan.year,
        "adopted": _text(plan.adopted),
        "as_of": str(today),
        "url": view.site_url + plan.path,
        "fields": {field.key: field.about for field in FIELDS},
        "counts": standings((done.plan_goal for done in works), today),
        "areas": [
            {"id": area.id, "title": area.title, "counts": counts} for area, counts in areas(library, plan, today)
        ],
        "goals": [
            {field.key: field.value(done) for field in FIELDS} | {"url": view.site_url + done.plan_goal.path}
            for done in works
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _text(value: object) -> str | None:
    return None if value is None else str(value)
