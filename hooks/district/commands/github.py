"""The commands that GitHub's workflows run: what a pull request changes, and files made from issue forms."""

import argparse
import json
import sys
from pathlib import Path

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands.base import Commands
from district.editing import github_form, proposals, reader_changes
from district.editing.github_form import Refused
from district.editing.proposals import Desk, Proposal
from district.publish import clock
from district.reading import files, load, settings
from district.reading.settings import Folders

FORMS = Path(".github/ISSUE_TEMPLATE")
UNREADABLE = "Webbplatsens egna filer har ett fel som måste rättas först. Ärendet ligger kvar.\n"
GREETING = (
    "Tack! Det här gick inte att göra en fil av än. Ändra i ärendet ovanför (⋯ → Edit), så försöker jag igen.\n\n"
)


def add_commands(commands: Commands) -> None:
    comparing = commands.add_parser("changes", help="säger vad som ändras för läsarna")
    comparing.add_argument("base", type=Path, help="som det är: en mapp eller en mkdocs.yml")
    comparing.add_argument("head", type=Path, help="som det blir: en mapp eller en mkdocs.yml")
    comparing.set_defaults(run=compare)
    making = commands.add_parser("from-issue", help="gör en fil av ett ifyllt formulär på GitHub")
    making.add_argument("event", type=Path, help="filen som GITHUB_EVENT_PATH pekar på")
    making.add_argument("out", type=Path, help="mappen där förslaget hamnar")
    making.add_argument("config", nargs="?", type=Path, default=Path("mkdocs.yml"), help="sajtens mkdocs.yml")
    making.set_defaults(run=from_issue)


def compare(options: argparse.Namespace) -> int:
    """Print what a reader will see change; 1 if what is to come cannot be read."""
    try:
        after = load.library(_folders(options.head))
    except Mistakes as mistakes:
        sys.stderr.write(printing.report(mistakes) + "\n")
        return 1
    try:
        before = load.library(_folders(options.base))
    except (Mistakes, OSError):
        sys.stdout.write("Det som ligger ute nu går inte att läsa, så det går inte att jämföra med.\n")
        return 0
    sys.stdout.write(reader_changes.markdown(reader_changes.changes(before, after)))
    return 0


def _folders(path: Path) -> Folders:
    return settings.folders(path if path.is_file() else path / "mkdocs.yml")


def from_issue(options: argparse.Namespace) -> int:
    """Write the proposal into `out`, or a comment that says what is missing; nothing for other issues."""
    issue = json.loads(options.event.read_text("utf-8"))["issue"]
    number, body = int(issue["number"]), str(issue["body"] or "")
    folders = settings.folders(options.config)
    forms = github_form.forms({path.stem: path.read_text("utf-8") for path in (folders.root / FORMS).glob("*.yml")})
    form = github_form.which(body, forms)
    if form is None:
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        made = _made(form, body, folders)
    except Refused as refusal:
        _write(options.out, {"comment.md": f"{GREETING}{refusal}\n"})
    except Mistakes as mistakes:
        _write(options.out, {"comment.md": GREETING + printing.markdown(mistakes)})
    else:
        _write(options.out, _proposed(made, number) if made else {})
    return 0


def _made(form: github_form.Form, body: str, folders: Folders) -> Proposal | None:
    """A proposal that can be published as it is. Raises Refused or Mistakes."""
    try:
        library = load.library(folders)
    except Mistakes:
        raise Refused(UNREADABLE) from None
    desk = Desk(library, clock.today(library.district.timezone), files.texts(folders))
    made = proposals.proposal(form.name, github_form.answers(body, form), desk)
    if made:
        _judge(made, folders)
    return made


def _judge(made: Proposal, folders: Folders) -> None:
    """Read everything with the file in its place, and leave the folder as it was."""
    path = folders.root / made.path
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8", newline="\n")
    try:
        load.library(folders)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def _proposed(made: Proposal, number: int) -> dict[str, str]:
    """What the next job needs; the branch's name and the commit's words hold nothing that was filled in."""
    return {
        f"files/{made.path}": made.text,
        "branch": f"fran-arende-{number}\n",
        "commit": f"Förslag från ärende {number}\n",
        "title": f"{made.title}\n",
        "body.md": f"Gjort av formuläret i #{number}. Läs igenom filen, rätta det som behövs och slå ihop.\n\n"
        f"Closes #{number}\n",
        "comment.md": "Tack! Nu finns det ett förslag som någon i redaktionen läser igenom.\n",
    }


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
