"""A long list by year: the newest years on its first page, and each older year on a page of its own."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from district.library.library import Library
from district.model.newsletter import Newsletter

FIRST = 24  # items on the first page: two years of a letter a month
T = TypeVar("T")
Years = tuple[tuple[int, tuple[T, ...]], ...]


def archive(items: Iterable[T], year: Callable[[T], int]) -> tuple[Years[T], Years[T]]:
    """The years of the first page, and the older ones, from items with the newest first; no year is divided."""
    years = [(when, tuple(group)) for when, group in groupby(items, key=year)]
    shown = 0
    for number, (_, group) in enumerate(years):
        shown += len(group)
        if number and shown > FIRST:
            return tuple(years[:number]), tuple(years[number:])
    return tuple(years), ()


def newsletters_by_year(library: Library) -> tuple[Years[Newsletter], Years[Newsletter]]:
    """The letters of the archive's first page, and those of its older years."""
    return archive(library.newest_newsletters, lambda letter: letter.published.year)
