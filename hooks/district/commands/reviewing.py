"""The `changes` command: say what a proposal changes for readers, and write what its answer is made of."""

import argparse
import sys
from pathlib import Path

from district.checks.problem import Mistakes
from district.commands import checking
from district.commands.base import Commands, write_texts
from district.commands.proposed import read_with
from district.editing import reader_changes, review
from district.editing.comparison import compare
from district.editing.review import Review
from district.library.library import Library
from district.publish import clock
from district.reading import files, load, settings

# The files for the job that answers, and for scripts/pictures.
REVIEW, PAGES = "review.json", "pages"


def add_commands(commands: Commands) -> None:
    changes = commands.add_parser("changes", help="säger vad som ändras för läsarna")
    changes.add_argument("base", type=Path, help="som det är: en mapp eller en mkdocs.yml")
    changes.add_argument("head", type=Path, help="som det blir: en mapp eller en mkdocs.yml")
    changes.add_argument("--review", type=Path, help="mapp för det som svaret på förslaget görs av")
    changes.set_defaults(run=print_changes)


def print_changes(options: argparse.Namespace) -> int:
    """Print what changes for readers from `base` to `head`, as Markdown.

    With `--review` also write it for the answer to the proposal; mistakes are then written instead, and no error.
    """
    config = _config(options.head)
    try:
        after = checking.read(config)
    except Mistakes as mistakes:
        if not options.review:
            raise
        _write_review(options.review, _review_of_mistakes(mistakes, config))
        return 0
    try:
        before = load.library(settings.folders(_config(options.base)))
    except (Mistakes, OSError):
        sys.stdout.write("Det som ligger ute nu går inte att läsa, så det går inte att jämföra med.\n")
        before = after
    changes = compare(before, after, clock.today(after.district.timezone))
    if before is not after:
        sys.stdout.write(reader_changes.markdown(changes))
    if options.review:
        _write_review(options.review, _review_of_changes(changes, after, config))
    return 0


def _config(path: Path) -> Path:
    return path if path.is_file() else path / "mkdocs.yml"


def _review_of_mistakes(mistakes: Mistakes, config: Path) -> Review:
    """Return the mistakes, and a suggestion for each that is gone when the fixed lines are in their places."""
    folders = settings.folders(config)
    fixed = [problem for problem in mistakes.problems if problem.fix]
    lines: dict[str, list[str]] = {}
    for problem in fixed:
        place = problem.place
        if place.file not in lines:
            lines[place.file] = (folders.root / place.file).read_text("utf-8").split("\n")
        lines[place.file][place.line - 1] = problem.fix
    trial = read_with({file: "\n".join(rows) for file, rows in lines.items()}, folders) if fixed else ()
    left = {(problem.place, problem.sentence) for problem in trial}
    return review.of_mistakes(mistakes.problems, [each for each in fixed if (each.place, each.sentence) not in left])


def _review_of_changes(changes: tuple[reader_changes.ReaderChange, ...], after: Library, config: Path) -> Review:
    return review.of_changes(changes, after, files.texts(settings.folders(config)))


def _write_review(folder: Path, found: Review) -> None:
    """Write the review, and the addresses of its pages for scripts/pictures."""
    pages = "".join(f"{page.path}\n" for page in found.pages)
    write_texts(folder, {REVIEW: found.model_dump_json(), PAGES: pages})
