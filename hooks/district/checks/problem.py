"""What a check reports: findings, problems with their place in a file, and the exception that carries them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from district.language import messages
from district.language.odd_characters import visible

# The keys and list indexes that lead to a value in a YAML file: ("areas", 0, "goals", 2, "id").
KeyPath = tuple[str | int, ...]
_MAX_QUOTED = 120  # characters of a quoted line
# Problems of one file that are reported. More of them would hide those of other files.
MOST_IN_A_FILE = 20


@dataclass(frozen=True)
class Finding:
    """A mistake at a key path in a file, before its line and column are known.

    `kind` is a key of `messages.SENTENCES`, and `context` fills in the sentence; its values that can be called
    are called only then. If the mistake is in a text, `part` is the offending substring and `number` tells which
    occurrence of it is meant, from 0.
    """

    file: str
    path: KeyPath
    kind: str
    context: Mapping[str, object] = field(default_factory=dict)
    part: str = ""
    number: int = 0


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file. Lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake with its Swedish sentence and the line it is on. Problems sort by file, line and column.

    `fix` is what the line should be instead, if only one thing can have been meant.
    """

    place: Place
    sentence: str
    quoted: str = ""
    fix: str = field(default="", compare=False)

    @classmethod
    def of_file(cls, file: str, kind: str, /, **context: object) -> "Problem":
        """Return a problem with a file as a whole; `kind` is a key of `messages.SENTENCES`."""
        return cls(Place(file), messages.sentence(kind, **context))

    def replacing(self, wrong: str, right: str) -> "Problem":
        """Return the problem with the right text in place of the wrong one as its fix, if both are known."""
        start = self.quoted.find(wrong, self.place.column - 1) if wrong and right else -1
        fix = self.quoted[:start] + right + self.quoted[start + len(wrong) :] if start >= 0 else ""
        return replace(self, fix=fix)

    def __str__(self) -> str:
        """Return `file:line:column: sentence`, followed by the line and a caret under the column."""
        place = self.place
        message = f"{visible(place.file)}:{place.line}:{place.column}: {visible(self.sentence)}"
        if not self.quoted.strip():
            return message
        line, column = _window(visible(self.quoted), place.column)
        indent = "".join(map(_blank, line[: column - 1]))
        return f"{message}\n    {line}\n    {indent}^"


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line around a column, and the column within that part."""
    start = max(column - 1 - _MAX_QUOTED // 2, 0) if len(line) > _MAX_QUOTED else 0
    end = start + _MAX_QUOTED
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}", column - start + len(before)


def _blank(character: str) -> str:
    """Return blanks as wide as the character, so that the caret lines up in a terminal."""
    if character == "\t":
        return character
    wide = unicodedata.east_asian_width(character) in "WF"
    return "" if unicodedata.combining(character) else "  " if wide else " "


class Mistakes(Exception):
    """Raised with the problems of a run, as `problems`: sorted, without duplicates and never empty.

    Of a file with very many, the first are kept.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(_first(problems))
        super().__init__("\n".join(map(str, self.problems)))


def _first(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of each file, in order, and a last one that says if there are more."""
    for _, group in groupby(sorted(set(problems)), attrgetter("place.file")):
        found = [*group]
        yield from found[:MOST_IN_A_FILE]
        if found[MOST_IN_A_FILE:]:
            yield Problem(found[MOST_IN_A_FILE].place, messages.sentence("more"))
