"""One mistake in what somebody wrote: where it is, what it is, and what to write instead."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_SHOWN = 120  # characters of a line


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
        line, column = _window("".join(map(_visible, self.quoted)), place.column)
        indent = "".join(map(_blank, line[: column - 1]))
        return f"{said}\n    {line}\n    {indent}^"


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a long line that has the spot in it, and the spot's column there."""
    start = max(column - 1 - _SHOWN // 2, 0) if len(line) > _SHOWN else 0
    end = start + _SHOWN
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}", column - start + len(before)


def _visible(character: str) -> str:
    return "·" if unicodedata.category(character) in ("Cc", "Cs") and character != "\t" else character


def _blank(character: str) -> str:
    """As wide as the character, so that the caret stands under the spot in any terminal."""
    if character == "\t":
        return character
    wide = unicodedata.east_asian_width(character) in "WF"
    return "" if unicodedata.combining(character) else "  " if wide else " "


class Mistakes(Exception):
    """Everything that is wrong in one run, sorted by file and line; never empty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))
