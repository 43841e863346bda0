"""The commands that read everything: what is wrong, and what a year's report has to tell."""

import argparse
import sys
from collections import deque
from pathlib import Path

from district import annual, clock, load, memory, prose, report, settings, site, suggest, swedish
from district.commands import Commands, add_config
from district.library import Library
from district.mail import mails
from district.problem import Mistakes


def add_commands(commands: Commands) -> None:
    checking = commands.add_parser("check", help="läser allt och säger vad som är fel")
    add_config(checking)
    checking.set_defaults(run=check)
    reporting = commands.add_parser("report", help="skriver ett utkast till verksamhetsberättelse, som Markdown")
    reporting.add_argument("year", help="planens år, till exempel 2024")
    add_config(reporting)
    reporting.set_defaults(run=annual_report)


def _read(config: Path) -> Library | None:
    """All that is written, or None when its mistakes have been told."""
    known = memory.beside(config)
    prose.remember_in(known)
    try:
        library = load.library(settings.folders(config), known)
        # What only shows when it is made: a letter too long to mail.
        address = settings.site_url(config)
        deque(mails(library, site.outward_templates(library, address), address), maxlen=0)
        known.save()
        return library
    except Mistakes as mistakes:
        sys.stderr.write(report.told(mistakes) + "\n")
        return None


def annual_report(options: argparse.Namespace) -> int:
    """Write the draft of a year's report; 1 if there is no such plan."""
    library = _read(options.config)
    if library is None:
        return 1
    plans = {plan.name: plan for plan in library.plans}
    if options.year not in plans:
        nearest = suggest.nearest(options.year, plans)
        sys.stderr.write(f"Det finns ingen plan för {options.year}. {nearest}\n")
        return 1
    today = clock.today(library.district.timezone)
    sys.stdout.write(annual.markdown(library, plans[options.year], today, settings.site_url(options.config)))
    return 0


def check(options: argparse.Namespace) -> int:
    """Read everything; 0 if all is well, 1 and the mistakes if not."""
    library = _read(options.config)
    if library is None:
        return 1
    numbers = [
        swedish.number(len(library.events), "en händelse", "händelser"),
        swedish.number(len(library.studies), "en studie", "studier"),
        swedish.number(len(library.promises), "ett mål", "mål"),
        swedish.number(len(library.newsletters), "ett nyhetsbrev", "nyhetsbrev"),
    ]
    sys.stdout.write(f"Allt ser bra ut: {swedish.listed(numbers)}.\n")
    return 0
