"""Districts with one mistake: a small correct district, with a file or folder of tests/mistakes put into it."""

import shutil
from datetime import date
from pathlib import Path

from district.checks.problem import Mistakes, Problem
from district.reading import load, settings
from sites import ROOT

FOLDER = ROOT / "tests/mistakes"
RIGHT = FOLDER / "grund"
TODAY = date(2026, 11, 26)
# The path of a single file, by the first word of its name.
WHERE = {
    "handelse": "data/events/2026/mote.yml",
    "studie": "data/studies/bokcirkel.yml",
    "plan": "data/plan/2026.yml",
    "distrikt": "data/district.yml",
    "grupp": "data/groups/trollmossa.yml",
    "nyhet": "docs/nytt/2026/nyhet.md",
    "brev": "docs/nyhetsbrev/2026/brev.md",
    "sida": "docs/sida.md",
}


def cases() -> list[Path]:
    """Return every file or folder with a mistake in it."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt" and path != RIGHT)


def district(case: Path, folder: Path) -> Path:
    """Write the correct district with the mistake in it into the folder, and return its mkdocs.yml."""
    shutil.copytree(RIGHT, folder, dirs_exist_ok=True)
    if case.is_dir():
        # A file named `bort` lists what is missing.
        if (gone := case / "bort").exists():
            for name in gone.read_text("utf-8").split():
                (folder / name).unlink()
        shutil.copytree(case, folder, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("bort"))
    else:
        place = folder / WHERE[case.stem.partition("-")[0]]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(case.read_bytes())
    return folder / "mkdocs.yml"


def problems(config: Path) -> tuple[Problem, ...]:
    """Return the mistakes in a district."""
    try:
        load.library(settings.folders(config), today=TODAY)
    except Mistakes as mistakes:
        return mistakes.problems
    return ()


def messages(config: Path) -> str:
    """Return the messages about the mistakes in a district, and without any the notes about it."""
    return "".join(f"{problem}\n" for problem in problems(config) or notes(config))


def notes(config: Path) -> list[Problem]:
    """Return what is worth a look in a district without mistakes."""
    found: list[Problem] = []
    load.library(settings.folders(config), today=TODAY, notes=found)
    return found
