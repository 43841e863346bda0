"""What is not an engine's work, as commands: `python -m district check`."""

import argparse
import sys
from collections import deque
from pathlib import Path

from district import (
    annual,
    asking,
    clock,
    export,
    github,
    load,
    members,
    memory,
    new,
    newsletter,
    prose,
    report,
    schema,
    settings,
    site,
    suggest,
    swedish,
)
from district.library import Library
from district.mail import mails
from district.problem import Mistakes


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("district", description="Verktyg för distriktets webbplats.")
    commands = parser.add_subparsers(title="kommandon", required=True, metavar="kommando")
    checking = commands.add_parser("check", help="läser allt och säger vad som är fel")
    checking.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    checking.set_defaults(run=check)
    beginning = commands.add_parser("new", help="frågar om något nytt och skriver filen")
    beginning.add_argument("kind", choices=sorted(new.KINDS), help="händelse, nyhetsbrev eller studie")
    beginning.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    beginning.set_defaults(run=begin)
    helping = commands.add_parser("schema", help="skriver det som hjälper en editor att säga vad som går att skriva")
    helping.add_argument("folder", nargs="?", type=Path, default=Path(".vscode/schema"), help="mappen det skrivs i")
    helping.set_defaults(run=write_schemas)
    reporting = commands.add_parser("report", help="skriver ett utkast till verksamhetsberättelse, som Markdown")
    reporting.add_argument("year", help="planens år, till exempel 2024")
    reporting.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    reporting.set_defaults(run=annual_report)
    members.add_commands(commands)
    writing = commands.add_parser("newsletter", help="skriver ett utkast till nästa nyhetsbrev")
    writing.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    writing.add_argument("--name", help="vad filen ska heta, utan .md; annars månaden")
    writing.set_defaults(run=newsletter.run)
    export.add_command(commands)
    github.add_commands(commands)
    options = parser.parse_args(arguments)
    return int(options.run(options))


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


def begin(options: argparse.Namespace) -> int:
    """Ask for a new record and write its file."""
    today = clock.today("Europe/Stockholm")
    try:
        answers = asking.ask(options.kind, today, input, print)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\nIngenting skrevs.\n")
        return 1
    path = asking.write(options.kind, answers, settings.folders(options.config))
    sys.stdout.write(f"Klart: {path}. Öppna filen om du vill fylla på.\n")
    return 0


def write_schemas(options: argparse.Namespace) -> int:
    """Write a JSON Schema for each kind of file."""
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema.schemas():
        (options.folder / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
