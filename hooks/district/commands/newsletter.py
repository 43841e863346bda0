"""The command that writes the next newsletter's draft, where there is no file yet."""

import argparse
import sys
from itertools import count
from pathlib import Path

from district.checks.problem import Mistakes
from district.commands.base import Commands, add_config
from district.editing import newsletter_draft
from district.language import messages
from district.model.kinds import BY_NAME
from district.publish import clock
from district.reading import load, settings

LETTER = BY_NAME["newsletter"]


def add_commands(commands: Commands) -> None:
    writing = commands.add_parser("newsletter", help="skriver ett utkast till nästa nyhetsbrev")
    add_config(writing)
    writing.add_argument("--name", help="vad filen ska heta, utan .md; annars månaden")
    writing.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the draft and say where it lies; 1 and nothing written if something is in the way."""
    folders = settings.folders(options.config)
    try:
        library = load.library(folders)
    except Mistakes as mistakes:
        return _refuse(f"{mistakes}\n\nRätta det här först. Inget utkast har skrivits.")
    today = clock.today(library.district.timezone)
    letters = folders.docs / LETTER.folder
    name = f"{today.year}/{options.name or _free(letters / str(today.year), newsletter_draft.name_for(today))}"
    if not LETTER.holds(name):
        return _refuse(messages.sentence("file_name", given=options.name, example="varbrev"))
    file = letters / f"{name}.md"
    try:
        _write(file, newsletter_draft.draft(library, today))
    except FileExistsError:
        return _refuse(
            f"{file} finns redan och är orört. Välj ett annat namn, till exempel --name {Path(name).name}-2."
        )
    sys.stdout.write(f"Utkastet ligger i {file}. Skriv det som fattas där det står «SKRIV HÄR», och läs igenom.\n")
    return 0


def _free(folder: Path, name: str) -> str:
    """mars, or mars-2 when the month has a letter already: whoever presses a button can give no name."""
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in numbered if not (folder / f"{each}.md").exists())


def _write(file: Path, text: str) -> None:
    """Only where there is no file: somebody may have written there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as new:
        new.write(text)


def _refuse(said: str) -> int:
    sys.stderr.write(f"{said}\n")
    return 1
