"""The `schema` command: write a JSON Schema for each kind of file."""

import argparse
from pathlib import Path

from district.commands.base import Commands, write_texts
from district.editing import editor_schema


def add_commands(commands: Commands) -> None:
    schema = commands.add_parser("schema", help="skriver det som hjälper en editor att säga vad som går att skriva")
    schema.add_argument("folder", nargs="?", type=Path, default=Path(".vscode/schema"), help="mappen det skrivs i")
    schema.set_defaults(run=write_schemas)


def write_schemas(options: argparse.Namespace) -> int:
    """Write the schemas below `options.folder`; always return 0."""
    write_texts(options.folder, dict(editor_schema.schemas()))
    return 0
