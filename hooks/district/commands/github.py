"""The `from-issue` command: make a proposal of an issue form on GitHub."""

import argparse
import json
from pathlib import Path

from district.checks import printing
from district.checks.masking import mask_answer
from district.checks.problem import Mistakes
from district.commands.base import Commands, add_config, write_texts
from district.commands.proposed import read_with
from district.editing import github_form, proposals
from district.editing.github_form import FormError
from district.editing.proposals import Proposal, Repository
from district.publish import clock
from district.reading import files, load, settings
from district.reading.settings import Folders

FORMS = Path(".github/ISSUE_TEMPLATE")
UNREADABLE = "Webbplatsens egna filer har ett fel som måste rättas först. Ärendet ligger kvar.\n"
GREETING = (
    "Tack! Det här gick inte att göra en fil av än. Ändra i ärendet ovanför (⋯ → Edit), så försöker jag igen.\n\n"
)


def add_commands(commands: Commands) -> None:
    from_issue = commands.add_parser("from-issue", help="gör en fil av ett ifyllt formulär på GitHub")
    from_issue.add_argument("event", type=Path, help="filen som GITHUB_EVENT_PATH pekar på")
    from_issue.add_argument("out", type=Path, help="mappen där förslaget hamnar")
    from_issue.add_argument("--attachment", type=Path, help="det som hämtades av en bifogad fil")
    add_config(from_issue)
    from_issue.set_defaults(run=convert_issue)


def convert_issue(options: argparse.Namespace) -> int:
    """Write the proposal, or a comment that says what is missing, into the folder `out`; always return 0.

    An issue that was written without a form gives no files.
    """
    issue = json.loads(options.event.read_text("utf-8"))["issue"]
    body = str(issue["body"] or "")
    folders = settings.folders(options.config)
    forms = {path.stem: path.read_text("utf-8") for path in (folders.root / FORMS).glob("*.yml")}
    form = github_form.matching_form(body, github_form.parse_forms(forms))
    if form:
        options.out.mkdir(parents=True, exist_ok=True)
        attachment = options.attachment.read_bytes() if options.attachment and options.attachment.is_file() else None
        write_texts(options.out, _answer(form, body, int(issue["number"]), folders, attachment))
    return 0


def _answer(
    form: github_form.Form, body: str, number: int, folders: Folders, attachment: bytes | None
) -> dict[str, str]:
    """Return the files for the workflow's next job, which scripts/propose reads."""
    try:
        proposal = _proposal(form, body, folders, attachment)
    except FormError as error:
        rows = [printing.inert(mask_answer(message)) for message in error.args]
        return {"comment.md": GREETING + (github_form.as_list(rows) if len(rows) > 1 else f"{rows[0]}\n")}
    if proposal and (problems := read_with(proposal.files, folders)):
        return {"comment.md": GREETING + github_form.explain(problems, proposal.files, form)}
    return _pull_request(proposal, number) if proposal else {}


def _proposal(form: github_form.Form, body: str, folders: Folders, attachment: bytes | None) -> Proposal | None:
    """Return what the answers ask for. Raises FormError."""
    try:
        library = load.library(folders)
    except Mistakes:
        raise FormError(UNREADABLE) from None
    repository = Repository(library, clock.today(library.district.timezone), files.texts(folders), attachment)
    return proposals.convert(form.name, github_form.parse_answers(body, form), repository)


def _pull_request(proposal: Proposal, number: int) -> dict[str, str]:
    """Return the files of a pull request. No answer of the form is in the branch's name or the commit message."""
    return {
        **{f"files/{path}": text for path, text in proposal.files.items()},
        "branch": f"fran-arende-{number}\n",
        "commit": f"Förslag från ärende {number}\n",
        "title": f"{proposal.title}\n",
        "body.md": f"Gjort av formuläret i #{number}. Läs igenom filen, rätta det som behövs och slå ihop.\n\n"
        + (f"{proposal.note}\n" if proposal.note else "")
        + f"Closes #{number}\n",
        "comment.md": "Tack! Nu finns det ett förslag som någon i redaktionen läser igenom.\n",
        "updated.md": "Tack! Förslaget är ändrat så som det står här nu.\n",
        "edited.md": "Tack! Någon i redaktionen har redan skrivit vidare i förslaget, så jag ändrar inget i det. "
        "Skriv en kommentar i förslaget om vad som ska bli annorlunda.\n",
    }
