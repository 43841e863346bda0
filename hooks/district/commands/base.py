"""Definitions that the commands share."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from district.checks.problem import Mistakes, Problem
from district.publish import clock
from district.reading import load
from district.reading.settings import Folders

# argparse has no public name for what add_subparsers() returns.
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


def add_config(command: argparse.ArgumentParser) -> None:
    """Add the optional argument `config`, the path of the site's mkdocs.yml."""
    command.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files below a folder, by name, and create the folders that are missing."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


def read_with(proposed: Mapping[str, str], folders: Folders) -> tuple[Problem, ...]:
    """Read all files with the proposed ones in their places, and then restore the folder. Return the mistakes."""
    paths = {folders.root / name: text for name, text in proposed.items()}
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        write_texts(folders.root, proposed)
        load.library(folders, today=clock.today("Europe/Stockholm"))
    except Mistakes as mistakes:
        return mistakes.problems
    finally:
        for path, data in before.items():
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data)
    return ()
