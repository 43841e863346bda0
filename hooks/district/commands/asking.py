"""The `new` command: ask for a new record's values in Swedish, and write its file."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

from district.commands import new_plan
from district.commands.base import Commands, add_config, write_texts
from district.editing import new_file
from district.language import labels, swedish
from district.model.added_keys import BODY, ORIGIN
from district.model.base import Origin
from district.model.group import GroupKind
from district.model.kinds import BY_NAME
from district.model.study import StudyKind
from district.publish import clock
from district.reading import settings, yaml_source
from district.reading.record import parse_record
from district.reading.settings import Folders

_OPTIONAL = "(Tryck bara Enter om det inte är bestämt.)"
_SHARED = (
    ("for", "Vilka är inbjudna? (Tryck bara Enter om det är alla.)"),
    ("summary", f"Vad är det? Beskriv det i en mening. {_OPTIONAL}"),
)
QUESTIONS = {
    "event": (
        ("title", "Vad heter händelsen?"),
        ("start", "När börjar den? Till exempel 2024-06-09 18:30, eller bara 2024-06-09, 2024-06 eller 2024."),
        ("end", f"När slutar den? {_OPTIONAL}"),
        ("name", f"Vad heter platsen? {_OPTIONAL}"),
        ("address", f"Vilken adress har den? {_OPTIONAL}"),
        *_SHARED,
    ),
    "study": (
        ("title", "Vad heter studien?"),
        ("type", f"Vad är det? Skriv {swedish.one_of(labels.explained(get_args(StudyKind)))}."),
        ("start", f"När är första träffen? Till exempel 2024-06-09 18:30. {_OPTIONAL}"),
        ("end", f"När slutar den träffen? {_OPTIONAL}"),
        *_SHARED,
    ),
    "group": (
        ("title", "Vad heter gruppen?"),
        ("type", f"Vad är det? Skriv {swedish.one_of(labels.explained(get_args(GroupKind)))}."),
        ("summary", f"Vad gör den? Beskriv det i en mening. {_OPTIONAL}"),
    ),
    "news": (
        ("title", "Vad ska rubriken vara?"),
        ("summary", f"Vad är det som har hänt? Beskriv det i en mening. {_OPTIONAL}"),
    ),
    "newsletter": (
        ("title", "Vad ska stå i ämnesraden?"),
        ("summary", "Vad handlar brevet om? Beskriv det i en mening."),
    ),
}


def ask(kind: str, today: date, prompt: Callable[[str], str], show: Callable[[str], None]) -> dict[str, str]:
    """Ask a kind's questions and return the answers by key, with `published`.

    `prompt` shows a question and returns the answer, as the built-in `input` does. An answer with
    mistakes is explained with `show` and asked for again.
    """
    # Values for the keys that have not been asked for, so that only the answer itself can have mistakes.
    values = {"title": "Utan namn", "published": str(today), "start": str(today), "summary": "…"}
    values |= {"study": {"type": "circle"}, "group": {"type": "board"}}.get(kind, {})
    answers = {"published": str(today)}
    for key, question in QUESTIONS[kind]:
        while True:
            answer = prompt(f"{question} ").strip()
            is_needed = answer or key in new_file.required(kind)
            mistakes = _mistakes(kind, values | {key: answer}) if is_needed else []
            if not mistakes:
                break
            show("\n".join(mistakes))
        answers[key] = values[key] = answer
    return answers


def _mistakes(kind: str, values: dict[str, str]) -> list[str]:
    """Return a sentence for each mistake in a record with the values."""
    source = yaml_source.read(new_file.render(kind, values), f"x{BY_NAME[kind].ending}")
    hidden = {ORIGIN: Origin("", "2024/namn"), **({BODY: "…"} if BY_NAME[kind].in_docs else {})}
    parse_record(BY_NAME[kind].model, source, hidden)
    return [problem.sentence for problem in source.problems]


def write(kind: str, answers: dict[str, str], folders: Folders) -> Path:
    """Write the new record's file under a name that is not taken, and return its path."""
    folder = folders.docs if BY_NAME[kind].in_docs else folders.data
    name, text = new_file.create(kind, answers, lambda name: (folder / name).exists())
    write_texts(folder, {name: text})
    return folder / name


def add_commands(commands: Commands) -> None:
    new = commands.add_parser("new", help="frågar om något nytt och skriver filen")
    kinds = new.add_subparsers(dest="kind", required=True, metavar="sort")
    for kind in sorted(QUESTIONS):
        asked = kinds.add_parser(kind, help=BY_NAME[kind].label.lower())
        add_config(asked)
        asked.set_defaults(run=ask_and_write)
    new_plan.add_kind(kinds)


def ask_and_write(options: argparse.Namespace) -> int:
    """Ask for a record on the terminal and write its file. Return 1 and write nothing if interrupted."""
    today = clock.today("Europe/Stockholm")
    try:
        answers = ask(options.kind, today, input, print)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\nIngenting skrevs.\n")
        return 1
    path = write(options.kind, answers, settings.folders(options.config))
    sys.stdout.write(f"Klart: {path}. Öppna filen om du vill fylla på.\n")
    return 0
