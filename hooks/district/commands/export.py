"""The command that writes everything that is generated into a folder, so that any engine can build the site of it."""

import argparse
import sys
from pathlib import Path

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands.base import Commands, add_config
from district.publish import clock
from district.reading import load, settings
from district.site import site


def add_commands(commands: Commands) -> None:
    writing = commands.add_parser("export", help="skriver sidorna som Markdown, för en annan motor än MkDocs")
    writing.add_argument("folder", type=Path, help="mappen som filerna hamnar i")
    add_config(writing)
    writing.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the pages' Markdown and every other file below `folder`; 1 and nothing written if something is wrong."""
    try:
        library = load.library(settings.folders(options.config))
        today = clock.today(library.district.timezone)
        built = site.build(library, today, settings.site_url(options.config))
    except Mistakes as mistakes:
        sys.stderr.write(printing.report(mistakes) + "\n")
        return 1
    for path, content in built.items():
        data = content.data
        file = options.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    sys.stdout.write(f"{len(built)} filer ligger i {options.folder}.\n")
    return 0
