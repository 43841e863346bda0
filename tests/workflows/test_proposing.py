"""How a filled-in form or a draft becomes a proposal, with a stand-in for `gh`."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from gh_calls import asked
from sites import ROOT

PR_LIST = ["pr", "list", "--head"]


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
    # The pull request is open, or there was never one.
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


def test_a_form_with_mistakes_is_only_answered(tmp_path: Path, run) -> None:
    folder = proposal(tmp_path)
    folder.mkdir()
    (folder / "comment.md").write_text("Det här behöver rättas\n")
    assert run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7").returncode == 0
    assert asked(tmp_path) == [["issue", "comment", "7", "--body-file", str(folder / "comment.md")]]


# A stand-in for curl: it records its arguments and the addresses to fetch, and writes to the file that they name.
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
