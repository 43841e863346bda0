"""Show on a terminal how far slow work has come."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 2  # seconds


def shown(label: str, work: Iterable[T], total: int) -> Iterator[T]:
    """Yield from `work`, and show on one line how much of it is done if it takes more than two seconds.

    Nothing is shown where standard error is no terminal.
    """
    if not sys.stderr.isatty():
        yield from work
        return
    begin, is_shown = time.monotonic(), False
    for number, item in enumerate(work, 1):
        yield item
        if is_shown or time.monotonic() - begin > _PATIENCE:
            is_shown = True
            sys.stderr.write(f"\r{label}: {number} av {total}")
            sys.stderr.flush()
    if is_shown:
        sys.stderr.write("\n")
