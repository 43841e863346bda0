"""The `kinds` command: the kinds of record, and what the program still lacks for any of them."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from district.commands.base import Commands
from district.editing import editor_schema, field_help
from district.model.kinds import KINDS, Kind
from district.site.pages.table import OF_KIND
from district.site.templating import SOURCES

_SCHEMAS = Path(".vscode/schema")


def add_commands(commands: Commands) -> None:
    command = commands.add_parser("kinds", help="visar vilka slags poster som finns, och vad som saknas för dem")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print each kind with its folder and address; return 1 if anything is missing for one of them."""
    for kind in KINDS:
        sys.stdout.write(f"{kind.name}: {kind.folder} → /{kind.address}\n")
    schemas = {path.name: path.read_text("utf-8") for path in _SCHEMAS.glob("*.json")}
    found = [line for kind in KINDS for line in missing(kind, SOURCES, schemas)]
    sys.stderr.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


def missing(kind: Kind, templates: Mapping[str, str], schemas: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each part that a kind lacks; `schemas` are the texts of the editors' schemas by name."""
    for template in (f"{kind.name}.md", f"feed-{kind.name}.html"):
        if template not in templates:
            yield f"{kind.name}: no template {template} in site/templates"
    if kind.name not in OF_KIND:
        yield f"{kind.name}: no page function in site/pages/table.py"
    if undescribed := field_help.undescribed(kind.model):
        yield f"{kind.name}: no help for {', '.join(undescribed)} in editing/field_help.py"
    elif schemas.get(f"{kind.name}.json") != dict(editor_schema.schemas()).get(f"{kind.name}.json"):
        yield f"{kind.name}: {_SCHEMAS}/{kind.name}.json is not what `district schema` writes"
    if any(other is not kind and kind.address == other.address for other in KINDS):
        yield f"{kind.name}: its address {kind.address} is another kind's too"
    if any(other is not kind and kind.folder == other.folder for other in KINDS):
        yield f"{kind.name}: its folder {kind.folder} is another kind's too"
