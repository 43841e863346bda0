"""Slow work on many files, in several processes."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
V = TypeVar("V")
CORES = os.cpu_count() or 1


def each(work: Callable[[T], V], tasks: Sequence[T], processes: int = CORES) -> Iterator[tuple[T, V]]:
    """Yield every task with what `work` returns for it, as they are done.

    Only tasks and results are copied between processes.
    """
    if processes == 1 or len(tasks) < 2:
        yield from ((task, work(task)) for task in tasks)
        return
    # Imported when there is much to do.
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    # Forked, so that libraries that are loaded already, and all that `work` holds, are shared.
    with ProcessPoolExecutor(min(processes, len(tasks)), get_context("fork"), _Worker.start, (work,)) as pool:
        started = {pool.submit(_Worker.run, task): task for task in tasks}
        yield from ((started[future], future.result()) for future in as_completed(started))


class _Worker:
    """What a worker process does; set once, when the process starts."""

    work: Callable[[Any], Any]

    @classmethod
    def start(cls, work: Callable[[Any], Any]) -> None:
        cls.work = staticmethod(work)

    @classmethod
    def run(cls, task: Any) -> Any:
        return cls.work(task)
