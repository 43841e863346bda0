"""What is not an engine's work, as commands: `python -m district check`."""

import argparse
import sys
from pathlib import Path

from district import github, load, report, settings, swedish
from district.problem import Mistakes


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser("district", description="Verktyg för distriktets webbplats.")
    commands = parser.add_subparsers(title="kommandon", required=True, metavar="kommando")
    checking = commands.add_parser("check", help="läser allt och säger vad som är fel")
    checking.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    checking.set_defaults(run=check)
    github.add_commands(commands)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def check(options: argparse.Namespace) -> int:
    """Read everything; 0 if all is well, 1 and the mistakes if not."""
    try:
        library = load.library(settings.folders(options.config))
    except Mistakes as mistakes:
        sys.stderr.write(report.told(mistakes) + "\n")
        return 1
    numbers = [
        swedish.number(len(library.events), "en händelse", "händelser"),
        swedish.number(len(library.studies), "en studie", "studier"),
        swedish.number(len(library.promises), "ett mål", "mål"),
        swedish.number(len(library.newsletters), "ett nyhetsbrev", "nyhetsbrev"),
    ]
    sys.stdout.write(f"Allt ser bra ut: {swedish.listed(numbers)}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
