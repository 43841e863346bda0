"""What a build takes over from the last one: only what it would make again to the same bytes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EPOCH, ROOT, mkdocs
from district import outputs
from district.outputs import Outputs

DISTRICT = "tests/exempel"
EDITS: dict[str, tuple[str, str, str]] = {
    "an event's title": ("data/events/2025/arskonferens.yml", "title: ", "title: Nya "),
    "the title of a study that an event is part of": (
        "data/studies/bokcirkel-systrar.yml",
        "'Bokcirkel:",
        "'Ny bokcirkel:",
    ),
    "a goal's words": ("data/plan/2025.yml", "        text: ", "        text: Nytt "),
    "a topic's name": ("data/district.yml", "name: Bostäder", "name: Nya bostäder"),
    "a letter's text": ("docs/nyhetsbrev/2025/mars.md", "Kära vänner!", "Kära nya vänner!"),
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the made-up district, to change."""
    shutil.copytree(ROOT / DISTRICT, tmp_path / "district", ignore=shutil.ignore_patterns(".cache", "site"))
    file = tmp_path / "district/mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("../../", f"{ROOT}/"), "utf-8")
    return file


def built(config: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    run = mkdocs(config, folder, **environment)
    assert run.returncode == 0, run.stderr
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def forget(config: Path) -> None:
    shutil.rmtree(config.parent / ".cache")


def test_after_every_edit_the_site_is_what_a_build_from_nothing_makes(config: Path, tmp_path: Path) -> None:
    built(config, tmp_path / "0")
    for number, (what, (file, before, after)) in enumerate(EDITS.items(), 1):
        path = config.parent / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        again = built(config, tmp_path / str(number), DISTRICT_LAST=str(tmp_path / str(number - 1)))
        shutil.copytree(config.parent / ".cache", tmp_path / "kept")
        forget(config)
        assert again == built(config, tmp_path / "new"), what
        shutil.rmtree(tmp_path / "new")
        forget(config)
        (tmp_path / "kept").rename(config.parent / ".cache")


def test_a_page_that_nothing_has_changed_for_is_not_made_again(config: Path, tmp_path: Path) -> None:
    built(config, tmp_path / "0")
    built(config, tmp_path / "1", DISTRICT_LAST=str(tmp_path / "0"))
    page = "kalender/2025/hyresgastkvall/index.html"
    assert (tmp_path / "0" / page).samefile(tmp_path / "1" / page)


@pytest.mark.parametrize("harm", ["", "{", '{"files": 1}', '{"inputs": "", "files": {"a": []}}', "\x00\xff"])
def test_a_broken_memory_is_no_memory(harm: str, config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "0")
    for file in (config.parent / ".cache").iterdir():
        file.write_text(harm, "utf-8")
    assert built(config, tmp_path / "1", DISTRICT_LAST=str(tmp_path / "0")) == first


def test_a_memory_with_one_bit_changed_is_no_memory(config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "0")
    memory = config.parent / ".cache/memory.json"
    memory.write_bytes(memory.read_bytes().replace(b"Lingon", b"Blaber"))
    assert built(config, tmp_path / "1") == first


def test_a_file_that_somebody_changed_in_the_built_site_is_made_anew(config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "0")
    (tmp_path / "0/kalender/2025/hyresgastkvall/index.html").write_text("Någon annans ord.")
    assert built(config, tmp_path / "1", DISTRICT_LAST=str(tmp_path / "0")) == first


def test_on_a_disk_without_links_a_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Outputs(tmp_path / "0").write("sida.html", "nyckel", lambda: "Hej")
    size, when = outputs.written(tmp_path / "0")["sida.html"]
    known = outputs.Notes("", {"sida.html": "nyckel"}, {"sida.html": (size, when)})

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    Outputs(tmp_path / "1", tmp_path / "0", known).write("sida.html", "nyckel", lambda: "Hej")
    assert (tmp_path / "1/sida.html").read_text() == "Hej"


def test_a_preview_lets_go_of_what_no_page_is_any_more(tmp_path: Path) -> None:
    made: dict[str, bytes] = {}
    for words in ("Förr", "Nu"):
        preview = Outputs(tmp_path / words, made=made)
        preview.write("sida.html", words, words.encode)
        preview.write("alltid.html", "samma", b"samma".decode)
        preview.forget_what_is_gone()
    assert made == {"Nu": b"Nu", "samma": b"samma"}


def test_a_site_is_unchanged_until_something_that_it_is_made_of_changes(config: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    built(config, site)
    assert unchanged(config, site)
    path = config.parent / "docs/om.md"
    text = path.read_text("utf-8")
    path.write_text(text + "\nOch lite till.\n", "utf-8")
    assert not unchanged(config, site)
    path.write_text(text, "utf-8")
    assert unchanged(config, site)
    (site / "index.html").write_text("Tomt.")
    assert not unchanged(config, site)


def unchanged(config: Path, site: Path) -> bool:
    command: list[str | Path] = [sys.executable, "-m", "district", "unchanged", site, config]
    known = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT / "hooks")}
    return subprocess.run(command, env=known, check=False).returncode == 0
