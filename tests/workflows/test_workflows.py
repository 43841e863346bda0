"""What every workflow must keep to."""

import re
from pathlib import Path

import pytest
import yaml

from sites import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_workflow_has_few_permissions_and_runs_only_local_commands_and_pinned_actions(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert re.fullmatch(r"(make [a-z-]+|sh scripts/[a-z-]+( [a-z.]+)*)", step.get("run", "make x"))
            assert re.fullmatch(
                r"(actions|github|ossf)/[a-z/-]+@[0-9a-f]{40}", step.get("uses", "actions/x@" + "0" * 40)
            )
    for line in text.splitlines():
        assert not re.search(r"\buses:", line) or re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


def test_every_make_command_of_a_workflow_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    called = {name for path in WORKFLOWS for name in re.findall(r"run: make ([a-z-]+)", path.read_text("utf-8"))}
    assert called <= targets


def test_the_site_is_deployed_after_all_tests_and_never_cancelled() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    runs = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in workflow["jobs"].items()}
    assert runs["build"] == [
        "sh scripts/what-changed",
        *["make content", "make site", "make test", "make judge", "make links"],
    ]
    depends = {step["run"]: step["if"] for step in workflow["jobs"]["build"]["steps"] if "if" in step}
    changed = "steps.changed.outputs.code == 'yes' || inputs.every_page"
    assert depends == {"make test": changed, "make judge": "inputs.every_page"}
    assert runs["seal"] == ["sh scripts/members", "make leaks", "sh scripts/pack site"]
    assert workflow["jobs"]["seal"]["steps"][-1]["with"]["path"] == "artifact.tar"
    assert (workflow["jobs"]["seal"]["needs"], workflow["jobs"]["deploy"]["needs"]) == ("build", "seal")
    assert "if" not in workflow["jobs"]["deploy"]
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert not any("continue-on-error" in step for job in workflow["jobs"].values() for step in job["steps"])


def test_the_member_secrets_are_used_only_when_publishing_main_and_only_in_two_steps() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in WORKFLOWS}
    assert [name for name, text in texts.items() if re.search(r"\bsecrets\b", text)] == ["publish"]
    workflow = yaml.safe_load(texts["publish"])
    # YAML reads the key `on` as true.
    assert workflow[True].keys() == {"push", "workflow_dispatch"}
    assert workflow[True]["push"] == {"branches": ["main"]}
    steps = workflow["jobs"]["seal"]["steps"]
    used = {step["name"]: found for step in steps if (found := re.findall(r"\bsecrets\.(\w+)", str(step)))}
    assert used == {
        "Hämta medlemmarnas filer": ["MEMBERS_DEPLOY_KEY"],
        "Lås in medlemssidorna": ["MEMBERS_PASSPHRASES", "MEMBERS_FEED_SECRET"],
    }
    assert len(re.findall(r"\bsecrets\b", texts["publish"])) == sum(map(len, used.values())) + 1  # the comment


def test_member_pages_are_published_only_where_configured_and_after_the_leak_test() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
    steps = workflow["jobs"]["seal"]["steps"]
    depends = {step["name"]: step["if"] for step in steps if "if" in step and "name" in step}
    asked = "vars.MEMBERS_REPOSITORY != ''"
    needed = ("Hämta medlemmarnas filer", "Lås in medlemssidorna", "Leta efter sådant som inte får synas")
    assert depends == dict.fromkeys(needed, asked)
    assert "environment" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["seal"]["environment"] == "${{ vars.MEMBERS_REPOSITORY && 'medlem' || '' }}"
    (fetching,) = (step["with"] for step in steps if step.get("name") == "Hämta medlemmarnas filer")
    assert (fetching["path"], fetching["persist-credentials"]) == (".medlem", False)


