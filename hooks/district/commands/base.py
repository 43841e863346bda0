"""Definitions that the commands share."""

import argparse
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
