"""One mistake in what somebody wrote: where it is, what it is, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file; line and column count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake and the line it stands on; they sort by file and place."""

    place: Place
    sentence: str
    quoted: str = ""

    def __str__(self) -> str:
        """`file:line:column: sentence`, then the line and a caret under the spot."""
        place = self.place
        said = f"{place.file}:{place.line}:{place.column}: {self.sentence}"
        if not self.quoted.strip():
            return said
        # A tab keeps its width, so that the caret stands under the spot in any terminal.
        indent = "".join("\t" if c == "\t" else " " for c in self.quoted[: place.column - 1])
        return f"{said}\n    {self.quoted}\n    {indent}^"


class Mistakes(Exception):
    """Everything that is wrong in one run, sorted by file and line; never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
