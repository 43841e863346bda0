"""Slow work on many files at once, in several processes, with its progress where somebody watches a terminal."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from district.reading.unusable import UnusableFileError

T = TypeVar("T")
V = TypeVar("V")
CORES = os.cpu_count() or 1


def each(
    work: Callable[[T], V], tasks: Sequence[T], processes: int = CORES
) -> Iterator[tuple[T, V | UnusableFileError]]:
    """Yield every task, in order, with what it returns or the reason why its file cannot be used."""
    attempt = partial(_attempt, work)
    if processes == 1 or len(tasks) < 2:
        yield from _shown(tasks, map(attempt, tasks))
        return
    # Forked, so that libraries that are loaded already are shared.
    with ProcessPoolExecutor(min(processes, len(tasks)), get_context("fork")) as pool:
        yield from _shown(tasks, pool.map(attempt, tasks))


def _attempt(work: Callable[[T], V], task: T) -> V | UnusableFileError:
    """Return why a file cannot be used instead of raising it, since a pool stops at an exception."""
    try:
        return work(task)
    except UnusableFileError as error:
        return error


def _shown(tasks: Sequence[T], results: Iterator[V]) -> Iterator[tuple[T, V]]:
    for number, (task, result) in enumerate(zip(tasks, results, strict=True), 1):
        if sys.stderr.isatty():
            end = "\n" if number == len(tasks) else ""
            sys.stderr.write(f"\rBilder och PDF:er: {number} av {len(tasks)}{end}")
        yield task, result