def test_one_required_check_is_right_for_texts_and_for_the_program() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text("utf-8"))
    assert [name for name, job in workflow["jobs"].items() if job["name"] == "Granska"] == ["check"]
    job = workflow["jobs"]["check"]
    # A job that is skipped counts as passed.
    assert "if" not in job
    assert job["permissions"] == {"contents": "read"}
    steps = {step["run"]: step.get("if", "") for step in job["steps"] if "run" in step}
    assert not any(steps[command] for command in ("make content", "make site", "make links", "make leaks"))
    assert steps["make test"] == "steps.changed.outputs.code == 'yes'"


def test_only_publishing_saves_a_cache_and_nothing_that_pip_has_built_is_in_it() -> None:
    saved, paths = set(), set()
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job["steps"]:
                action = step.get("uses", "").partition("@")[0]
                if action.startswith("actions/cache"):
                    paths |= {*step["with"]["path"].split()}
                    assert {"python-version", "requirements*.txt"} <= {
                        *re.findall(r"[a-z]+-version|requir[a-z*.]+", step["with"]["key"])
                    }
                    saved |= {path.stem} if action != "actions/cache/restore" else set()
    assert (saved, paths) == ({"publish"}, {"~/.cache/pip/http-v2", ".cache"})


@pytest.mark.parametrize(
    ("name", "job"), [("check", "begin"), ("check", "end"), ("answer", "answer"), ("closed", "remove")]
)
def test_a_job_that_may_write_in_a_proposal_runs_only_mains_code(name: str, job: str) -> None:
    workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
    actions = [step for step in workflow["jobs"][job]["steps"] if "uses" in step]
    assert actions[0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert not any("cache" in step["uses"] or "download-artifact" in step["uses"] for step in actions)


def test_every_artifact_can_be_stored_again_when_all_jobs_are_run_again() -> None:
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            for step in job["steps"]:
                if "/upload-artifact@" in step.get("uses", ""):
                    options = step["with"]
                    assert options.get("overwrite") is True or options["name"].endswith("-${{ github.run_attempt }}")
                    assert options.get("overwrite") or job["outputs"]["artifact"] == options["name"]


def test_a_failed_attestation_does_not_look_like_a_failed_publishing() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))["jobs"]
    assert [name for name, job in jobs.items() if job.get("continue-on-error")] == ["attest"]


def test_no_workflow_uses_an_issues_text_in_an_expression() -> None:
    for path in WORKFLOWS:
        used = re.findall(r"\$\{\{(.*?)\}\}", path.read_text("utf-8"))
        assert not any("title" in each or "body" in each or "comment" in each for each in used)


@pytest.mark.parametrize("name", ["publish", "check", "newsletter"])
def test_a_workflow_that_builds_or_drafts_fetches_the_whole_history(name: str) -> None:
    workflow = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))
    jobs = [job["steps"] for job in workflow["jobs"].values()]
    building = [steps for steps in jobs if {step.get("run") for step in steps} & {"make site", "make draft"}]
    assert building
    for steps in building:
        first = next(step for step in steps if step.get("uses", "").startswith("actions/checkout@"))
        assert first["with"]["fetch-depth"] == 0


def test_what_is_uploaded_is_kept_for_a_day() -> None:
    steps = [step for path in WORKFLOWS for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
             for step in job["steps"] if "/upload-artifact@" in step.get("uses", "")]  # fmt: skip
    assert {step["with"]["retention-days"] for step in steps} == {1}


def test_no_page_tells_other_sites_where_a_reader_comes_from() -> None:
    pages = [ROOT / "overrides/main.html", *(ROOT / "hooks/district/site/templates").glob("*.html")]
    policies = {
        found for page in pages for found in re.findall('name="referrer" content="(.*?)"', page.read_text("utf-8"))
    }
    assert policies == {"no-referrer"}


def test_every_promise_in_the_security_policy_has_its_test() -> None:
    promised = re.findall(r"`(tests/\S+?)::(\w+)`", (ROOT / ".github/SECURITY.md").read_text("utf-8"))
    assert len(promised) == 24
    assert [name for file, name in promised if f"def {name}(" not in (ROOT / file).read_text("utf-8")] == []
