"""What a build of the site reads, by names that change whenever any of it does."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from district.publish import clock, memory
from district.reading import settings

_HOUSE = Path(__file__).resolve().parents[3]
# What a build reads of the house itself, wherever the district lies.
_OURS = ("hooks", "overrides", "mkdocs.yml", "requirements.txt")
_SAID = ("SITE_URL", "DISTRICT_FAST")


@dataclass(frozen=True)
class Inputs:
    """A name for the settings, the hooks, the theme and the engines, and one for all that and the district's words."""

    house: str
    everything: str


def inputs(config: Path) -> Inputs:
    """All that a build of the site by this mkdocs.yml reads."""
    folders = settings.folders(config)
    said = [f"{name}={os.environ.get(name)}" for name in _SAID]
    house = memory.digest([*said, *_read([*settings.read_with(config), *(_HOUSE / name for name in _OURS)])])
    day = str(clock.today("Europe/Stockholm"))
    # These and no others: what lies beside them may be members', and nobody's to open here.
    return Inputs(house, memory.digest([day, house, *_read((folders.data, folders.docs))]))


def code() -> str:
    """A name for the hooks' own code, of which a running preview knows what it was when it began."""
    return memory.digest(path.read_bytes() for path in sorted((_HOUSE / "hooks").rglob("*.py")))


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
