"""The `check` command: read every file and report all mistakes."""

import argparse
import sys
from collections import deque
from pathlib import Path

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands.base import Commands, add_config
from district.language import markdown, swedish
from district.library.library import Library
from district.publish import memory
from district.reading import load, settings
from district.site import templating
from district.site.files.newsletter_mail import mails


def add_commands(commands: Commands) -> None:
    check = commands.add_parser("check", help="läser allt och säger vad som är fel")
    add_config(check)
    check.set_defaults(run=print_result)


def read(config: Path) -> Library | None:
    """Return the district's records, or print their mistakes and return None."""
    known = memory.beside(config)
    markdown.remember_in(known)
    try:
        library = load.library(settings.folders(config), known)
        # Generate the newsletters as mail, since only then it shows that one is too long.
        address = settings.site_url(config)
        deque(mails(library, templating.outward(library, address), address, known), maxlen=0)
        known.save()
        return library
    except Mistakes as mistakes:
        sys.stderr.write(printing.told(mistakes) + "\n")
        return None


def print_result(options: argparse.Namespace) -> int:
    """Print how many records there are and return 0, or print their mistakes and return 1."""
    library = read(options.config)
    if library is None:
        return 1
    numbers = [
        swedish.number(len(library.events), "en händelse", "händelser"),
        swedish.number(len(library.studies), "en studie", "studier"),
        swedish.number(len(library.plan_goals), "ett mål", "mål"),
        swedish.number(len(library.newsletters), "ett nyhetsbrev", "nyhetsbrev"),
    ]
    sys.stdout.write(f"Allt ser bra ut: {swedish.listed(numbers)}.\n")
    return 0
