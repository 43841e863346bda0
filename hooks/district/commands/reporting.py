"""The command that writes a year's report, as far as the data tells it."""

import argparse
import sys

from district.commands import checking
from district.commands.base import Commands, add_config
from district.language import suggestions
from district.publish import clock
from district.reading import settings
from district.site.pages import annual_report


def add_commands(commands: Commands) -> None:
    reporting = commands.add_parser("report", help="skriver ett utkast till verksamhetsberättelse, som Markdown")
    reporting.add_argument("year", help="planens år, till exempel 2024")
    add_config(reporting)
    reporting.set_defaults(run=report)


def report(options: argparse.Namespace) -> int:
    """Write the draft of a year's report; 1 if there is no such plan."""
    library = checking.read(options.config)
    if library is None:
        return 1
    plans = {plan.name: plan for plan in library.plans}
    if options.year not in plans:
        nearest = suggestions.nearest(options.year, plans)
        sys.stderr.write(f"Det finns ingen plan för {options.year}. {nearest}\n")
        return 1
    today = clock.today(library.district.timezone)
    sys.stdout.write(annual_report.markdown(library, plans[options.year], today, settings.site_url(options.config)))
    return 0
