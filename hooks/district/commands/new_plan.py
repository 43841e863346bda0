"""The command `new plan`: make a plan's file of the document that the annual meeting adopted."""

import argparse
import sys
from pathlib import Path

from district.checks.problem import Mistakes, Problem
from district.commands.base import Commands, write_texts
from district.editing import plan_document, plan_file
from district.publish import clock
from district.reading import load, settings
from district.reading.unusable import UnusableFileError


def add_kind(kinds: Commands) -> None:
    """Add `plan` to the kinds of record that `new` makes."""
    plan = kinds.add_parser("plan", help="plan, av ett dokument")
    plan.add_argument("file", type=Path, help="planen i Word (.docx), LibreOffice (.odt), Markdown eller vanlig text")
    plan.add_argument("--year", required=True, help="året som planen gäller")
    plan.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    plan.set_defaults(run=convert)


def convert(options: argparse.Namespace) -> int:
    """Write the plan's file, and check it.

    Raises Mistakes, and writes nothing, if the document cannot be read; it also raises them if the file has any.
    """
    folders = settings.folders(options.config)
    library = load.library(folders)
    today = clock.today(library.district.timezone)
    try:
        with options.file.open("rb") as opened:
            found = plan_document.blocks(options.file.name, opened.read(plan_document.MOST_BYTES + 1))
        name, is_markdown = options.file.name, plan_document.ending(options.file.name) == ".md"
        written = plan_file.convert(found, options.year, name, library, today, is_markdown=is_markdown)
    except OSError:
        raise Mistakes([Problem.of_file(str(options.file), "unreadable")]) from None
    except UnusableFileError as error:
        raise Mistakes([error.problem(str(options.file))]) from None
    write_texts(folders.data, {written.name: written.text})
    sys.stdout.write(f"Klart: {folders.data / written.name}. Läs igenom den.\n\n{written.note}")
    load.library(folders, today=today)
    return 0
