"""The `newsletter` command: write the draft of the next newsletter."""

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
    newsletter = commands.add_parser("newsletter", help="skriver ett utkast till nästa nyhetsbrev")
    add_config(newsletter)
    newsletter.add_argument("--name", help="vad filen ska heta, utan .md; annars månaden")
    newsletter.set_defaults(run=write_draft)


def write_draft(options: argparse.Namespace) -> int:
    """Write the draft and print its path. Return 1 and write nothing if records have mistakes or the file exists."""
    folders = settings.folders(options.config)
    try:
        library = load.library(folders, today=clock.today("Europe/Stockholm"))
    except Mistakes as mistakes:
        return _fail(f"{mistakes}\n\nRätta det här först. Inget utkast har skrivits.")
    today = clock.today(library.district.timezone)
    letters = folders.docs / LETTER.folder
    name = options.name or _free_name(letters / str(today.year), newsletter_draft.default_name(today))
    if not LETTER.holds(f"{today.year}/{name}"):
        return _fail(messages.sentence("file_name", given=options.name, example="varbrev"))
    file = letters / f"{today.year}/{name}.md"
    text = newsletter_draft.draft(library.as_of(today), today)
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        return _fail(f"{file} finns redan och är orört. Välj ett annat namn, till exempel --name {file.stem}-2.")
    sys.stdout.write(f"Utkastet ligger i {file}. Skriv det som fattas där det står «SKRIV HÄR», och läs igenom.\n")
    return 0


def _free_name(folder: Path, name: str) -> str:
    """Return a name that is not taken, such as mars-2. The workflow's button cannot give a name."""
    names = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(each for each in names if not (folder / f"{each}.md").exists())


def _fail(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 1
