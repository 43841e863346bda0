"""The `check` command: read every file and report all mistakes."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from district.checks import printing
from district.checks.problem import Problem
from district.commands.base import Commands, add_config
from district.language import swedish
from district.library.library import Library
from district.model.newsletter import Newsletter
from district.publish import clock
from district.publish.cache import open_cache
from district.reading import load, settings
from district.site.files import mail_sizes


def add_commands(commands: Commands) -> None:
    check = commands.add_parser("check", help="läser allt och säger vad som är fel")
    add_config(check)
    check.set_defaults(run=print_result)


def read(config: Path, notes: list[Problem] | None = None) -> Library:
    """Return everything that is written, and add what is worth a look to `notes`.

    Raises Mistakes, also for a newsletter that is too long to mail.
    """
    cache = open_cache(config)
    library = load.library(settings.folders(config), cache.store, clock.today("Europe/Stockholm"), notes)
    address = settings.site_url(config)
    printing.warn_of_local_address(address)
    mail_sizes.check(library, address, partial(_measure, library, address))
    cache.save()
    return library


def _measure(library: Library, site_url: str) -> Callable[[Newsletter], int]:
    # Imported when a letter is new: rendering it needs the templates and their libraries.
    from district.site.files import newsletter_mail

    return newsletter_mail.measure(library, site_url)


def print_result(options: argparse.Namespace) -> int:
    """Print how many records there are, and what is worth a look."""
    notes: list[Problem] = []
    library = read(options.config, notes)
    numbers = [
        swedish.number(len(library.events), "en händelse", "händelser"),
        swedish.number(len(library.studies), "en studie", "studier"),
        swedish.number(len(library.plan_goals), "ett mål", "mål"),
        swedish.number(len(library.newsletters), "ett nyhetsbrev", "nyhetsbrev"),
    ]
    sys.stdout.write(f"Allt ser bra ut: {swedish.listed(numbers)}.\n{printing.notes(notes)}")
    return 0
