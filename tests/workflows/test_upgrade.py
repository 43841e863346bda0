"""A copy with its own data takes over a newer version of the program."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from district.commands.new_district import OURS
from sites import ROOT, write_files

Run = Callable[..., subprocess.CompletedProcess[str]]
ORIGINAL = {
    "hooks/a.py": "a = 1\n",
    "README.md": "Ett\n\nTvå\n\nTre\n",
    **{f"{folder}/{name}.md": f"{name}\n" for folder in OURS for name in ("kvar", "borttagen", "vidare")},
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command in the original or in the copy."""
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **who}

    def command(where: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(words, cwd=tmp_path / where, env=environment, capture_output=True, text=True, check=False)

    return command


def commit(run: Run, folder: Path, files: dict[str, str]) -> None:
    write_files(folder, files)
    assert run(folder.name, "git", "add", "-A").returncode == 0
    done = run(folder.name, "git", "commit", "-q", "-m", "x")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def copy(tmp_path: Path, run: Run) -> Path:
    """An emptied copy with its own files, and the original, which has newer commits."""
    original, copy = tmp_path / "original", tmp_path / "kopia"
    original.mkdir()
    run("original", "git", "init", "-q", "-b", "main")
    commit(run, original, ORIGINAL)
    run("original", "git", "clone", "-q", ".", str(copy))
    for folder in OURS:
        shutil.rmtree(copy / folder)
    commit(run, copy, {"data/kvar.md": "vårt\n", "data/eget.md": "vårt\n", "docs/vidare.md": "vårt\n"})
    for folder in OURS:
        (original / folder / "borttagen.md").rename(original / folder / "annat-namn.md")
    newer = {f"{folder}/{name}.md": f"nyare {name}\n" for folder in OURS for name in ("kvar", "vidare", "ny")}
    commit(run, original, newer | {"hooks/a.py": "a = 2\n", "README.md": "Ett\n\nTvå\n\nFyra\n"})
    run("original", "git", "tag", "v2")
    return copy


def upgrade(run: Run, version: str = "v2") -> subprocess.CompletedProcess[str]:
    return run("kopia", "sh", str(ROOT / "scripts/upgrade"), "../original", version)


def files(folder: Path) -> dict[str, str]:
    own = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in own}


def test_the_program_is_newer_and_what_we_have_written_is_as_it_was(copy: Path, run: Run) -> None:
    done = upgrade(run)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nu är programmet v2." in done.stdout
    assert files(copy) == {
        "hooks/a.py": "a = 2\n",
        "README.md": "Ett\n\nTvå\n\nFyra\n",
        "data/kvar.md": "vårt\n",
        "data/eget.md": "vårt\n",
        "docs/vidare.md": "vårt\n",
    }
    assert run("kopia", "git", "status", "--porcelain").stdout == ""
    assert upgrade(run).stdout == "Här finns redan allt i v2.\n"


def test_a_file_of_the_program_that_both_have_changed_is_left_to_solve(copy: Path, run: Run) -> None:
    commit(run, copy, {"README.md": "Ett\n\nTvå\n\nFem\n"})
    done = upgrade(run)
    assert done.returncode == 1
    assert done.stderr.startswith("De här filerna har ändrats både här och i originalet: README.md\n")
    assert run("kopia", "git", "status", "--porcelain", *OURS[:2]).stdout == ""
    assert run("kopia", "git", "merge", "--abort").returncode == 0
    assert files(copy)["hooks/a.py"] == "a = 1\n"


def test_what_is_in_the_way_is_said_before_anything_changes(copy: Path, run: Run) -> None:
    before = files(copy)
    assert upgrade(run, "v9").stderr.splitlines()[-1].startswith("Det gick inte att hämta v9 från ../original. Skriv")
    (copy / "ny.txt").write_text("ny\n")
    assert upgrade(run).stderr.startswith("Det finns ändringar som inte är sparade i git.")
    (copy / "ny.txt").unlink()
    shutil.rmtree(copy / ".git")
    run("kopia", "git", "init", "-q", "-b", "main")
    commit(run, copy, {})
    assert upgrade(run).stderr.startswith("Kopian har ingen historia gemensam med originalet")
    assert files(copy) == before
