"""Asks in Swedish for what a new record needs, and writes its file."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

from district.commands.base import Commands, add_config
from district.editing import new_file
from district.language import labels, swedish
from district.model.base import BODY, ORIGIN, Origin, Record
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.study import Study, StudyKind
from district.publish import clock
from district.reading import settings, yaml_source
from district.reading.record import parse_record
from district.reading.settings import Folders
from district.site.templating import Templates

_MODELS: dict[str, type[Record]] = {"event": Event, "study": Study, "newsletter": Newsletter}
_OPTIONAL = "(Tryck bara Enter om det inte är bestämt.)"
QUESTIONS = {
    "event": (
        ("title", "Vad heter händelsen?"),
        ("start", "När börjar den? Till exempel 2024-06-09 18:30, eller bara 2024-06-09, 2024-06 eller 2024."),
        ("end", f"När slutar den? {_OPTIONAL}"),
        ("name", f"Vad heter platsen? {_OPTIONAL}"),
        ("address", f"Vilken adress har den? {_OPTIONAL}"),
        ("for", "Vilka är inbjudna? (Tryck bara Enter om det är alla.)"),
        ("summary", f"Vad är det? Beskriv det i en mening. {_OPTIONAL}"),
    ),
    "study": (
        ("title", "Vad heter studien?"),
        ("type", f"Vad är det? Skriv {swedish.one_of(labels.explained(get_args(StudyKind)))}."),
        ("start", f"När är första träffen? Till exempel 2024-06-09 18:30. {_OPTIONAL}"),
        ("end", f"När slutar den träffen? {_OPTIONAL}"),
        ("for", "Vilka är inbjudna? (Tryck bara Enter om det är alla.)"),
        ("summary", f"Vad är det? Beskriv det i en mening. {_OPTIONAL}"),
    ),
    "newsletter": (
        ("title", "Vad ska stå i ämnesraden?"),
        ("summary", "Vad handlar brevet om? Beskriv det i en mening."),
    ),
}


def ask(kind: str, today: date, answer: Callable[[str], str], say: Callable[[str], None]) -> dict[str, str]:
    """The answers to a kind's questions; one that cannot be used is explained and asked again."""
    # What is not asked yet, so that each answer can be judged by itself.
    answers = {"title": "Utan namn", "published": str(today), "start": str(today), "type": "circle", "summary": "…"}
    given = {"published": str(today)}
    for key, question in QUESTIONS[kind]:
        while True:
            said = answer(f"{question} ").strip()
            wrong = _problems(kind, answers | {key: said}) if said or key in new_file.required_keys(kind) else []
            if not wrong:
                break
            say("\n".join(wrong))
        given[key] = answers[key] = said
    return given


def _problems(kind: str, answers: dict[str, str]) -> list[str]:
    text = new_file.render(kind, answers, Templates())
    if kind == "newsletter":
        text = text.split("---\n")[1]
    found = yaml_source.read(text, "")
    hidden = {ORIGIN: Origin("", "2024/namn"), **({BODY: "…"} if kind == "newsletter" else {})}
    parse_record(_MODELS[kind], found, hidden)
    return [problem.sentence for problem in found.problems]


def write(kind: str, answers: dict[str, str], folders: Folders) -> Path:
    """Write the new record's file under a name that is not taken, and give its path."""
    year = int((answers.get("start") or answers["published"])[:4])
    below = folders.docs if kind == "newsletter" else folders.data
    path = below / new_file.free_name(kind, answers["title"], year, lambda name: (below / name).exists())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(new_file.render(kind, answers, Templates()), "utf-8")
    return path


def add_commands(commands: Commands) -> None:
    beginning = commands.add_parser("new", help="frågar om något nytt och skriver filen")
    beginning.add_argument("kind", choices=sorted(new_file.LOCATIONS), help="händelse, nyhetsbrev eller studie")
    add_config(beginning)
    beginning.set_defaults(run=begin)


def begin(options: argparse.Namespace) -> int:
    """Ask for a new record and write its file."""
    today = clock.today("Europe/Stockholm")
    try:
        answers = ask(options.kind, today, input, print)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\nIngenting skrevs.\n")
        return 1
    path = write(options.kind, answers, settings.folders(options.config))
    sys.stdout.write(f"Klart: {path}. Öppna filen om du vill fylla på.\n")
    return 0
