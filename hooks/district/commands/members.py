"""The commands for the member pages: `passphrase` makes secrets, `seal` locks a site in, `leaks` looks for holes."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands.base import Commands
from district.library.library import Library
from district.members import leaks, member_feeds, passphrase, sealed_site, secret_words, secrets
from district.reading import load, settings


def add_commands(commands: Commands) -> None:
    making = commands.add_parser("passphrase", help="gör en lösenfras till medlemssidorna")
    making.add_argument("--key", action="store_true", help="gör en nyckel i stället")
    making.add_argument("--words", type=int, default=passphrase.FEWEST, help="antal ord, minst sex")
    making.set_defaults(run=make)
    sealing = commands.add_parser("seal", help="låser in en byggd medlemssajt")
    sealing.add_argument("source", type=Path, help="den byggda medlemssajten, till exempel .members/site")
    sealing.add_argument("target", type=Path, help="dess plats i den öppna sajten, till exempel site/medlem")
    sealing.add_argument("--config", type=Path, default=Path("mkdocs.members.yml"), help="medlemssajtens inställningar")
    sealing.add_argument("--theme", type=Path, default=Path("overrides"), help="sajtens egna temafiler")
    sealing.set_defaults(run=seal)
    looking = commands.add_parser("leaks", help="letar efter medlemmarnas ord i den byggda sajten")
    looking.add_argument("site", type=Path, help="den byggda sajten, till exempel site")
    looking.add_argument("--config", type=Path, default=Path("mkdocs.members.yml"), help="medlemssajtens inställningar")
    looking.set_defaults(run=look)


def make(options: argparse.Namespace) -> int:
    if options.words < passphrase.FEWEST:
        sys.stderr.write("En lösenfras behöver minst sex ord.\n")
        return 1
    sys.stdout.write((secrets.new_key() if options.key else passphrase.make(options.words)) + "\n")
    return 0


def seal(options: argparse.Namespace) -> int:
    """0 when all is sealed; else 1, a sentence that says why, and the public site as it was."""
    try:
        known = secrets.from_environment(os.environ)
        feed_secret = secrets.feed_secret(os.environ)
        library = load.library(settings.folders(options.config))
        theme = sealed_site.themes(options.theme)
        feeds = [*_feeds(library, options.config, feed_secret)] if feed_secret else []
        number = sealed_site.seal(options.source, options.target, known, theme, library.district.name, feeds)
    except (secrets.Refused, Mistakes, OSError) as refused:
        said = printing.report(refused) if isinstance(refused, Mistakes) else str(refused)
        sys.stderr.write(f"{said}\nMedlemssidorna är inte inlåsta, och ingenting är skrivet.\n")
        return 1
    sys.stdout.write(f"{number} filer är inlåsta i {options.target}.\n")
    return 0


def look(options: argparse.Namespace) -> int:
    """0 when no word of the members' is in the site. It never prints the word: logs are public too."""
    words = secret_words.of(settings.folders(options.config), settings.site_url(options.config))
    # Feeds that tell all are meant to.
    told = f"{sealed_site.FEEDS}/" if _tell_all(options.config) else None
    found = [leak for leak in leaks.find(options.site, words) if not (told and leak.file.startswith(told))]
    for file in sorted({leak.file for leak in found}):
        sys.stderr.write(f"{file}: Här står något som bara är för medlemmar. Publicera inte.\n")
    if not found:
        sys.stdout.write(f"Inget läcker: {len(words)} texter för medlemmar söktes i varje fil.\n")
    return 1 if found else 0


def _feeds(library: Library, config: Path, secret: bytes) -> Iterator[tuple[str, bytes]]:
    epoch = settings.setting(config, "feed_epoch", "1")
    door = member_feeds.Door(settings.site_url(config), secret, epoch, _tell_all(config))
    return member_feeds.member_feeds(library, door)


def _tell_all(config: Path) -> bool:
    return settings.setting(config, "feeds", "brief") == "full"
