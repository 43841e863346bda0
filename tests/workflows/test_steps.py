"""The workflows' steps, run in a checkout of a made-up district."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sealed import Secrets
from sites import EPOCH, ROOT, write_files


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the program and the made-up district's files, and the member files in .medlem."""
    folder, example = tmp_path / "checkout", ROOT / "tests/exempel"
    for name in ("data", "docs"):
        shutil.copytree(example / name, folder / name / "public")
        shutil.copytree(example / f"medlem-{name}", folder / ".medlem" / name)
    for name in ("members", "support"):
        (folder / "tests" / name).mkdir(parents=True)
    # The real one is run by the suite itself.
    (folder / "tests/members/test_leaks.py").write_text("def test_nothing() -> None: ...\n")
    ours = ["Makefile", "mkdocs.yml", "mkdocs.members.yml", *(path.name for path in ROOT.glob("requirements*.txt"))]
    for name in (*ours, "scripts", ".github", "hooks", "overrides", "tests/support/links.py"):
        (folder / name).symlink_to(ROOT / name)
    # Newer than every list of requirements, so that make installs nothing into the environment that runs the tests.
    (folder / ".venv").mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (folder / ".venv" / name).symlink_to(Path(sys.prefix) / name)
    for name in ("site", "test"):
        (folder / ".venv" / name).touch()
    # Word for word as CONTRIBUTING says.
    shown = re.search(r"```\n(INHERIT: .*?)```", (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8"), re.S)
    assert shown
    (folder / ".medlem/mkdocs.members.yml").write_text(shown[1])
    return folder


@pytest.fixture
def step(checkout: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command in the checkout as a step of a workflow."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("MEMBERS", "MAKE"))}
    known |= {"SOURCE_DATE_EPOCH": EPOCH, "SITE_URL": "https://lingonriket.example/hemsida/", "GITHUB_ACTIONS": "true"}
    known |= {"GITHUB_STEP_SUMMARY": str(checkout / "summary.md"), "GITHUB_EVENT_PATH": str(checkout / "event.json")}

    def run(command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command.split(), cwd=checkout, env=known | more, capture_output=True, text=True, check=False
        )

    return run


# Sealing of everything that can be written is tested in tests/members.
FEW = {
    "data/public/district.yml": "name: Föreningen Blåbär\nshort_name: Blåbär\nid: blabar\n",
    "docs/public/om.md": "# Om oss\n\nVi plockar blåbär.\n",
    ".medlem/data/events/2025/fest.yml": "title: Vårfest i ladan\npublished: 2025-01-01\nstart: 2025-05-03 18:00\n",
    ".medlem/docs/arbetsgrupper.md": "# Arbetsgrupper\n\nVi plockar hallon också.\n",
}


def test_member_pages_are_built_sealed_and_tested(checkout: Path, step) -> None:
    for folder in ("data/public", "docs/public", ".medlem/data", ".medlem/docs"):
        shutil.rmtree(checkout / folder)
    write_files(checkout, FEW)
    made = step("make site")
    assert made.returncode == 0, made.stderr
    without = step("sh scripts/members")
    assert (without.returncode != 0, "MEMBERS_PASSPHRASES: saknas" in without.stderr) == (True, True)
    secrets = Secrets.new().environment
    printed = ""
    for command in ("sh scripts/members", "make leaks", "make links", "sh scripts/pack site"):
        done = step(command, **secrets)
        assert done.returncode == 0, done.stdout + done.stderr
        printed += done.stdout + done.stderr
    (feeds,) = (checkout / "site/f").iterdir()
    assert not re.search(f"{feeds.name}|Vårfest|hallon", printed)
    assert [*(checkout / "site/medlem/s").glob("*.jwe")]
    before = (checkout / "site/medlem/nycklar.json").read_bytes()

    # A mistake in a member file stops it, and nothing from the file is printed.
    wrong = checkout / ".medlem/data/events/2025/hemlig-traff.yml"
    wrong.write_text("title: Kvällsmötet hos Majken\npublished: i går\n", "utf-8")
    stopped = step("sh scripts/members", **secrets)
    assert stopped.returncode != 0
    assert not re.search("hemlig|Majken", stopped.stdout + stopped.stderr)
    assert not (checkout / "summary.md").exists()
    assert (checkout / "site/medlem/nycklar.json").read_bytes() == before

    # Words from a member file in the public site stop it.
    wrong.write_text("title: Kvällsmötet hos Majken\npublished: 2025-01-01\nstart: 2025-04-01 18:00\n", "utf-8")
    (checkout / "site/om/index.html").write_text("<p>Kvällsmötet hos Majken", "utf-8")
    assert step("make leaks").returncode != 0


@pytest.fixture
def committed(checkout: Path, step) -> Path:
    step("git init -q -b main")
    step("git add data docs mkdocs.yml")
    step("git -c user.name=x -c user.email=x@example.org commit -q -m Först")
    return checkout


def test_a_pull_request_gets_a_summary_of_what_changes_for_readers(committed: Path, step) -> None:
    event = committed / "data/public/events/2025/hyresgastkvall.yml"
    event.write_text(re.sub("^status:.*", "status: cancelled", event.read_text("utf-8"), flags=re.M), "utf-8")
    changes = step("make changes", BASE="main")
    assert "1 inställd." in changes.stdout, changes.stderr
    assert "1 inställd." in (committed / "summary.md").read_text("utf-8")
    assert step("git worktree list").stdout.count("\n") == 1
    assert step("make changes", BASE="main", REVIEW="review").returncode == 0
    assert (committed / "review/pages").read_text() == "kalender/2025/hyresgastkvall/\n"


def test_drafts_of_newsletter_and_report_become_proposals(committed: Path, step) -> None:
    letter = step("make draft", WHAT="nyhetsbrev")
    assert letter.returncode == 0, letter.stderr
    # The month has a newsletter already.
    assert [path.name for path in (committed / "proposal/files").rglob("*.md")] == ["mars-2.md"]
    step("git clean -fdq docs")
    (committed / "gh").write_text("#!/bin/sh\necho https://blabar.example\n")
    (committed / "gh").chmod(0o755)
    known = {"PATH": f"{committed}:{os.environ['PATH']}", "GITHUB_REPOSITORY": "blabar/sajt"}
    report = step("make draft", WHAT="verksamhetsberättelse", **known)
    assert report.returncode == 0, report.stderr
    (written,) = (committed / "proposal/files/utkast").glob("verksamhetsberattelse-*.md")
    # The address that GitHub says the site has.
    assert "(https://blabar.example/kalender/2025/" in written.read_text("utf-8")
    # The same name the next time, so that there is one proposal.
    assert (committed / "proposal/branch").read_text("utf-8") == "utkast-berattelse-2025\n"
    missing = step("make draft", WHAT="verksamhetsberättelse", YEAR="1999")
    assert (missing.returncode != 0, "Det finns ingen plan för 1999" in missing.stderr) == (True, True)
    shutil.rmtree(committed / "data/public/plan")
    none = step("make draft", WHAT="verksamhetsberättelse")
    assert (none.returncode != 0, "Det finns ingen plan än" in none.stderr) == (True, True)


def test_a_filled_in_form_becomes_a_proposal(checkout: Path, step) -> None:
    body = "### Vad händer?\n\nSoppa\n\n### När börjar det?\n\n2025-06-09"
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/handelse.yml").read_text("utf-8"))
    asked = [field["attributes"]["label"] for field in form["body"] if "id" in field]
    body = "\n\n".join([body, *(f"### {label}\n\n_No response_" for label in asked[2:])])
    (checkout / "event.json").write_text(json.dumps({"issue": {"number": 7, "body": body}}), "utf-8")
    done = step("make from-issue", GITHUB_OUTPUT=str(checkout / "output"))
    assert done.returncode == 0, done.stderr
    assert (checkout / "output").read_text() == "made=yes\n"
    assert (checkout / "proposal/files/data/public/events/2025/soppa.yml").is_file()
