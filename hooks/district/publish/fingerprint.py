"""Digests of what a build depends on."""

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from district.model.digest import digest
from district.publish import clock
from district.reading import files, history, settings

_LARGE = 1_000_000  # bytes
_ROOT = Path(__file__).resolve().parents[3]


@cache
def program() -> str:
    """Return a digest of the code, its templates, the pinned requirements and what is installed.

    Computed once, since a process runs the code that it started with.
    """
    return digest([sys.version, *installed(), *_contents([_ROOT / "hooks", _ROOT / "requirements.txt"])])


def fingerprint(config: Path) -> str:
    """Return a digest of the program, the theme, the settings and every environment value in them."""
    theme = settings.theme_folder(config)
    said = (f"{name}={os.environ.get(name)}" for name in sorted(settings.environment_names(config)))
    return digest([program(), *said, *_contents([theme, *settings.files(config)])])


def inputs(config: Path) -> str:
    """Return a digest of everything that a build of the site reads, and of the day."""
    folders = settings.folders(config)
    # Only these two: folders beside them may hold what is for members.
    written = _contents([folders.data, folders.docs])
    repositories = dict.fromkeys(map(history.repository, (folders.data, folders.docs)))
    commits = (history.head(place) for place in repositories if place)
    return digest([str(clock.today("Europe/Stockholm")), fingerprint(config), *commits, *written])


def installed() -> Iterator[str]:
    """Yield the name and version of each installed package, from the names of their metadata folders."""
    for place in sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        yield from sorted(entry.name for entry in os.scandir(place) if entry.name.endswith(".dist-info"))


def _contents(places: Iterable[Path]) -> Iterator[str | bytes]:
    """Yield the path and bytes of each file, of a large one when it was changed. Links are not followed."""
    for place in map(Path.resolve, places):
        below = (file.path for file in files.below(place, place) if not file.is_link and file.suffix != ".pyc")
        for path in [place] if place.is_file() else below:
            stat = path.stat()
            # Photos, of which there may be gigabytes. No text is that large.
            changed = repr((stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
            yield from (str(path), changed if stat.st_size > _LARGE else path.read_bytes())
