"""Work that goes on beside other work: in a process of its own, or in a thread where that is safer."""

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol


class Beside(Protocol):
    """Work that has begun."""

    def join(self) -> Any:
        """What came of it, when it is done. Raises ChildProcessError if it failed; it has said why."""

    def stop(self) -> None:
        """What it is for has gone wrong: nobody will ask for what it does."""


class InProcess:
    """On another core. It sees everything as it was when it began, and of what it does only its result is known."""

    def __init__(self, work: Callable[[], object]) -> None:
        reading, writing = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(reading)
            os._exit(_status(work, writing))
        os.close(writing)
        self._reading = reading

    def join(self) -> Any:
        with os.fdopen(self._reading, "rb") as pipe:
            result = pipe.read()
        if os.waitpid(self._child, 0)[1]:
            raise ChildProcessError
        # Our own words, from our own child.
        return pickle.loads(result)  # noqa: S301

    def stop(self) -> None:
        os.kill(self._child, signal.SIGTERM)
        os.waitpid(self._child, 0)


class InThread:
    """On the same core, when others rest; a program with threads must not fork."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._result: object = None
        self._thread = threading.Thread(target=self._run, args=[work], daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[], object]) -> None:
        self._result = work()

    def join(self) -> Any:
        self._thread.join()
        return self._result

    def stop(self) -> None:
        self._thread.join()


def _status(work: Callable[[], object], writing: int) -> int:
    # It is asked to stop so that it can leave nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe)
    except SystemExit:
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


class Shared:
    """Numbers that whoever is free takes, on any core, each number once."""

    def __init__(self, numbers: Iterable[int]) -> None:
        reading, writing = os.pipe()
        self._pipe = os.fdopen(reading, "rb", buffering=0)
        # All at once, so that each reader gets whole numbers: a pipe holds some sixteen thousand.
        os.write(writing, b"".join(number.to_bytes(4, "big") for number in numbers))
        os.close(writing)

    def __iter__(self) -> Iterator[int]:
        while number := self._pipe.read(4):
            yield int.from_bytes(number, "big")


def begun(work: Callable[[], object]) -> Beside:
    """The work, on another core where that can be."""
    return InProcess(work) if can_fork() else InThread(work)


def can_fork() -> bool:
    """Whether this program can go on as two: what its other threads hold at that moment would be held for ever."""
    return hasattr(os, "fork") and threading.active_count() == 1
