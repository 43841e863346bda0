"""Sort and group items: newest first, by a key, and by year where a list is too long for one page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import TypeVar

from district.model.base import Record

MAX_FIRST = 24  # items on the first page: two years of monthly newsletters
K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R", bound=Record)
Years = tuple[tuple[int, tuple[T, ...]], ...]


def newest_first(records: Iterable[R]) -> tuple[R, ...]:
    """Return the records, newest first."""
    return tuple(sorted(records, key=lambda record: (record.published, record.name), reverse=True))


def grouped(pairs: Iterable[tuple[K, T]]) -> Mapping[K, tuple[T, ...]]:
    """Return the second parts of the pairs by their first, in order."""
    groups: defaultdict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def archive(items: Iterable[T], year: Callable[[T], int]) -> tuple[Years[T], Years[T]]:
    """Return the years of the first page and the older ones, with their items.

    `items` must be sorted with the newest first. A year is never split, so the first may exceed MAX_FIRST.
    """
    years = [(when, tuple(group)) for when, group in groupby(items, key=year)]
    shown = 0
    for number, (_, group) in enumerate(years):
        shown += len(group)
        if number and shown > MAX_FIRST:
            return tuple(years[:number]), tuple(years[number:])
    return tuple(years), ()


def by_year(newest: Iterable[R]) -> tuple[Years[R], Years[R]]:
    """Split records, newest first, as `archive` does."""
    return archive(newest, lambda record: record.published.year)
