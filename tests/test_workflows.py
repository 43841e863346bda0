"""The workflows' scripts, run with a repository and a `gh` of the test's own, and what every workflow must keep to."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

import links
from conftest import EPOCH, ROOT
from sealed import Secrets

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# GitHub's own program, played: it writes down what it was asked, and answers what the test says.
GH = """#!{python}
import json, os, sys
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
print(os.environ.get("GH_ANSWER", ""))
"""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_workflow_may_do_little_and_runs_only_what_can_be_run_here(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert re.fullmatch(r"(make [a-z-]+|sh scripts/[a-z-]+( [a-z.]+)?)", step.get("run", "make x"))
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40))
    for line in text.splitlines():
        assert "uses:" not in line or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


def test_every_step_is_a_target_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    called = {name for path in WORKFLOWS for name in re.findall(r"run: make ([a-z-]+)", path.read_text("utf-8"))}
    assert called <= targets


def test_publishing_comes_after_every_trial_and_is_never_cancelled() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert runs == ["make check", "make site", "make test", "sh scripts/members", "make leaktest", "make links"]
    assert "upload-pages-artifact" in workflow["jobs"]["build"]["steps"][-1]["uses"]
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert "if" not in workflow["jobs"]["deploy"]
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert not any("continue-on-error" in step for step in workflow["jobs"]["build"]["steps"])


def test_the_members_secrets_are_only_where_main_is_published_and_only_in_two_steps() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in WORKFLOWS}
    assert [name for name, text in texts.items() if re.search(r"\bsecrets\b", text)] == ["publish"]
    workflow = yaml.safe_load(texts["publish"])
    # YAML takes `on` for a truth.
    assert workflow[True].keys() == {"push", "schedule", "workflow_dispatch"}
    assert workflow[True]["push"] == {"branches": ["main"]}
    steps = workflow["jobs"]["build"]["steps"]
    told = {step["name"]: found for step in steps if (found := re.findall(r"\bsecrets\.(\w+)", str(step)))}
    assert told == {
        "Hämta medlemmarnas filer": ["MEMBERS_DEPLOY_KEY"],
        "Lås in medlemssidorna": ["MEMBERS_KEY", "MEMBERS_PASSPHRASES", "MEMBERS_FEED_SECRET"],
    }
    assert len(re.findall(r"\bsecrets\b", texts["publish"])) == sum(map(len, told.values())) + 1  # the comment


def test_member_pages_are_there_only_where_they_are_set_up_and_never_past_the_leak_test() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    depends = {step["name"]: step["if"] for step in steps if "if" in step}
    asked = "vars.MEMBERS_REPOSITORY != ''"
    assert depends == {"Hämta medlemmarnas filer": asked, "Lås in medlemssidorna": asked}
    assert workflow["jobs"]["build"]["environment"] == "${{ vars.MEMBERS_REPOSITORY && 'medlem' || '' }}"
    (fetching,) = (step["with"] for step in steps if step.get("name") == "Hämta medlemmarnas filer")
    assert (fetching["path"], fetching["persist-credentials"]) == (".medlem", False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with everything of ours and the made-up district's words, with the members' beside in .medlem."""
    folder, example = tmp_path / "checkout", ROOT / "tests/exempel"
    for name in ("data", "docs"):
        shutil.copytree(example / name, folder / name / "public")
        shutil.copytree(example / f"medlem-{name}", folder / ".medlem" / name)
    (folder / "tests").mkdir()
    # The suite has run these already.
    (folder / "tests/test_leaks.py").write_text("def test_nothing() -> None: ...\n")
    ours = "Makefile", "mkdocs.yml", "mkdocs.members.yml", "requirements.txt", "requirements-test.txt"
    for name in (*ours, "scripts", ".github", "hooks", "overrides", "tests/links.py"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    # Word for word as CONTRIBUTING says.
    shown = re.search(r"```\n(INHERIT: .*?)```", (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8"), re.S)
    assert shown
    (folder / ".medlem/mkdocs.members.yml").write_text(shown[1])
    return folder


@pytest.fixture
def told(checkout: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command in the checkout as a step of a workflow."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("MEMBERS", "MAKE"))}
    known |= {"SOURCE_DATE_EPOCH": EPOCH, "SITE_URL": "https://lingonriket.example/hemsida/", "GITHUB_ACTIONS": "true"}
    known |= {"GITHUB_STEP_SUMMARY": str(checkout / "summary.md"), "GITHUB_EVENT_PATH": str(checkout / "event.json")}

    def run(command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command.split(), cwd=checkout, env=known | more, capture_output=True, text=True, check=False
        )

    return run


def test_member_pages_are_built_and_tried_as_the_workflow_does_it(checkout: Path, told) -> None:
    made = told("make site")
    assert made.returncode == 0, made.stderr
    without = told("sh scripts/members")
    assert (without.returncode != 0, "MEMBERS_KEY: saknas" in without.stderr) == (True, True)
    secrets = Secrets.new().environment
    for command in ("sh scripts/members", "make leaktest", "make links"):
        done = told(command, **secrets)
        assert done.returncode == 0, done.stdout + done.stderr
    assert [*(checkout / "site/medlem/s").glob("*.jwe")]
    before = (checkout / "site/medlem/nycklar.json").read_bytes()

    # What goes wrong in a member's file stops it, and no word of it is in the log.
    wrong = checkout / ".medlem/data/events/2025/hemlig-traff.yml"
    wrong.write_text("title: Kvällsmötet hos Majken\npublished: i går\n", "utf-8")
    stopped = told("sh scripts/members", **secrets)
    assert stopped.returncode != 0
    assert not re.search("hemlig|Majken", stopped.stdout + stopped.stderr)
    assert not (checkout / "summary.md").exists()
    assert (checkout / "site/medlem/nycklar.json").read_bytes() == before

    # A member's words in the open site stop the publishing.
    wrong.write_text("title: Kvällsmötet hos Majken\npublished: 2025-01-01\nstart: 2025-04-01 18:00\n", "utf-8")
    (checkout / "site/om/index.html").write_text("<p>Kvällsmötet hos Majken", "utf-8")
    assert told("make leaktest").returncode != 0


@pytest.fixture
def committed(checkout: Path, told) -> Path:
    told("git init -q -b main")
    told("git add data docs mkdocs.yml")
    told("git -c user.name=x -c user.email=x@example.org commit -q -m Först")
    return checkout


def test_a_pull_request_is_told_what_changes_for_readers(committed: Path, told) -> None:
    event = committed / "data/public/events/2025/hyresgastkvall.yml"
    event.write_text(re.sub("^status:.*", "status: cancelled", event.read_text("utf-8"), flags=re.M), "utf-8")
    changes = told("make changes", BASE="main")
    assert "1 inställd." in changes.stdout, changes.stderr
    assert "1 inställd." in (committed / "summary.md").read_text("utf-8")
    assert told("git worktree list").stdout.count("\n") == 1


def test_the_buttons_make_proposals(committed: Path, told) -> None:
    letter = told("make draft", WHAT="nyhetsbrev")
    assert letter.returncode == 0, letter.stderr
    # The month has a letter already.
    assert [path.name for path in (committed / "proposal/files").rglob("*.md")] == ["mars-2.md"]
    told("git clean -fdq docs")
    report = told("make draft", WHAT="verksamhetsberättelse")
    assert report.returncode == 0, report.stderr
    assert [*(committed / "proposal/files/utkast").glob("verksamhetsberattelse-*.md")]
    assert (committed / "proposal/branch").read_text("utf-8").startswith("utkast-berattelse-")
    shutil.rmtree(committed / "data/public/plan")
    none = told("make draft", WHAT="verksamhetsberättelse")
    assert (none.returncode != 0, "Det finns ingen plan än" in none.stderr) == (True, True)


def test_a_form_makes_a_proposal(checkout: Path, told) -> None:
    body = "### Vad händer?\n\nSoppa\n\n### När börjar det?\n\n2025-06-09"
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/handelse.yml").read_text("utf-8"))
    asked = [field["attributes"]["label"] for field in form["body"] if "id" in field]
    body = "\n\n".join([body, *(f"### {label}\n\n_No response_" for label in asked[2:])])
    (checkout / "event.json").write_text(json.dumps({"issue": {"number": 7, "body": body}}), "utf-8")
    done = told("make from-issue", GITHUB_OUTPUT=str(checkout / "output"))
    assert done.returncode == 0, done.stderr
    assert (checkout / "output").read_text() == "made=yes\n"
    assert (checkout / "proposal/files/data/public/events/2025/soppa.yml").is_file()


def test_no_form_reaches_an_expression() -> None:
    for path in WORKFLOWS:
        used = re.findall(r"\$\{\{(.*?)\}\}", path.read_text("utf-8"))
        assert not any("title" in each or "body" in each or "comment" in each for each in used)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a script in a clone of a small repository, with a played `gh`."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH.format(python=sys.executable))
    (tmp_path / "bin/gh").chmod(0o755)
    environment = os.environ | {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "GH_LOG": str(tmp_path / "gh.log"),
        "HOME": str(tmp_path),
    }

    def told(*command: str, cwd: Path = tmp_path / "clone", **more: str) -> subprocess.CompletedProcess[str]:
        known = environment | more
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=known)

    told("git", "init", "-q", "--bare", "-b", "main", "origin", cwd=tmp_path)
    told("git", "clone", "-q", "origin", "clone", cwd=tmp_path)
    (tmp_path / "clone/data").mkdir()
    (tmp_path / "clone/data/a.yml").write_text("title: A\n")
    told("git", "switch", "-q", "-c", "main")
    told("git", "add", ".")
    told("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "Först")
    told("git", "push", "-q", "origin", "main")
    return told


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


def test_what_does_not_validate_is_only_answered(tmp_path: Path, run) -> None:
    folder = proposal(tmp_path)
    folder.mkdir()
    (folder / "comment.md").write_text("Det här behöver rättas\n")
    assert run("sh", str(ROOT / "scripts/propose"), str(folder), ISSUE="7").returncode == 0
    assert asked(tmp_path) == [["issue", "comment", "7", "--body-file", str(folder / "comment.md")]]


@pytest.mark.parametrize(
    ("found", "open_issue", "does"),
    [("- x\n", "", "create"), ("- x\n", "3", "edit"), ("", "3", "close"), ("", "", None)],
)
def test_broken_links_are_one_issue(tmp_path: Path, run, found: str, open_issue: str, does: str | None) -> None:
    told = tmp_path / "links.md"
    told.write_text(found)
    assert run("sh", str(ROOT / "scripts/one-issue"), str(told), GH_ANSWER=open_issue).returncode == 0
    assert [call[1] for call in asked(tmp_path)] == ["list", *([does] if does else [])]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    head = "<html><head><link rel='canonical' href='https://x.example/s/'></head><body>"
    (tmp_path / "index.html").write_text(f"{head}<a href='a/'>a</a><a href='#b'>b</a><a href='c.ics'>c</a><i id=d></i>")
    assert links.broken(links.Pages(tmp_path)) == ["/ → #b", "/ → a/", "/ → c.ics"]
    assert links.main([str(tmp_path)]) == 1
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("<html><body><a href='../#d'>d</a></body></html>")
    (tmp_path / "c.ics").write_text("")
    assert links.broken(links.Pages(tmp_path)) == ["/ → #b"]


class Host(BaseHTTPRequestHandler):
    """Another host: its paths are the codes that it answers with."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_other_hosts_are_asked_and_the_shy_are_believed(host: str) -> None:
    said = {code: links.ask(f"{host}/{code}", pause=0) for code in (200, 403, 429, 404, 410, 500)}
    assert said == {200: "", 403: "", 429: "", 404: "svarar 404", 410: "svarar 410", 500: "svarar 500"}
    assert links.ask("http://127.0.0.1:1/", pause=0) == "svarar inte"


def test_the_issue_names_the_link_and_its_pages() -> None:
    found = {"https://a.example/": ["om/", "om/"], "https://b.example/": [""]}
    told = links.markdown(found, lambda url: "svarar 404" if "a." in url else "")
    assert "- `https://a.example/` svarar 404, på `/om/`\n" in told
    assert "b.example" not in told
    assert links.markdown(found, lambda url: "") == ""
