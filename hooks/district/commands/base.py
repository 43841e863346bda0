"""What every command has: its place among the others, and the settings file that it is told of."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


def add_config(command: argparse.ArgumentParser) -> None:
    command.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
