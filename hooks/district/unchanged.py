"""The command that says whether a built site is what a build would make again, without making it."""

import argparse
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from district import clock, memory, outputs, settings
from district.commands import Commands, add_config

_HOUSE = Path(__file__).resolve().parents[2]
# What a build reads of the house itself, wherever the district lies.
_OURS = ("hooks", "overrides", "mkdocs.yml", "requirements.txt")
_SAID = ("SITE_URL", "DISTRICT_FAST")


def add_commands(commands: Commands) -> None:
    asking = commands.add_parser("unchanged", help="säger om den byggda sajten redan är som den ska vara")
    asking.add_argument("site", type=Path, help="den byggda sajten, till exempel site")
    add_config(asking)
    asking.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 if the site is as its last build left it, and of the same; else 1."""
    noted = outputs.notes(outputs.beside(options.config))
    same = noted.inputs and noted.inputs == inputs(options.config) and noted.files == outputs.written(options.site)
    return 0 if same else 1


def inputs(config: Path) -> str:
    """A name for all that a build of the site reads; "" where nothing may be used again."""
    if not settings.is_fast(config):
        return ""
    folders = settings.folders(config)
    day = str(clock.today("Europe/Stockholm"))
    # These and no others: what lies beside them may be members', and nobody's to open here.
    return memory.digest([day, house(config), *_read((folders.data, folders.docs))])


def house(config: Path) -> str:
    """A name for what a build of the site reads besides the district's own words: settings, hooks, theme, engines."""
    said = [f"{name}={os.environ.get(name)}" for name in _SAID]
    return memory.digest([*said, *_read([*settings.read_with(config), *(_HOUSE / name for name in _OURS)])])


def _read(places: Iterable[Path]) -> Iterator[str | bytes]:
    for place in sorted({place.resolve() for place in places}):
        yield from _parts(place)


def _parts(place: Path) -> Iterator[str | bytes]:
    """Each file's name and bytes; no link is followed, and what begins with a dot is nobody's data."""
    if place.is_file():
        yield from (str(place), place.read_bytes())
    elif place.is_dir():
        for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
            if not entry.name.startswith(".") and entry.name != "__pycache__" and not entry.is_symlink():
                yield from _parts(Path(entry.path))
