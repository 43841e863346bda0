"""Work that goes on beside other work: in a process of its own, or in a thread where that is safer."""

import os
import signal
import threading
import traceback
from collections.abc import Callable
from typing import Protocol


class Beside(Protocol):
    """Work that has begun."""

    def join(self) -> None:
        """Wait until it is done. Raises ChildProcessError if it failed; it has said why."""

    def stop(self) -> None:
        """What it is for has gone wrong: nobody will ask for what it does."""


class InProcess:
    """On another core. It sees everything as it was when it began, and what it finds out is lost."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._child = os.fork()
        if self._child == 0:
            os._exit(_status(work))

    def join(self) -> None:
        if os.waitpid(self._child, 0)[1]:
            raise ChildProcessError

    def stop(self) -> None:
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)


class InThread:
    """On the same core, when others rest; a program with threads must not fork."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def join(self) -> None:
        self._thread.join()

    def stop(self) -> None:
        self.join()


def _status(work: Callable[[], None]) -> int:
    try:
        work()
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
