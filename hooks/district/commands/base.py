"""Definitions that the commands share."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

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
