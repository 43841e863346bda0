"""The workflows' scripts, run with a repository and a `gh` that the tests make."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import ROOT

# A stand-in for GitHub's own program: it logs its arguments and prints what the test wants.
GH = """#!{python}
import json, os, sys
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
print(os.environ.get("GH_ANSWER", ""))
"""


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a script in a clone of a small repository, with the stand-in for `gh`."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH.format(python=sys.executable))
    (tmp_path / "bin/gh").chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "GH_LOG": str(tmp_path / "gh.log"),
        "HOME": str(tmp_path),
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


def asked(tmp_path: Path) -> list[list[str]]:
    log = tmp_path / "gh.log"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def proposal(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "proposal"
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_a_proposal_becomes_a_branch_and_a_pull_request(tmp_path: Path, run) -> None:
    hostile = "Ny händelse: `touch x` $(touch x) \"; touch x; '"
    folder = proposal(
        tmp_path, branch="fran-arende-7\n", title=hostile, commit="Förslag\n", files__data__b="title: B\n"
    )
    (folder / "body.md").write_text("Closes #7\n")
    (folder / "comment.md").write_text("Tack!\n")
    done = run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7")
    assert done.returncode == 0, done.stderr
    assert run("git", "show", "fran-arende-7:data/b", cwd=tmp_path / "origin").stdout == "title: B\n"
    assert run("git", "log", "-1", "--format=%an %s", "fran-arende-7").stdout == "github-actions[bot] Förslag\n"
    body, comment = str(folder / "body.md"), str(folder / "comment.md")
    assert [call for call in asked(tmp_path) if call[:2] != ["auth", "git-credential"]] == [
        ["pr", "create", "--head", "fran-arende-7", "--title", hostile, "--body-file", body],
        ["workflow", "run", "check.yml", "--ref", "fran-arende-7"],
        ["issue", "comment", "7", "--body-file", comment],
    ]
    assert not list(tmp_path.rglob("x"))
    again = run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7")
    assert (again.returncode, "redan ett förslag" in again.stderr) == (0, True)


def test_a_form_with_mistakes_is_only_answered(tmp_path: Path, run) -> None:
    folder = proposal(tmp_path)
    folder.mkdir()
    (folder / "comment.md").write_text("Det här behöver rättas\n")
    assert run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7").returncode == 0
    assert asked(tmp_path) == [["issue", "comment", "7", "--body-file", str(folder / "comment.md")]]


@pytest.mark.parametrize(
    ("found", "open_issue", "does"),
    [("- x\n", "", "create"), ("- x\n", "3", "edit"), ("", "3", "close"), ("", "", None)],
)
def test_broken_links_are_kept_in_one_issue(tmp_path: Path, run, found: str, open_issue: str, does: str | None) -> None:
    report = tmp_path / "links.md"
    report.write_text(found)
    assert run("sh", str(ROOT / "scripts/one-issue"), str(report), GH_ANSWER=open_issue).returncode == 0
    assert [call[1] for call in asked(tmp_path)] == ["list", *([does] if does else [])]


def test_plain_member_pages_are_removed_when_the_run_is_stopped(tmp_path: Path) -> None:
    """MkDocs writes a page, tells where and then takes its time."""
    tools = tmp_path / ".venv/bin"
    tools.mkdir(parents=True)
    (tools / "mkdocs").write_text('#!/bin/sh\nmkdir -p "$7"\necho hemligt >"$7/x.html"\necho "$7"\nexec sleep 60\n')
    (tools / "mkdocs").chmod(0o755)
    command = ["sh", str(ROOT / "scripts/seal-members"), "x.yml", "site"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        plain = Path(run.stdout.readline().strip())
        assert (plain / "x.html").exists()
        run.terminate()
        run.wait()
    assert (run.returncode, plain.parent.exists()) == (143, False)


def test_a_packed_site_is_whole_and_its_files_are_not_listed(tmp_path: Path, run) -> None:
    site = tmp_path / "clone/site"
    (site / "f/hemlig").mkdir(parents=True)
    (site / "f/hemlig/feed.xml").write_text("<rss/>")
    done = run("sh", str(ROOT / "scripts/pack"), "site")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "./f/hemlig/feed.xml" in run("tar", "-tf", "artifact.tar").stdout
