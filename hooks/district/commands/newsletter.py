"""The `newsletter` command: write the draft of the next newsletter."""

import argparse
import sys

from district.commands.base import Commands, add_config, write_texts
from district.editing import new_file, newsletter_draft
from district.language import swedish
from district.publish import clock
from district.reading import load, settings


def add_commands(commands: Commands) -> None:
    newsletter = commands.add_parser("newsletter", help="skriver ett utkast till nästa nyhetsbrev")
    add_config(newsletter)
    newsletter.add_argument("--name", help="vad filen ska heta; annars månaden")
    newsletter.set_defaults(run=write_draft)


def write_draft(options: argparse.Namespace) -> int:
    """Write the draft and print its path."""
    folders = settings.folders(options.config)
    library = load.library(folders, today=clock.today("Europe/Stockholm"))
    today = clock.today(library.district.timezone)
    wanted = options.name or swedish.month(today).split()[0]
    name = new_file.free_name("newsletter", wanted, today.year, lambda name: (folders.docs / name).exists())
    write_texts(folders.docs, {name: newsletter_draft.draft(library.as_of(today), today)})
    file = folders.docs / name
    sys.stdout.write(f"Utkastet ligger i {file}. Skriv det som fattas där det står «SKRIV HÄR», och läs igenom.\n")
    return 0
