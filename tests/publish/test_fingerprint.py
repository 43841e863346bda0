"""What a build depends on: a change of any of it gives another fingerprint."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from district.publish import fingerprint
from sites import ROOT, Write

SETTINGS = "INHERIT: base.yml\nsite_url: !ENV [SITE_URL, 'http://a.example/en_sajt/']\nextra:\n  feeds: !ENV FEEDS\n"


@pytest.fixture
def config(write: Write, tmp_path: Path) -> Path:
    """A small district with its own settings, which have two environment values, and its own theme."""
    file = write({"base.yml": "docs_dir: docs\nextra:\n  data_dir: data\ntheme:\n  custom_dir: theme\n"})
    file.write_text(SETTINGS, "utf-8")
    shutil.copytree(ROOT / "overrides", tmp_path / "theme")
    return file


@pytest.fixture(autouse=True)
def _computed_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process computes the program's digest once; each test here stands for several processes."""
    monkeypatch.setattr(fingerprint, "program", fingerprint.program.__wrapped__)


@pytest.mark.parametrize("name", ["SITE_URL", "FEEDS"])
def test_each_environment_value_in_the_settings_counts(
    config: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = fingerprint.fingerprint(config)
    monkeypatch.setenv(name, "https://b.example/")
    assert fingerprint.fingerprint(config) != before


def test_other_environment_values_do_not_count(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.fingerprint(config)
    monkeypatch.setenv("HOME", "/annanstans")
    assert fingerprint.fingerprint(config) == before


@pytest.mark.parametrize("file", ["mkdocs.yml", "base.yml"])
def test_each_settings_file_counts(config: Path, file: str) -> None:
    before = fingerprint.fingerprint(config)
    path = config.parent / file
    path.write_text(path.read_text("utf-8") + "\n# Ingenting.\n", "utf-8")
    assert fingerprint.fingerprint(config) != before


def test_each_file_of_the_theme_counts(config: Path) -> None:
    for path in sorted((config.parent / "theme").rglob("*.*")):
        before = fingerprint.fingerprint(config)
        path.write_bytes(path.read_bytes() + b" ")
        assert fingerprint.fingerprint(config) != before, path


def test_other_variables_do_not_count_not_even_those_that_a_path_in_the_settings_looks_like(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint.fingerprint(config)
    monkeypatch.setenv("_", "/usr/bin/other")
    monkeypatch.setenv("A", "b")
    assert fingerprint.fingerprint(config) == before


@pytest.mark.parametrize("name", ["hooks/district/site/page.py", "hooks/district/site/templates/event.md"])
def test_code_and_templates_count(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    copy = tmp_path / "program"
    shutil.copytree(ROOT / "hooks", copy / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.txt", copy)
    monkeypatch.setattr(fingerprint, "_ROOT", copy)
    for changed in (copy / name, copy / "requirements.txt"):
        before = fingerprint.fingerprint(config)
        changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
        assert fingerprint.fingerprint(config) != before, changed


def test_the_version_of_each_installed_package_counts(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "installed"
    for name in ("pillow-1.0", "icalendar-7.0", "jinja2-3.1"):
        (installed / f"{name}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(fingerprint.sysconfig, "get_path", lambda _: str(installed))
    for folder in sorted(installed.iterdir()):
        before = fingerprint.fingerprint(config)
        folder.rename(installed / folder.name.replace(".dist-info", ".1.dist-info"))
        assert fingerprint.fingerprint(config) != before, folder.name


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "data/district.yml").write_text("name: A\nshort_name: A\n"),
        lambda folder: (folder / "docs/om.md").unlink(),
        lambda folder: (folder / "docs/bild.png").write_bytes(b"x"),
        lambda folder: (folder / "docs/om.md").rename(folder / "docs/vi.md"),
    ],
    ids=["changed", "removed", "added", "renamed"],
)
def test_what_people_write_counts_in_the_inputs(config: Path, change: Callable[[Path], object]) -> None:
    before = fingerprint.inputs(config)
    change(config.parent)
    assert fingerprint.inputs(config) != before


def test_the_day_counts_in_the_inputs(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1742036400")
    before = fingerprint.inputs(config)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1742036400 + 86400))
    assert fingerprint.inputs(config) != before
