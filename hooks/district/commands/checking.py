"""The `check` command: read every file and report all mistakes."""

import argparse
import sys
from collections import deque
from pathlib import Path

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands.base import Commands, add_config
from district.language import swedish
from district.library.library import Library
from district.publish.cache import open_cache
from district.reading import load, settings
from district.site import templating
from district.site.files.newsletter_mail import mails


def add_commands(commands: Commands) -> None:
    check = commands.add_parser("check", help="läser allt och säger vad som är fel")
    add_config(check)
    check.set_defaults(run=print_result)


def read(config: Path) -> Library | None:
    """All that is written, or None when its mistakes have been told."""
    cache = open_cache(config)
    try:
        library = load.library(settings.folders(config), cache.store)
        # What only shows when it is made: a letter too long to mail.
        address = settings.site_url(config)
        deque(mails(library, templating.outward(library, address), address), maxlen=0)
        cache.save()
        return library
    except Mistakes as mistakes:
        sys.stderr.write(printing.report(mistakes) + "\n")
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
