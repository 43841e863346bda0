"""The rules against records that repeat another one, most often copies that were not changed."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from district.checks.problem import Finding
from district.library.library import Library
from district.model.base import Record

R = TypeVar("R", bound=Record)


def records_differ(library: Library) -> Iterator[Finding]:
    """No two records for the same readers say the same in every field."""
    for record, other in twins(library.records, lambda record: (record.kind, record.title, record.published)):
        if record.model_dump(exclude={"origin"}) == other.model_dump(exclude={"origin"}):
            yield Finding(record.origin.file, ("title",), "same_record", {"other": other.origin.file})


def numbers_differ(library: Library) -> Iterator[Finding]:
    """No two newsletters of a year have the same number."""
    numbered = (letter for letter in library.newsletters if letter.number)
    for letter, other in twins(numbered, lambda letter: (letter.number, letter.published.year)):
        yield Finding(
            letter.origin.file, ("number",), "same_number", {"given": letter.number, "other": other.origin.file}
        )


def plans_have_titles_of_their_own(library: Library) -> Iterator[Finding]:
    """No two plans have the same title."""
    for plan, other in twins(library.plans, lambda plan: plan.title):
        yield Finding(plan.origin.file, ("title",), "same_title", {"given": plan.title, "other": other.origin.file})


def twins(records: Iterable[R], key: Callable[[R], Hashable]) -> Iterator[tuple[R, R]]:
    """Yield each record with the first one that has the same key and readers."""
    seen: dict[Hashable, R] = {}
    for record in records:
        first = seen.setdefault((record.origin.members, key(record)), record)
        if first is not record:
            yield record, first
