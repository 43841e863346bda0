"""Answer a pull request with what its check found: one comment that is kept up to date, and suggestions on lines.

The review comes from a job that ran the proposal's code. Everything in it is shown as text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from district.checks import printing
from district.checks.problem import Mistakes, Place, Problem
from district.editing import reader_changes
from district.editing.reader_changes import ReaderChange
from district.editing.review import Page, Review, Suggestion
from district.language import swedish

MARKER = "<!-- granska -->"
BOT = "github-actions[bot]"
# The branch of the pictures.
PREVIEWS = "forhandsvisning"
_PHONE_WIDTH = 390
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")


@dataclass(frozen=True)
class Proposal:
    """A pull request as GitHub's API describes it, with the run that checked it. Nothing here comes from the review."""

    repository: str
    server: str
    number: int
    head: str
    branch: str
    commit: str
    run: int
    passed: bool

    @property
    def is_own(self) -> bool:
        """True unless it comes from a fork."""
        return self.head == self.repository

    def edit_link(self, file: str) -> str:
        return f"{self.server}/{self.head}/edit/{quote(self.branch)}/{quote(file)}"


def proposal(
    server: str, repository: str, run: Mapping[str, Any], pulls: Sequence[Mapping[str, Any]]
) -> Proposal | None:
    """Return the open pull request whose latest commit the run checked, or None."""
    for pull in pulls:
        head = pull["head"]
        is_same = head["sha"] == run["head_sha"] and head["ref"] == run["head_branch"]
        if head["repo"] and is_same and head["repo"]["id"] == run["head_repository"]["id"]:
            name, passed = head["repo"]["full_name"], run["conclusion"] == "success"
            return Proposal(repository, server, pull["number"], name, head["ref"], head["sha"], run["id"], passed)
    return None


def comment(review: Review, proposal: Proposal, pictures: Mapping[int, str]) -> str:
    """Return the comment as Markdown. `pictures` are the names of the pages' pictures, by the pages' numbers."""
    run = f"{proposal.server}/{proposal.repository}/actions/runs/{proposal.run}"
    parts = [MARKER]
    if review.mistakes:
        parts += _mistakes(review, proposal)
    elif proposal.passed:
        parts += _changes(review, proposal, pictures)
        parts.append(f"Allt är läst, och inget fel hittades. Hela sajten som den blir finns i [körningen]({run}).")
    else:
        parts.append(f"## Granskningen stannade\n\nVarför står i [körningen]({run}). Ingenting har publicerats.\n")
        parts += _changes(review, proposal, pictures) if review.changes else ()
    last = f"<sub>Det här gäller {proposal.commit[:7]}, och skrivs om när förslaget ändras.</sub>"
    return "\n".join([*parts, "", last, ""])


def _mistakes(review: Review, proposal: Proposal) -> Iterator[str]:
    problems = [Problem(Place(m.file, m.line, m.column), m.sentence, m.quoted) for m in review.mistakes]
    yield printing.markdown(Mistakes(problems)).rstrip()
    yield _more(review.more, "fel")
    files = dict.fromkeys(
        m.file for m in review.mistakes if m.file.startswith(("data/", "docs/")) and ".." not in m.file
    )
    links = swedish.listed(f"[{printing.inert(file)}]({proposal.edit_link(file)})" for file in files)
    yield f"\nRätta direkt i {links}. " * bool(links) + "Ingenting har publicerats; det som låg ute ligger kvar."


def _changes(review: Review, proposal: Proposal, pictures: Mapping[int, str]) -> Iterator[str]:
    yield reader_changes.markdown([ReaderChange(c.kind, c.title, c.path, c.detail) for c in review.changes])
    yield _more(review.more, "ändringar")
    for number, page in enumerate(review.pages, 1):
        yield from _page(page, pictures.get(number, ""), proposal)


def _more(number: int, what: str) -> str:
    return f"\n… och {number} {what} till.\n" if number else ""


def _page(page: Page, picture: str, proposal: Proposal) -> Iterator[str]:
    if not page.facts and not picture:
        return
    yield f"### {printing.inert(page.title)}\n"
    yield from (f"- **{printing.inert(label)}:** {printing.inert(text)}" for label, text in page.facts)
    if picture:
        title = escape(" ".join(page.title.split()))
        address = f"{proposal.server}/{proposal.repository}/raw/{PREVIEWS}/{proposal.number}/{picture}"
        yield f'\n<img src="{address}" width="{_PHONE_WIDTH}" alt="Sidan {title} i en telefon">'
    yield ""


def suggestions(
    review: Review, proposal: Proposal, files: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, object]]:
    """Yield review comments with a suggestion, on lines of the diff that do not have the same one already.

    `files` are the changed files, and `said` the review comments there are.
    """
    shown = {file["filename"]: lines_shown(file.get("patch", "")) for file in files}
    known = {
        (each["path"], each.get("line") or each.get("original_line"), each["body"]) for each in said if _is_own(each)
    }
    for each in review.suggestions:
        body = suggestion(each)
        if each.line in shown.get(each.file, ()) and (each.file, each.line, body) not in known:
            place = {"path": each.file, "line": each.line, "side": "RIGHT"}
            yield {"body": body, "commit_id": proposal.commit, **place}


def suggestion(each: Suggestion) -> str:
    """Return a comment with a suggestion, which GitHub shows with a button that accepts it."""
    text = "\n".join(line.rstrip("\r") for line in each.text.split("\n"))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"**Rättelse:** {printing.inert(each.why)}\n\n{fence}suggestion\n{text}\n{fence}\n"


def lines_shown(patch: str) -> set[int]:
    """Return the lines of the new version that a diff shows."""
    lines, number = set(), 0
    for row in patch.split("\n"):
        if hunk := _HUNK.match(row):
            number = int(hunk[1])
        elif row[:1] in ("+", " "):
            lines.add(number)
            number += 1
    return lines


def own_comment(comments: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the id of the comment that was written before, or None."""
    own = (each["id"] for each in comments if _is_own(each) and each["body"].startswith(MARKER))
    return next(own, None)


def _is_own(comment: Mapping[str, Any]) -> bool:
    """Return whether GitHub Actions wrote a comment. The `user` of a deleted account may be null."""
    return bool(comment["user"]) and comment["user"]["login"] == BOT
