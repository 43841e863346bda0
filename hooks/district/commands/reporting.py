"""The `report` command: write the draft of a year's annual report."""

import argparse
import sys

from district.commands import checking
from district.commands.base import Commands, add_config
from district.language import suggestions
from district.publish import clock
from district.reading import settings
from district.site.pages import annual_report
from district.site.view import View


def add_commands(commands: Commands) -> None:
    report = commands.add_parser("report", help="skriver ett utkast till verksamhetsberättelse, som Markdown")
    report.add_argument("year", help="planens år, till exempel 2024")
    add_config(report)
    report.set_defaults(run=print_report)


def print_report(options: argparse.Namespace) -> int:
    """Print the draft as Markdown. Return 1 if there is no plan for the year."""
    written = checking.read(options.config)
    today = clock.today(written.district.timezone)
    library = written.as_of(today)
    plans = {plan.name: plan for plan in library.plans}
    if options.year not in plans:
        nearest = suggestions.nearest(options.year, plans)
        sys.stderr.write(f"Det finns ingen plan för {options.year}. {nearest}\n")
        return 1
    view = View(library, today, settings.site_url(options.config))
    page = annual_report.page(view, plans[options.year])
    sys.stdout.write(annual_report.markdown(page, annual_report.editable_templates(view)))
    return 0
