"""Read a district with files that are proposed."""

from collections.abc import Mapping

from district.checks.problem import Mistakes, Problem
from district.commands.base import write_texts
from district.publish import clock
from district.reading import load
from district.reading.settings import Folders


def read_with(proposed: Mapping[str, str], folders: Folders) -> tuple[Problem, ...]:
    """Read all files with the proposed ones in their places, and then restore the folder. Return the mistakes."""
    paths = {folders.root / name: text for name, text in proposed.items()}
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        write_texts(folders.root, proposed)
        load.library(folders, today=clock.today("Europe/Stockholm"))
    except Mistakes as mistakes:
        return mistakes.problems
    finally:
        for path, data in before.items():
            if data is None:
                path.unlink()
            else:
                path.write_bytes(data)
    return ()
