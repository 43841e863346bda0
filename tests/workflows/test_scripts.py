"""The workflows' scripts, run with a repository and a `gh` that the tests make."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT

PR_LIST = ["pr", "list", "--head"]


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

    def propose(number: str, answers: str = "[]", **files: str) -> list[list[str]]:
        before = len(asked(tmp_path))
        folder = proposal(tmp_path, **written, **files)
        known = {"GH_ANSWER": number, "GH_ANSWERS": answers}
        done = run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7", **known)
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
    # Whether it is open, or was never opened.
    for answers in ([], [["--state open", ""], ["--state all", ""]]):
        calls = propose("12", json.dumps(answers), files__data__c="title: D\n")
        assert [call for call in calls if call[0] != "pr"] == [["issue", "comment", "7", "edited.md"]]
        assert run("git", "show", "fran-arende-7:data/c", cwd=tmp_path / "origin").stdout == "title: C\n"
    # After it was merged or closed, the branch that was left is used again.
    calls = propose("12", json.dumps([["--state open", ""]]), files__data__c="title: E\n")
    assert calls[-1] == ["issue", "comment", "7", "comment.md"]
    assert run("git", "show", "fran-arende-7:data/c", cwd=tmp_path / "origin").stdout == "title: E\n"


def test_a_proposal_that_cannot_be_opened_is_answered_with_a_link_and_opened_by_the_next_attempt(
    tmp_path: Path, run
) -> None:
    written = {"branch": "utkast-nyhetsbrev\n", "title": "A\n", "commit": "A\n", "body.md": "A", "comment.md": "Klart."}
    folder = proposal(tmp_path, **written, files__data__b="title: B\n")
    refused = [["pr create", None], ["pr list", ""]]
    done = run("sh", str(ROOT / "scripts/propose"), str(folder), GH_ANSWERS=json.dumps(refused))
    assert done.returncode == 1
    link = "https://github.example/blabar/sajt/compare/utkast-nyhetsbrev?expand=1"
    assert link in (tmp_path / "summary.md").read_text("utf-8")
    run("git", "switch", "-q", "main")
    run("git", "branch", "-q", "-D", "utkast-nyhetsbrev")
    assert run("sh", str(ROOT / "scripts/propose"), str(folder)).returncode == 0
    assert (tmp_path / "summary.md").read_text("utf-8").endswith("Klart.")
    assert run("git", "branch", cwd=tmp_path / "origin").stdout.split() == ["*", "main", "utkast-nyhetsbrev"]


@pytest.mark.parametrize(
    ("writers", "labels", "said", "may"),
    [
        (["kim"], "", "", "yes"),
        (["lisa"], "", "", "no"),
        (["lisa"], "labeled lisa", "", "yes"),
        # The label counts while it is set, and only if the person who set it may write.
        (["lisa"], "labeled lisa\nlabeled ola", "", "no"),
        (["lisa"], "labeled lisa\nunlabeled lisa", "", "no"),
        (["lisa"], "", "4711", "no"),
    ],
)
def test_a_form_becomes_a_proposal_at_once_only_if_someone_who_may_write_says_so(
    writers: list[str], labels: str, said: str, may: str, tmp_path: Path, run
) -> None:
    answers = [*([f"collaborators/{name}/permission", "write"] for name in writers), ["permission", "read"]]
    answers += [["issues/7/events", labels], ["issues/7/comments", said]]
    script = str(ROOT / "scripts/may-propose")
    assert run("sh", script, ISSUE="7", AUTHOR="kim", GH_ANSWERS=json.dumps(answers)).returncode == 0
    assert (tmp_path / "output").read_text() == f"may={may}\n"
    # A form that waits gets one answer.
    comments = [call for call in asked(tmp_path) if call[:2] == ["issue", "comment"]]
    assert len(comments) == (may == "no" and not said)


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
