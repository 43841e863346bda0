"""The workflows' scripts, run with a repository and a `gh` that the tests make."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gh_calls import asked
from sites import ROOT


@pytest.mark.parametrize(
    ("changed", "base", "code"),
    [
        (["data/public/events/2027/soppa.yml", "docs/public/om.md"], "origin/main", "no"),
        (["data/a.yml", "scripts/x"], "origin/main", "yes"),
        (["mkdocs.yml"], "origin/main", "yes"),
        # Publishing compares with what was published last, if that is known.
        (["data/a.yml"], "", "no"),
        (["data/a.yml"], "0" * 40, "yes"),
    ],
)
def test_only_a_change_of_texts_is_tested_as_texts(
    changed: list[str], base: str, code: str, tmp_path: Path, run
) -> None:
    for name in changed:
        (tmp_path / "clone" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "clone" / name).write_text("x")
    published = run("git", "rev-parse", "HEAD").stdout.strip()
    run("git", "add", ".")
    run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "Ändrat")
    answers = json.dumps([["workflows/publish.yml/runs branch=main status=success", published]])
    done = run("sh", str(ROOT / "scripts/what-changed"), BASE=base, GH_ANSWERS=answers)
    assert (done.returncode, (tmp_path / "output").read_text()) == (0, f"code={code}\n"), done.stderr


def test_what_was_never_published_is_tested(tmp_path: Path, run) -> None:
    assert run("sh", str(ROOT / "scripts/what-changed"), BASE="").returncode == 0
    assert (tmp_path / "output").read_text() == "code=yes\n"


@pytest.mark.parametrize(
    ("result", "state"),
    [
        ("pending", "pending"),
        ("success", "success"),
        ("failure", "failure"),
        ("cancelled", "error"),
        ("skipped", "failure"),
    ],
)
def test_a_dispatched_check_sets_the_required_status(result: str, state: str, tmp_path: Path, run) -> None:
    assert run("sh", str(ROOT / "scripts/status"), RESULT=result, GITHUB_SHA="c0ffee").returncode == 0
    said, *more = asked(tmp_path)
    assert said[:4] == ["api", "--method", "POST", "repos/blabar/sajt/statuses/c0ffee"]
    assert {"context=Granska", f"state={state}"} <= {*said}
    assert more == ([] if state == "pending" else [["workflow", "run", "answer.yml", "-f", "run=99"]])


def test_the_night_publishes_and_keeps_what_is_scheduled_enabled(tmp_path: Path, run) -> None:
    assert run("sh", str(ROOT / "scripts/nightly"), cwd=ROOT).returncode == 0
    first, *more = asked(tmp_path)
    assert first == ["workflow", "run", "publish.yml", "--ref", "main", "-f", "every_page=true"]
    assert ["api", "--method", "PUT", "repos/blabar/sajt/actions/workflows/nightly.yml/enable"] in more
    assert not any("publish.yml" in word for call in more for word in call)


def test_the_pictures_of_a_proposal_are_replaced_and_removed_and_none_is_kept_in_the_history(
    tmp_path: Path, run
) -> None:
    def store(number: str, *names: str) -> list[str]:
        folder = tmp_path / "pictures"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(name.encode())
        done = run("sh", str(ROOT / "scripts/previews"), *([number, str(folder)] if names else []), NUMBER=number)
        assert done.returncode == 0, done.stderr
        return run("git", "ls-tree", "-r", "--name-only", "forhandsvisning", cwd=tmp_path / "origin").stdout.split()

    assert store("7") == []
    assert store("7", "a.png", "b.png") == ["7/a.png", "7/b.png"]
    assert store("8", "c.png") == ["7/a.png", "7/b.png", "8/c.png"]
    assert store("7", "d.png") == ["7/d.png", "8/c.png"]
    assert store("7") == ["8/c.png"]
    assert run("git", "rev-list", "--count", "forhandsvisning", cwd=tmp_path / "origin").stdout == "1\n"
    assert run("git", "status", "--porcelain").stdout == ""


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


# Instead of a picture, the page that the browser was given.
BROWSER = """#!/bin/sh
for word; do case $word in --screenshot=*) out=${word#*=} ;; file://*) page=${word#file://} ;; esac; done
cp "$page" "$out"
"""


def test_a_picture_is_taken_of_each_page_that_is_built_as_wide_as_a_phone(tmp_path: Path, run) -> None:
    (tmp_path / "bin/google-chrome").write_text(BROWSER)
    (tmp_path / "bin/google-chrome").chmod(0o755)
    (tmp_path / "clone/.venv").symlink_to(sys.prefix)
    for name in ("site/om", "site/plan/2027", "review"):
        (tmp_path / "clone" / name).mkdir(parents=True)
    for name in ("site/om", "site/plan/2027"):
        (tmp_path / "clone" / name / "index.html").write_text("x")
    pages = tmp_path / "clone/review/pages"
    pages.write_text("om/\nkalender/2099/inte-an/\nplan/2027/#klimat-buss\n")
    assert run("sh", str(ROOT / "scripts/pictures"), "site", "review").returncode == 0
    taken = {path.name: path.read_text() for path in pages.parent.glob("*.png")}
    assert taken.keys() == {"1.png", "3.png"}
    assert "iframe{border:0;width:390px;" in taken["1.png"]
    assert "/plan/2027/#klimat-buss'" in taken["3.png"]
