"""When each file was last changed, from the history of the repository that it lies in."""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from district.model.digest import digest
from district.model.store import Store
from district.model.when import MINUTES_A_DAY

# One line a commit, then one a file: its status, and its names separated by tabs. Merges count as one
# change, on the day that they reached the branch.
_LOG = ("log", "--first-parent", "-m", "--format=commit %ct", "--name-status", "-M", "--relative", "--", ".")
_ZONE = ZoneInfo("Europe/Stockholm")
_MODIFIED = ("diff", "--name-only", "--relative", "HEAD", "--", ".")


@dataclass(frozen=True)
class Change:
    """The last commit of a file (UTC), how many commits there are, and whether it differs from the last."""

    moment: datetime
    commits: int
    is_modified: bool = False


def last_changes(folder: Path, store: Store | None = None) -> Mapping[str, Change]:
    """Return the last change of each committed file, by its path below `folder`. Renames are followed.

    Empty outside a repository, without git, and in a shallow clone, whose history is cut off. The store has what was
    found at the same commit.
    """
    if not repository(folder):
        return {}
    is_shallow, _, commit = _git(folder, "rev-parse", "--is-shallow-repository", "HEAD").partition("\n")
    if is_shallow != "false":
        return {}
    key = digest([str(folder.resolve()), commit])
    found = (store or Store()).found("history", key, lambda: dict(_committed(folder)))
    modified = found.keys() & _git(folder, *_MODIFIED).splitlines()
    return {**found, **{name: replace(found[name], is_modified=True) for name in modified}}


def _committed(folder: Path) -> Iterator[tuple[str, Change]]:
    moments: dict[str, datetime] = {}
    commits: Counter[str] = Counter()
    names: dict[str, str] = {}  # today's name by an earlier one
    moment = datetime.fromtimestamp(0, UTC)
    for line in _git(folder, *_LOG).splitlines():
        if line.startswith("commit "):
            moment = datetime.fromtimestamp(int(line.removeprefix("commit ")), UTC)
        elif line:
            _, *paths = line.split("\t")
            name = names.get(paths[-1], paths[-1])
            # The newest commit comes first.
            moments.setdefault(name, moment)
            commits[name] += 1
            if len(paths) > 1:
                names[paths[0]] = name
    yield from ((name, Change(moments[name], commits[name])) for name in moments)


def repository(folder: Path) -> Path | None:
    """Return the folder of the repository that a folder lies in. It takes less than a call of git."""
    return next((above for above in (folder, *folder.resolve().parents) if (above / ".git").exists()), None)


def dated(change: Change | None, today: date | None) -> tuple[date | None, int]:
    """Return the day of a file's last change and its sequence number: minutes since 1970 and the commits so far.

    None and 0 if the history is not known. A commit after today does not count.
    """
    if change is None or today is None:
        return None, 0
    day, minutes = change.moment.astimezone(_ZONE).date(), int(change.moment.timestamp()) // 60
    if day > today:
        return None, 0
    if not change.is_modified:
        return day, minutes + change.commits
    midnight = MINUTES_A_DAY * (today - date(1970, 1, 1)).days
    return today, max(minutes, midnight) + change.commits + 1


def head(folder: Path) -> str:
    """Return the hash of the commit that is checked out, or ""."""
    return _git(folder, "rev-parse", "HEAD").strip()


def uncommitted(folder: Path) -> list[str]:
    """Return the files that are changed or new since the last commit."""
    return [line[3:] for line in _git(folder, "status", "--porcelain").splitlines()]


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints, or "" if it fails or is not installed."""
    command = ["git", "-c", "core.quotePath=false", "-C", str(folder), *arguments]
    try:
        run = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=True, env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"}
        )
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""
    return run.stdout
