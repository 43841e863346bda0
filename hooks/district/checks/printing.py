"""Tells what is wrong: in the terminal, and on GitHub beside the lines it stands on."""

import os
import sys
from pathlib import Path

from district.checks.problem import Mistakes, Problem

# GitHub shows no more annotations than this from one step; the summary has them all.
ANNOTATIONS = 10


def report(mistakes: Mistakes) -> str:
    """The mistakes as text; under GitHub Actions they are annotations and a summary too."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for problem in mistakes.problems[:ANNOTATIONS]:
            sys.stdout.write(annotation(problem) + "\n")
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(summary).open("a", encoding="utf-8") as file:
                file.write(markdown(mistakes))
    number = len(mistakes.problems)
    end = "Ett fel att rätta." if number == 1 else f"{number} fel att rätta."
    return f"{mistakes}\n\n{end} Ingenting har publicerats; det som låg ute ligger kvar."


def annotation(problem: Problem) -> str:
    """A workflow command that puts the sentence at its line on GitHub."""
    place = problem.place
    file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
    return f"::error file={file},line={place.line},col={place.column}::{_escaped(problem.sentence)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def markdown(mistakes: Mistakes) -> str:
    """All mistakes as Markdown, each line quoted as code that nothing in it can break out of."""
    rows = ["## Det här behöver rättas", ""]
    for problem in mistakes.problems:
        place = problem.place
        rows += [f"- **{_code(place.file)}, rad {place.line}, tecken {place.column}:** {_plain(problem.sentence)}"]
        if problem.quoted.strip():
            rows += [f"  {_code(problem.quoted.strip())}"]
    return "\n".join([*rows, "", ""])


def _code(text: str) -> str:
    ticks = "`" * (text.count("`") + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"


def _plain(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~!" else c for c in text)
