"""The commands for the member pages: `passphrase`, `seal` and `leaks`."""

import argparse
import os
import sys
from pathlib import Path

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands.base import Commands
from district.members import leaks, member_feeds, passphrase, sealed_site, secret_words, secrets
from district.publish import clock
from district.publish.media import theme_files
from district.reading import load, settings
from district.reading.theme import read_theme


def add_commands(commands: Commands) -> None:
    phrase = commands.add_parser("passphrase", help="gör en lösenfras till medlemssidorna")
    phrase.add_argument("--key", action="store_true", help="gör en nyckel till flödena i stället")
    phrase.add_argument("--words", type=int, default=passphrase.MIN_WORDS, help="antal ord, minst sex")
    phrase.set_defaults(run=print_passphrase)
    sealing = commands.add_parser("seal", help="låser in en byggd medlemssajt")
    sealing.add_argument("source", type=Path, help="den byggda medlemssajten, till exempel .members/site")
    sealing.add_argument("target", type=Path, help="dess plats i den öppna sajten, till exempel site/medlem")
    sealing.add_argument("--config", type=Path, default=Path("mkdocs.members.yml"), help="medlemssajtens inställningar")
    sealing.add_argument("--theme", type=Path, default=Path("overrides"), help="sajtens egna temafiler")
    sealing.set_defaults(run=seal)
    search = commands.add_parser("leaks", help="letar efter medlemmarnas ord i den byggda sajten")
    search.add_argument("site", type=Path, help="den byggda sajten, till exempel site")
    search.add_argument("--config", type=Path, default=Path("mkdocs.members.yml"), help="medlemssajtens inställningar")
    search.set_defaults(run=find_leaks)


def print_passphrase(options: argparse.Namespace) -> int:
    """Print a random passphrase, or with `--key` a key; return 1 if too few words are asked for."""
    if options.words < passphrase.MIN_WORDS:
        sys.stderr.write("En lösenfras behöver minst sex ord.\n")
        return 1
    sys.stdout.write((secrets.new_key() if options.key else passphrase.generate(options.words)) + "\n")
    return 0


def seal(options: argparse.Namespace) -> int:
    """Seal the built member site. On an error, print why, leave the public site unchanged and return 1."""
    try:
        phrases = secrets.passphrases(os.environ)
        feed_secret = secrets.feed_secret(os.environ)
        library = load.library(settings.folders(options.config), today=clock.today("Europe/Stockholm"))
        files = theme_files(read_theme(options.theme), library.district.identity.color, members=True)
        theme = {address: content.as_bytes() for address, content in files}
        feeds: list[tuple[str, bytes]] = []
        if feed_secret:
            _refuse_open_feeds(options.config)
            url, epoch = settings.site_url(options.config), settings.setting(options.config, "feed_epoch", "1")
            feed_settings = member_feeds.FeedSettings(url, feed_secret, epoch, _full_feeds(options.config))
            today = clock.today(library.district.timezone)
            feeds += member_feeds.member_feeds(library.as_of(today), feed_settings, today)
        door = sealed_site.Door(library.district.name, clock.seconds())
        number = sealed_site.seal(options.source, options.target, phrases, theme, door, feeds)
    except (secrets.SealingError, Mistakes, OSError) as error:
        message = printing.report(error) if isinstance(error, Mistakes) else str(error)
        sys.stderr.write(f"{message}\nMedlemssidorna är inte inlåsta, och ingenting är skrivet.\n")
        return 1
    sys.stdout.write(f"{number} filer är inlåsta i {options.target}.\n")
    if not (options.target / sealed_site.ABOUT_FOLDER).is_dir():
        sys.stderr.write("Ingen sida leder till dem. Kör LOCKED_PAGES=ja make site, och sedan make members igen.\n")
    return 0


def find_leaks(options: argparse.Namespace) -> int:
    """Search the public site for members' texts; return 1 if there are any.

    The files are printed and never the texts, because the log of a public repository is public too.
    """
    texts = secret_words.secret_texts(settings.folders(options.config), settings.site_url(options.config))
    found = dict(leaks.find(options.site, texts))
    if _full_feeds(options.config):
        found = {file: text for file, text in found.items() if not file.startswith(f"{sealed_site.FEED_FOLDER}/")}
    for file in found:
        sys.stderr.write(f"{file}: Här står något som bara är för medlemmar. Publicera inte.\n")
    if not found:
        sys.stdout.write(f"Inget läcker: {len(texts)} texter för medlemmar söktes i varje fil.\n")
    return 1 if found else 0


def _refuse_open_feeds(config: Path) -> None:
    """Raise SealingError for feeds with contents on GitHub, where anyone can fetch what is published."""
    if _full_feeds(config) and os.environ.get("MEMBERS_IN_OPEN_REPOSITORY") == "true":
        raise secrets.SealingError(
            "feeds: full går inte i ett öppet förråd, för det som publiceras där kan alla hämta. Skriv feeds: brief."
        )


def _full_feeds(config: Path) -> bool:
    return settings.setting(config, "feeds", "brief") == "full"
