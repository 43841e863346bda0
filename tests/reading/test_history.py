"""The last change of a file is that of its last commit."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from district.model.store import Store
from district.reading.history import Change, last_changes
from sites import write_files

WHO = ["-c", "user.name=a", "-c", "user.email=a@example.org"]


def commit(folder: Path, day: int, files: dict[str, str]) -> datetime:
    """Write files and commit everything at noon of a day in March 2025 (UTC)."""
    moment = datetime(2025, 3, day, 12, tzinfo=UTC)
    write_files(folder, files)
    git(folder, "add", "-A")
    git(folder, *WHO, "commit", "-q", "-m", "m", moment=moment)
    return moment


def git(folder: Path, *arguments: str, moment: datetime | None = None) -> None:
    when = {"GIT_AUTHOR_DATE": moment.isoformat(), "GIT_COMMITTER_DATE": moment.isoformat()} if moment else {}
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), **when}
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, env=environment, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def test_a_file_was_changed_when_it_was_last_committed(repository: Path) -> None:
    first = commit(repository, 1, {"data/a.yml": "1", "data/b.yml": "1", "annat.txt": "1"})
    second = commit(repository, 2, {"data/a.yml": "2"})
    assert last_changes(repository / "data") == {"a.yml": Change(second, 2), "b.yml": Change(first, 1)}


def test_a_renamed_file_keeps_its_history(repository: Path) -> None:
    commit(repository, 1, {"data/a.yml": "title: Möte\nstart: 2025-06-01\n"})
    (repository / "data/a.yml").rename(repository / "data/b.yml")
    second = commit(repository, 2, {})
    assert last_changes(repository / "data") == {"b.yml": Change(second, 2)}


def test_a_file_that_is_not_committed_as_it_is_now_is_modified(repository: Path) -> None:
    first = commit(repository, 1, {"a.yml": "1", "b.yml": "1"})
    write_files(repository, {"a.yml": "2", "ny.yml": "1"})
    assert last_changes(repository) == {"a.yml": Change(first, 1, is_modified=True), "b.yml": Change(first, 1)}


def test_what_was_found_at_a_commit_is_kept_until_the_next(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    first = commit(repository, 1, {"a.yml": "1"})
    assert last_changes(repository, store) == {"a.yml": Change(first, 1)}
    with monkeypatch.context() as patched:
        patched.delattr("district.reading.history._committed")
        assert last_changes(repository, Store(store.used.copy)) == {"a.yml": Change(first, 1)}
    second = commit(repository, 2, {"a.yml": "2"})
    assert last_changes(repository, Store(store.used.copy)) == {"a.yml": Change(second, 2)}


def test_a_merged_proposal_is_one_change_of_the_day_that_it_was_merged(repository: Path) -> None:
    commit(repository, 1, {"a.yml": "1"})
    git(repository, "checkout", "-q", "-b", "forslag")
    commit(repository, 2, {"a.yml": "2"})
    commit(repository, 3, {"a.yml": "3"})
    git(repository, "checkout", "-q", "main")
    merged = datetime(2025, 3, 9, 12, tzinfo=UTC)
    git(repository, *WHO, "merge", "-q", "--no-ff", "-m", "m", "forslag", moment=merged)
    assert last_changes(repository) == {"a.yml": Change(merged, 2)}


def test_names_with_swedish_letters_and_spaces_are_found(repository: Path) -> None:
    first = commit(repository, 1, {"bilder/kaffe på torget.jpg": "1"})
    assert last_changes(repository) == {"bilder/kaffe på torget.jpg": Change(first, 1)}


def test_outside_a_repository_and_in_a_shallow_clone_nothing_is_known(repository: Path, tmp_path: Path) -> None:
    commit(repository, 1, {"a.yml": "1"})
    commit(repository, 2, {"a.yml": "2"})
    shallow = tmp_path / "shallow"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(shallow))
    assert last_changes(shallow) == {}
    (tmp_path / "shallow/.git").rename(tmp_path / "shallow/git")
    (repository / ".git").rename(repository / "git")
    assert last_changes(repository) == {}
