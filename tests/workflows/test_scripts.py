"""The workflows' scripts, run with a repository and a `gh` that the tests make."""

import json
import os
import re
import shutil
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

PR_LIST = ["pr", "list", "--head"]


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
        [*PR_LIST, "fran-arende-7", "--state", "open", "--json", "number", "--jq", ".[0].number // empty"],
        ["pr", "create", "--head", "fran-arende-7", "--title", hostile, "--body-file", body],
        ["workflow", "run", "check.yml", "--ref", "fran-arende-7"],
        ["issue", "comment", "7", "--body-file", comment],
    ]
    assert not list(tmp_path.rglob("x"))


def test_an_edited_issue_updates_its_proposal_unless_someone_has_gone_on_with_it(tmp_path: Path, run) -> None:
    answers = {"comment.md": "Tack!", "updated.md": "Ändrat.", "edited.md": "Redan ändrat."}
    written = {"branch": "fran-arende-7\n", "title": "A\n", "commit": "Förslag\n", "body.md": "Closes #7\n", **answers}

    def propose(number: str, **files: str) -> list[list[str]]:
        before = len(asked(tmp_path))
        folder = proposal(tmp_path, **written, **files)
        done = run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7", GH_ANSWER=number)
        assert done.returncode == 0, done.stderr
        run("git", "switch", "-q", "main")
        run("git", "branch", "-q", "-D", "fran-arende-7")
        shutil.rmtree(folder)
        return [[Path(word).name for word in call[:3] + call[-1:]] for call in asked(tmp_path)[before:]]

    # The first attempt fails after the push: gh has no answer yet, so the second opens the pull request again.
    for _ in range(2):
        calls = propose("", files__data__b="title: B\n")
        assert ["pr", "create", "--head", "body.md"] in calls
        assert calls[-1] == ["issue", "comment", "7", "comment.md"]
    calls = propose("12", files__data__c="title: C\n")
    assert ["pr", "edit", "12", "body.md"] in calls
    assert calls[-1] == ["issue", "comment", "7", "updated.md"]
    files = run("git", "ls-tree", "--name-only", "-r", "fran-arende-7", cwd=tmp_path / "origin").stdout.split()
    assert files == ["data/a.yml", "data/c"]

    run("git", "fetch", "-q", "origin", "fran-arende-7")
    run("git", "switch", "-q", "--detach", "FETCH_HEAD")
    run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "--allow-empty", "-m", "Vidare")
    run("git", "push", "-q", "origin", "HEAD:fran-arende-7")
    run("git", "switch", "-q", "main")
    assert propose("12", files__data__c="title: D\n") == [["issue", "comment", "7", "edited.md"]]
    assert run("git", "show", "fran-arende-7:data/c", cwd=tmp_path / "origin").stdout == "title: C\n"


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


@pytest.mark.parametrize(("newest", "made"), [("mkdocs==2\n", "yes"), ("mkdocs==1\n", "no")])
def test_newer_packages_become_a_proposal(tmp_path: Path, run, newest: str, made: str) -> None:
    pins = tmp_path / "clone/requirements.txt"
    pins.write_text("mkdocs==1\n")
    run("git", "add", ".")
    (tmp_path / "bin/make").write_text(
        f'#!/bin/sh\necho "$1 $UV_EXCLUDE_NEWER" >{tmp_path}/made\nprintf "{newest}" >{pins}\n'
    )
    (tmp_path / "bin/make").chmod(0o755)
    done = run("sh", str(ROOT / "scripts/requirements"), "proposal", GITHUB_OUTPUT=str(tmp_path / "output"))
    assert (done.returncode, (tmp_path / "output").read_text()) == (0, f"made={made}\n"), done.stderr
    assert re.fullmatch(r"requirements \d{4}-\d\d-\d\d\n", (tmp_path / "made").read_text())
    files = {path.name: path.read_text() for path in (tmp_path / "clone").glob("proposal/files/*")}
    assert files == ({"requirements.txt": newest} if made == "yes" else {})


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


# A stand-in for curl: it keeps its arguments and what it was told to fetch, and writes where it was told to.
CURL = """#!{python}
import json, sys
from pathlib import Path
told = sys.argv[1:]
where = Path(told[told.index("--output") + 1])
Path("curl.json").write_text(json.dumps([told, Path(told[told.index("--config") + 1]).read_text()]))
where.write_text("partly")
sys.exit(22 if "404" in Path("curl.json").read_text() else 0)
"""
ATTACHMENTS = "https://github.com/user-attachments/files"


@pytest.mark.parametrize(
    ("body", "fetched"),
    [
        (
            f"[a](https://evil.example/a.odt) [b]({ATTACHMENTS}/7/Var.plan.docx) [c]({ATTACHMENTS}/8/c.md)",
            "7/Var.plan.docx",
        ),
        (f"({ATTACHMENTS}/7/a.docx?x=$(touch x)) ({ATTACHMENTS}/7/../../a.odt) ({ATTACHMENTS}/7/a.exe)", None),
        (f'(https://github.com.evil.example/user-attachments/files/7/a.odt) ({ATTACHMENTS}/7/a" -o x.odt)', None),
        (f"[b]({ATTACHMENTS}/404/b.odt)", "404/b.odt"),
        ("Bara text", None),
    ],
)
def test_only_a_document_that_is_attached_on_github_is_fetched(
    tmp_path: Path, run, body: str, fetched: str | None
) -> None:
    (tmp_path / "bin/curl").write_text(CURL.format(python=sys.executable))
    (tmp_path / "bin/curl").chmod(0o755)
    event, out = tmp_path / "event.json", tmp_path / "bilaga"
    event.write_text(json.dumps({"issue": {"body": f"### Vilket år gäller planen?\r\n\r\n{body}"}}))
    done = run("sh", str(ROOT / "scripts/attachment"), str(out), GITHUB_EVENT_PATH=str(event))
    assert done.returncode == 0, done.stderr
    asked = tmp_path / "clone/curl.json"
    assert asked.exists() == bool(fetched)
    assert out.exists() == bool(fetched and "404" not in fetched)
    if fetched:
        told, config = json.loads(asked.read_text())
        assert config == f'url = "{ATTACHMENTS}/{fetched}"\n'
        assert {"--proto", "--proto-redir", "--max-time", "--max-filesize", "--max-redirs"} <= {*told}
