"""The table of kinds is all that a new kind of record needs, besides its model, templates and page function."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sites import EPOCH, ROOT, write_files, write_small

MODEL = '''"""A job that a volunteer could do."""

from district.model.base import Record
from district.model.fields import Text


class Job(Record):
    kind, folder = "job", "uppdrag"

    hours: Text | None = None
'''
ROW = """\
    Kind(
        Job, "jobs", "name", "Uppdrag", "Det du kan hjälpa till med", "Uppdrag", ("uppdrag", "uppdrag"), is_neuter=True
    ),
"""
PAGES = '''"""The jobs' pages."""

from collections.abc import Iterator

from district.model.job import Job
from district.site.page import Page, record_page
from district.site.view import View


def job_pages(view: View) -> Iterator[Page]:
    """Yield the list and a page for each job."""
    jobs = view.library.of(Job)
    yield Page("uppdrag/", "jobs", "Uppdrag", values={"jobs": jobs})
    for job in jobs:
        yield record_page(view, job, (("uppdrag/", "Uppdrag"),))
'''
PARTS = {
    "site/templates/job.md": "# {{ title }}\n\n<p>{{ record.hours }}</p>\n",
    "site/templates/jobs.md": "# {{ title }}\n\n{% for job in jobs %}<p>{{ job.title }}</p>{% endfor %}\n",
    "site/templates/feed-job.html": "<p>{{ record.hours }}</p>\n",
    "site/pages/jobs.py": PAGES,
}
JOB = "title: Bära bord\npublished: 2025-01-01\nhours: Två timmar\n"
HELP = '    job.Job: {"hours": "Hur lång tid det tar."},\n'


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text, path
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program in which a made-up kind has its row, model, templates, page function and help."""
    copy = tmp_path / "program"
    for part in ("hooks", "overrides"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("requirements.txt", "mkdocs.yml"):
        shutil.copy(ROOT / file, copy)
    core = copy / "hooks/district"
    write_files(core, {**PARTS, "model/job.py": MODEL})
    replace(core / "model/kinds.py", "KINDS = (\n", f"KINDS = (\n{ROW}")
    replace(
        core / "model/kinds.py",
        "from district.model.newsletter",
        "from district.model.job import Job\nfrom district.model.newsletter",
    )
    replace(
        core / "site/pages/table.py",
        '    "event": calendar_pages,\n',
        '    "event": calendar_pages,\n    "job": job_pages,\n',
    )
    replace(
        core / "site/pages/table.py",
        "from district.site.pages.newsletters",
        "from district.site.pages.jobs import job_pages\nfrom district.site.pages.newsletters",
    )
    replace(core / "editing/field_help.py", "    plan.Quote: {", f"{HELP}    plan.Quote: {{")
    replace(core / "editing/field_help.py", "from district.model import ", "from district.model import job, ")
    (copy / ".vscode/schema").mkdir(parents=True)
    assert district(copy, "schema").returncode == 0
    return copy


def district(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(program / "hooks"), "SOURCE_DATE_EPOCH": EPOCH}
    environment |= {"SITE_URL": "https://example.org/"}
    command = [sys.executable, "-m", "district", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=program, env=environment, check=False)


def test_a_new_kind_has_pages_a_feed_a_schema_an_address_and_a_label(program: Path, tmp_path: Path) -> None:
    config = write_small(
        tmp_path / "small", {"data/jobs/bord.yml": JOB, "docs/om.md": "# Om\n\n[Bord](/uppdrag/bord/)\n"}
    )
    kinds = district(program, "kinds")
    assert kinds.returncode == 0, kinds.stderr
    assert "job: jobs → /uppdrag/" in kinds.stdout
    built = district(program, "build", str(tmp_path / "site"), str(config))
    assert built.returncode == 0, built.stderr
    site = tmp_path / "site"
    assert "Två timmar" in (site / "uppdrag/bord/index.html").read_text("utf-8")
    assert "Bära bord" in (site / "uppdrag/index.html").read_text("utf-8")
    feed = (site / "uppdrag/feed.xml").read_text("utf-8")
    assert "<link>https://example.org/uppdrag/bord/</link>" in feed
    assert "Föreningen Blåbär: Uppdrag" in feed
    assert "Uppdrag · <time" in (site / "index.html").read_text("utf-8")
    assert "hours" in (program / ".vscode/schema/job.json").read_text("utf-8")


def test_everything_that_a_kind_lacks_is_named(program: Path) -> None:
    core = program / "hooks/district"
    for part in ("site/templates/job.md", "site/templates/feed-job.html"):
        (core / part).unlink()
    replace(core / "site/pages/table.py", '    "job": job_pages,\n', "")
    schema = program / ".vscode/schema/job.json"
    text = schema.read_text("utf-8")
    schema.unlink()
    lacking = ["no template job.md", "no template feed-job.html", "no page function"]
    stale = "job.json is not what `district schema` writes"
    assert_named(program, [*lacking, stale])
    schema.write_text(text, "utf-8")
    replace(core / "editing/field_help.py", HELP, "")
    assert_named(program, [*lacking, "no help for hours"])


def assert_named(program: Path, lacking: list[str]) -> None:
    """Assert that `district kinds` fails with exactly these lines, in their order."""
    run = district(program, "kinds")
    assert run.returncode == 1
    lines = run.stderr.splitlines()
    assert [named in line for named, line in zip(lacking, lines, strict=True)] == [True] * len(lacking), lines
