"""The command that reads everything and says what is wrong."""

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
    checking = commands.add_parser("check", help="läser allt och säger vad som är fel")
    add_config(checking)
    checking.set_defaults(run=check)


def read(config: Path) -> Library | None:
    """All that is written, or None when its mistakes have been told."""
    known = memory.beside(config)
    markdown.remember_in(known)
    try:
        library = load.library(settings.folders(config), known)
        # What only shows when it is made: a letter too long to mail.
        address = settings.site_url(config)
        deque(mails(library, templating.outward(library, address), address, known), maxlen=0)
        known.save()
        return library
    except Mistakes as mistakes:
        sys.stderr.write(printing.report(mistakes) + "\n")
        return None


def check(options: argparse.Namespace) -> int:
    """Read everything; 0 if all is well, 1 and the mistakes if not."""
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
