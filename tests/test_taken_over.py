"""What a build keeps of the last one: only what it would make again to the same bytes."""

import shutil
from pathlib import Path

import pytest

from conftest import mkdocs
from district.publish import outputs
from district.publish.outputs import Outputs

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


def built(config: Path, site: Path) -> dict[str, bytes]:
    """What `make site` does: beside the old site, and then in its place."""
    new = site.with_name("new")
    run = mkdocs(config, new, DISTRICT_LAST=str(site))
    assert run.returncode == 0, run.stderr
    if new.exists():
        shutil.rmtree(site, ignore_errors=True)
        new.rename(site)
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def built_from_nothing(config: Path, site: Path) -> dict[str, bytes]:
    memory = config.parent / ".cache"
    memory.rename(site.with_name("kept"))
    found = built(config, site)
    shutil.rmtree(site)
    shutil.rmtree(memory)
    site.with_name("kept").rename(memory)
    return found


def written(site: Path) -> dict[str, int]:
    """When each file was written."""
    return {path: when for path, (_, when) in outputs.written(site).items()}


def test_after_every_edit_the_site_is_what_a_build_from_nothing_makes(config: Path, tmp_path: Path) -> None:
    built(config, tmp_path / "site")
    for what, (file, before, after) in EDITS.items():
        path = config.parent / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        assert built(config, tmp_path / "site") == built_from_nothing(config, tmp_path / "other"), what


def test_what_is_taken_away_is_gone_from_the_site(config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "site")
    assert "kalender/2025/stavgang/index.html" in first
    (config.parent / "data/events/2025/stavgang.yml").unlink()
    again = built(config, tmp_path / "site")
    assert not [path for path in again if path.startswith("kalender/2025/stavgang/")]
    assert not (tmp_path / "site/kalender/2025/stavgang").exists()
    assert again == built_from_nothing(config, tmp_path / "other")


def test_a_page_that_nothing_has_changed_for_is_not_made_again(config: Path, tmp_path: Path) -> None:
    built(config, tmp_path / "site")
    first = written(tmp_path / "site")
    path = config.parent / "data/events/2025/arskonferens.yml"
    path.write_text(path.read_text("utf-8").replace("title: ", "title: Nya ", 1), "utf-8")
    built(config, tmp_path / "site")
    again = written(tmp_path / "site")
    page = "kalender/2025/{}/index.html".format
    assert again[page("hyresgastkvall")] == first[page("hyresgastkvall")]
    assert again[page("arskonferens")] > first[page("arskonferens")]
    kept = [path for path in first if first[path] == again.get(path)]
    assert len(kept) > len(first) * 2 // 3


def test_where_nothing_has_changed_nothing_is_written(config: Path, tmp_path: Path) -> None:
    built(config, tmp_path / "site")
    first = written(tmp_path / "site")
    built(config, tmp_path / "site")
    assert written(tmp_path / "site") == first


def test_a_mistake_leaves_the_site_as_it_is(config: Path, tmp_path: Path) -> None:
    built(config, tmp_path / "site")
    first = written(tmp_path / "site")
    path = config.parent / "data/events/2025/arskonferens.yml"
    path.write_text(path.read_text("utf-8") + "\nstart: 2025\n", "utf-8")
    assert mkdocs(config, tmp_path / "new", DISTRICT_LAST=str(tmp_path / "site")).returncode != 0
    assert written(tmp_path / "site") == first


@pytest.mark.parametrize("harm", ["", "{", '{"files": 1}', '{"inputs": "", "files": {"a": []}}', "\x00\xff"])
def test_a_broken_memory_is_no_memory(harm: str, config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "site")
    for file in (config.parent / ".cache").iterdir():
        file.write_text(harm, "utf-8")
    assert built(config, tmp_path / "site") == first


@pytest.mark.parametrize(("name", "word"), [("memory", b"Lingon"), ("frames", b"Prenumerera")])
def test_a_memory_with_one_bit_changed_is_no_memory(name: str, word: bytes, config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "site")
    memory = config.parent / f".cache/{name}.json"
    assert word in memory.read_bytes()
    memory.write_bytes(memory.read_bytes().replace(word, b"B" * len(word)))
    (config.parent / ".cache/outputs.json").unlink()
    assert built(config, tmp_path / "site") == first


def test_a_file_that_somebody_changed_in_the_built_site_is_made_anew(config: Path, tmp_path: Path) -> None:
    first = built(config, tmp_path / "site")
    (tmp_path / "site/kalender/2025/hyresgastkvall/index.html").write_text("Någon annans ord.")
    (tmp_path / "site/pagefind/parts.json").write_text("[]")
    (tmp_path / "site/nagon/annans").mkdir(parents=True)
    (tmp_path / "site/nagon/annans/fil.txt").write_text("Hej")
    assert built(config, tmp_path / "site") == first
    assert not (tmp_path / "site/nagon").exists()


def test_a_preview_keeps_what_it_has_made_and_lets_go_of_what_is_gone(tmp_path: Path) -> None:
    def preview(last: outputs.Last | None, **pages: str) -> outputs.Outputs:
        made = Outputs(tmp_path / "site", last)
        for name, words in pages.items():
            made.write(f"{name}/index.html", words, words.encode)
        if last:
            made.place()
            made.bring_back()
            made.remove_gone()
        return made

    first = preview(None, borta="Borta", alltid="Samma", ny="Förr")
    when = written(tmp_path / "site")
    second = preview(first.set_aside(), alltid="Samma", ny="Nu")
    assert second.kept == {"alltid/index.html"}
    assert (tmp_path / "site/ny/index.html").read_text("utf-8") == "Nu"
    assert written(tmp_path / "site")["alltid/index.html"] == when["alltid/index.html"]
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["alltid", "ny"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_site_is_made_again_when_anything_that_it_is_made_of_changes(config: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for file, words in (("docs/om.md", "\nOch lite till.\n"), ("mkdocs.yml", "\n# Ingenting.\n")):
        built(config, site)
        first = written(site)
        path = config.parent / file
        path.write_text(path.read_text("utf-8") + words, "utf-8")
        built(config, site)
        assert written(site) != first
