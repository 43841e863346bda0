"""Report mistakes in a terminal, and on GitHub as annotations and a summary."""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from district.checks.problem import Mistakes, Problem
from district.language.links import is_local
from district.language.odd_characters import visible

# GitHub shows at most this many annotations per step. The summary has all mistakes.
ANNOTATIONS = 10


def report(mistakes: Mistakes) -> str:
    """Return the mistakes as text. On GitHub Actions, also write annotations to stdout and append to the summary."""
    _annotate(mistakes.problems, "error")
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and _on_github():
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(markdown(mistakes))
    number = len(mistakes.problems)
    end = "Ett fel att rätta." if number == 1 else f"{number} fel att rätta."
    return f"{mistakes}\n\n{end} Ingenting har publicerats; det som låg ute ligger kvar."


def notes(found: Iterable[Problem]) -> str:
    """Return what is worth knowing but no mistake, as text. On GitHub Actions, also write annotations to stdout."""
    rows = sorted(found)
    _annotate(rows, "notice")
    return "".join(f"\nObs! {note}\n" for note in rows)


def _annotate(problems: Sequence[Problem], level: str) -> None:
    for problem in problems[:ANNOTATIONS] if _on_github() else ():
        sys.stdout.write(f"{annotation(problem, level)}\n")


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def warn_of_local_address(site_url: str) -> None:
    """On GitHub Actions, warn if what is made for the site would link to the machine that made it."""
    if is_local(site_url) and _on_github():
        sys.stderr.write(
            f"::warning::Sajtens adress är {site_url}, som bara finns på den dator som bygger. Flöden, kalendrar och "
            "mejl är märkta Prov och går inte att använda: sätt SITE_URL till sajtens riktiga adress.\n"
        )


def annotation(problem: Problem, level: str = "error") -> str:
    """Return the workflow command that annotates the problem's line."""
    place = problem.place
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    return f"::{level} file={file},line={place.line},col={place.column}::{_escaped(problem.sentence)}"


def _escaped(text: str) -> str:
    return visible(text).replace("%", "%25")


def markdown(mistakes: Mistakes) -> str:
    """Return all mistakes as Markdown, with the lines they are on as code."""
    rows = ["## Det här behöver rättas", ""]
    for problem in mistakes.problems:
        place, sentence = problem.place, inert(visible(problem.sentence))
        rows += [f"- **{_code(visible(place.file))}, rad {place.line}, tecken {place.column}:** {sentence}"]
        if problem.quoted.strip():
            rows += [f"  {_code(visible(problem.quoted).strip())}"]
    return "\n".join([*rows, "", ""])


def _code(text: str) -> str:
    ticks = "`" * (text.count("`") + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def inert(text: str) -> str:
    """Return text as Markdown on one line that GitHub shows as it is: no markup, mention, reference or link."""
    escaped = "".join(f"\\{c}" if c in "\\`*_[]<>#|~!&" else c for c in " ".join(text.split()))
    # GitHub does not recognize a mention, reference or address with a word joiner in it, which is invisible.
    return re.sub(r"(@|#|:(?=//)|www(?=\.)|GH(?=-))", "\\1\u2060", escaped)
