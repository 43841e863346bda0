"""Districts with one thing wrong: a small right one, and what tests/mistakes puts into it."""

import shutil
from pathlib import Path

from conftest import ROOT
from district.checks.problem import Mistakes
from district.reading import load, settings

FOLDER = ROOT / "tests/mistakes"
RIGHT = FOLDER / "grund"
# Where a single file belongs, by the first word of its name.
WHERE = {
    "handelse": "data/events/2026/mote.yml",
    "studie": "data/studies/bokcirkel.yml",
    "plan": "data/plan/2026.yml",
    "distrikt": "data/district.yml",
    "brev": "docs/nyhetsbrev/2026/brev.md",
    "sida": "docs/sida.md",
}


def cases() -> list[Path]:
    """Every file or folder with a mistake in it."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt" and path != RIGHT)


def district(case: Path, folder: Path) -> Path:
    """The right district with the mistake in it, below the folder; its mkdocs.yml."""
    shutil.copytree(RIGHT, folder, dirs_exist_ok=True)
    if case.is_dir():
        shutil.copytree(case, folder, symlinks=True, dirs_exist_ok=True)
        # A file named `bort` lists what is missing.
        if (gone := folder / "bort").exists():
            for name in gone.read_text("utf-8").split():
                (folder / name).unlink()
    else:
        place = folder / WHERE[case.stem.partition("-")[0]]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(case.read_bytes())
    return folder / "mkdocs.yml"


def told(config: Path) -> str:
    """What its author is told, or nothing."""
    try:
        load.library(settings.folders(config))
    except Mistakes as mistakes:
        return f"{mistakes}\n"
    return ""
