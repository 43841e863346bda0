"""The `build` command: the whole site, without an engine."""

import argparse
import shutil
import sys
from pathlib import Path

from district.commands import building
from district.commands.base import Commands, add_config
from district.members.secrets import SealingError
from district.publish.outputs import Outputs


def add_commands(commands: Commands) -> None:
    command = commands.add_parser("build", help="bygger hela sajten utan MkDocs")
    command.add_argument("folder", type=Path, help="mappen som sajten hamnar i; det som låg där försvinner")
    add_config(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the site; leave the folder as it was if something is wrong."""
    try:
        site = building.begin(options.config)
    except SealingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    site.write(Outputs(options.folder))
    sys.stdout.write(f"Sajten ligger i {options.folder}.\n")
    return 0
