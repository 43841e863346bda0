"""Read the text of one file at a time, and remember what was read in files in which nothing is wrong."""

import os
from collections.abc import Callable, Iterable
from typing import TypeVar

from district.checks.problem import Problem
from district.model.digest import digest
from district.model.store import Store
from district.reading import files, unmeant, yaml_source
from district.reading.files import Found
from district.reading.protection import Protection
from district.reading.unusable import UnusableFileError
from district.reading.yaml_source import Source

V = TypeVar("V")
_MOST_BYTES = 1_000_000


class FileReader:
    """Reads files; `problems` has what is wrong with them, and `protection` their texts."""

    def __init__(self, store: Store) -> None:
        self.problems: list[Problem] = []
        self.protection = Protection(store)
        self._store = store
        self._new: dict[str, tuple[str, str, object]] = {}

    def text(self, file: Found) -> str | None:
        """Return the file's text, or None after adding what is wrong with it."""
        try:
            text, problems = _decode(_content(file), file.label)
        except UnusableFileError as error:
            self.problems.append(error.problem(file.label))
            return None
        self.protection.add(file, text)
        self.problems += problems
        return None if problems else text

    def read(self, kind: str, file: Found, key: Iterable[str], parse: Callable[[str], V | None]) -> V | None:
        """Return what `parse` returns for the file's text, or what it returned in an earlier run without problems.

        `key` is what the value depends on besides the text. None if the text could not be read.
        """
        text = self.text(file)
        if text is None:
            return None
        whole_key = digest([*key, text])
        value: V | None = self._store.get(kind, whole_key)
        if value is None and (value := parse(text)) is not None:
            self._new[file.label] = kind, whole_key, value
        return value

    def remember(self) -> None:
        """Store what was read in the files without problems."""
        wrong = {problem.place.file for problem in self.problems}
        for label, new in self._new.items():
            if label not in wrong:
                self._store.put(*new)


def _content(file: Found) -> bytes:
    """Return what a file holds. Raises UnusableFileError."""
    if file.is_link:
        raise UnusableFileError("symlink")
    try:
        with file.path.open("rb") as opened:
            if (size := os.fstat(opened.fileno()).st_size) > _MOST_BYTES:
                raise UnusableFileError("too_large", size=size // 1000, most=_MOST_BYTES // 1000)
            return opened.read()
    except OSError as error:
        raise UnusableFileError("unreadable") from error


def _decode(data: bytes, label: str) -> tuple[str, list[Problem]]:
    """Return a file's text with normal line breaks, up to the first byte that is not UTF-8, and the problems in it."""
    try:
        return (text := files.decoded(data)), yaml_source.invisible(text, label) + unmeant.conflicts(text, label)
    except UnicodeDecodeError as error:
        text = files.decoded(data[: error.start])
        readable = Source(label, text + "…")
        readable.add_problem(len(text), "not_utf8")
        return text, readable.problems
