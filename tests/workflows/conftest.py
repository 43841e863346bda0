"""The workflows' scripts in a clone of a small repository, with a stand-in for GitHub's program `gh`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

# It logs its arguments and what is sent with --input, and prints the answer of the first words that are all in a call:
# GH_ANSWERS is a list of words and answer, and an answer of null fails. What is not known gets GH_ANSWER.
GH = """#!{python} -IS
import json, os, shutil, sys
call = sys.argv[1:]
sent = [json.load(open(call[n + 1])) for n, word in enumerate(call) if word == "--input"]
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(call + sent) + "\\n")
if call[:2] == ["run", "download"] and "GH_REVIEW" in os.environ:
    shutil.copytree(os.environ["GH_REVIEW"], call[-1])
answers = json.loads(os.environ.get("GH_ANSWERS", "[]"))
known = [answer for words, answer in answers if all(word in " ".join(call) for word in words.split())]
answer = known[0] if known else os.environ.get("GH_ANSWER", "")
if answer is None:
    sys.exit(1)
print(answer if isinstance(answer, str) else json.dumps(answer))
"""


@pytest.fixture(scope="session")
def small_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository, and a clone of it that can be copied together with it."""
    folder = tmp_path_factory.mktemp("repository")
    clone = folder / "clone"

    def git(*command: str, cwd: Path = clone) -> None:
        subprocess.run(["git", *command], cwd=cwd, check=True, capture_output=True)

    git("init", "-q", "--bare", "-b", "main", "origin", cwd=folder)
    git("init", "-q", "-b", "main", "clone", cwd=folder)
    git("remote", "add", "origin", "../origin")
    (clone / "data").mkdir()
    (clone / "data/a.yml").write_text("title: A\n")
    git("add", ".")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "Först")
    git("push", "-q", "-u", "origin", "main")
    return folder


@pytest.fixture
def run(tmp_path: Path, small_repository: Path) -> Run:
    """Run a script in a clone of a small repository, with the stand-in for `gh`."""
    shutil.copytree(small_repository, tmp_path, dirs_exist_ok=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH.format(python=sys.executable), "utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "GH_LOG": str(tmp_path / "gh.log"),
        "HOME": str(tmp_path),
        "GITHUB_REPOSITORY": "blabar/sajt",
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REF_NAME": "main",
        "GITHUB_RUN_ID": "99",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }

    def command_in_clone(
        *command: str, cwd: Path = tmp_path / "clone", **more: str
    ) -> subprocess.CompletedProcess[str]:
        known = environment | more
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=known)

    return command_in_clone
