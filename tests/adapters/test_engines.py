"""The same site with MkDocs, with ProperDocs and without an engine; and its pages as Markdown for other engines."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from lxml import html

from district.commands import building
from district.publish.outputs import Outputs
from sites import EPOCH, EXAMPLE, ROOT, Site, district, mkdocs

ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_site_without_an_engine_is_byte_for_byte_that_of_mkdocs_and_imports_none(
    example: Site, config: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from district.__main__ import main; assert main(sys.argv[1:]) == 0;"
        "print([name for name in sys.modules if name.split('.')[0] in ('mkdocs', 'material', 'properdocs')])"
    )
    command = [sys.executable, "-c", code, "build", str(tmp_path / "site"), str(config)]
    run = subprocess.run(
        command, capture_output=True, text=True, env=ENVIRONMENT | {"SITE_URL": example.url}, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"
    assert files(tmp_path / "site") == example.files()


def test_the_site_of_properdocs_is_byte_for_byte_that_of_mkdocs(example: Site, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict"]
    # The templates are compiled already.
    command += ["-f", str(EXAMPLE / "mkdocs.yml"), "-d", str(tmp_path / "site")]
    known = ENVIRONMENT | {"SITE_URL": example.url}
    subprocess.run(command, capture_output=True, env=known, check=True)
    assert files(tmp_path / "site") == example.files()


def test_two_processes_write_what_one_writes(
    config: Path, tmp_path: Path, fixed_day: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = Mock(wraps=ProcessPoolExecutor)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", pool)
    for processes in (1, 2):
        folder = tmp_path / f"{processes}"
        folder.mkdir()
        building.begin(config).write(Outputs(folder), processes=processes)
    assert any("write_files" in str(call) for call in pool.call_args_list)
    assert files(tmp_path / "1") == files(tmp_path / "2")


PLAIN = "site_name: Plain\nuse_directory_urls: true\nvalidation:\n  links: {absolute_links: ignore}\n"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up district's pages as Markdown, in a folder with a plain mkdocs.yml."""
    folder = tmp_path_factory.mktemp("exported")
    run = district("export", folder / "docs", EXAMPLE / "mkdocs.yml")
    assert run.returncode == 0, run.stderr
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    return folder


def assert_readable(site: Path) -> None:
    """The title, the text and a link of a written page, an event and the plan."""
    for page, words in (
        ("om/", "Vi är ett påhittat distrikt"),
        ("kalender/2025/stavgang/", "Stavgång runt mossen"),
        ("plan/2025/", "Verksamhetsplan"),
    ):
        document = html.document_fromstring((site / page / "index.html").read_bytes())
        assert words in " ".join(document.text_content().split()), page
    assert (site / "kalender/kalender.ics").is_file()


def test_plain_mkdocs_builds_the_exported_pages(exported: Path, tmp_path: Path) -> None:
    run = mkdocs(exported / "mkdocs.yml", tmp_path / "site")
    assert run.returncode == 0, run.stderr
    assert_readable(tmp_path / "site")


def test_zensical_builds_the_exported_pages(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "zensical"
    shutil.copytree(exported, folder)
    subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=folder, capture_output=True, check=True)
    assert_readable(folder / "site")
