"""The `export` command: all pages as Markdown, which other engines can build."""

import argparse
import sys
from pathlib import Path

from district.commands import building
from district.commands.base import Commands, add_config
from district.publish.media import media
from district.publish.outputs import Outputs
from district.site import site


def add_commands(commands: Commands) -> None:
    command = commands.add_parser("export", help="skriver sidorna som Markdown, för en annan motor än MkDocs")
    command.add_argument("folder", type=Path, help="mappen som filerna hamnar i")
    add_config(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the pages and every other file below `folder`, or nothing if something is wrong."""
    read = building.begin(options.config)
    contents = site.export(read.view) | dict(media(read.view.library, read.conversions))
    outputs = Outputs(options.folder)
    for path, content in contents.items():
        outputs.write(path, content.as_bytes())
    sys.stdout.write(f"{len(contents)} filer ligger i {options.folder}.\n")
    return 0
