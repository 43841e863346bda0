"""The workflows' scripts in a clone of a small repository, with a stand-in for GitHub's program `gh`."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

# It logs its arguments and what is sent with --input, and prints the answer of the first words that are all in a call:
# GH_ANSWERS is a list of words and answer, and an answer of null fails. What is not known gets GH_ANSWER.
GH = """#!{python}
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


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a script in a clone of a small repository, with the stand-in for `gh`."""
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

    command_in_clone("git", "init", "-q", "--bare", "-b", "main", "origin", cwd=tmp_path)
    command_in_clone("git", "clone", "-q", "origin", "clone", cwd=tmp_path)
    (tmp_path / "clone/data").mkdir()
    (tmp_path / "clone/data/a.yml").write_text("title: A\n")
    command_in_clone("git", "switch", "-q", "-c", "main")
    command_in_clone("git", "add", ".")
    command_in_clone("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "Först")
    command_in_clone("git", "push", "-q", "origin", "main")
    return command_in_clone
