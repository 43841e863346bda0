"""The same site with MkDocs, with ProperDocs and without an engine; and its pages as Markdown for other engines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import made_up
import pytest
from lxml import html

from district.publish import writer
from sites import EPOCH, ROOT, Build, Site, mkdocs

ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")}


def district(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "district", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT | environment, cwd=ROOT, check=False)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_site_without_an_engine_is_byte_for_byte_that_of_mkdocs(
    example: Site, config: Path, tmp_path: Path
) -> None:
    run = district("build", str(tmp_path / "site"), str(config), SITE_URL=example.url)
    assert run.returncode == 0, run.stderr
    assert files(tmp_path / "site") == example.files()


def test_the_command_imports_no_engine(config: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from district.__main__ import main;"
        f"assert main(['build', {str(tmp_path / 'site')!r}, {str(config)!r}]) == 0;"
        "print([name for name in sys.modules if name.split('.')[0] in ('mkdocs', 'material', 'properdocs')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_the_site_of_properdocs_is_byte_for_byte_that_of_mkdocs(example: Site, config: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", str(config), "-d", str(tmp_path / "site")]
    known = ENVIRONMENT | {"SITE_URL": example.url}
    subprocess.run(command, capture_output=True, env=known, check=True)
    assert files(tmp_path / "site") == example.files()


def test_two_processes_write_what_one_writes(build: Build, tmp_path: Path) -> None:
    config = made_up.write(tmp_path / "district", 900)
    url = "https://pahittat.example/"
    site = build(config, url, SOURCE_DATE_EPOCH=made_up.EPOCH)
    assert len(site.files()) > writer.MANY
    code = (
        "import sys; from pathlib import Path; from district.commands import building;"
        "from district.publish.outputs import Outputs; folder = Path(sys.argv[2]); folder.mkdir();"
        "building.begin(Path(sys.argv[1])).write(Outputs(folder), processes=1)"
    )
    known = ENVIRONMENT | {"SITE_URL": url, "SOURCE_DATE_EPOCH": made_up.EPOCH}
    subprocess.run([sys.executable, "-c", code, str(config), str(tmp_path / "one")], env=known, check=True)
    assert files(tmp_path / "one") == site.files()


PLAIN = "site_name: Plain\nuse_directory_urls: true\nvalidation:\n  links: {absolute_links: ignore}\n"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up district's pages as Markdown, in a folder with a plain mkdocs.yml."""
    folder = tmp_path_factory.mktemp("exported")
    run = district("export", str(folder / "docs"), str(ROOT / "tests/exempel/mkdocs.yml"))
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
