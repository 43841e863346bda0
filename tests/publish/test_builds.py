"""Builds one after the other into the same site: the bytes of a clean build, whatever happened in between."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from district.commands import building
from district.publish.outputs import Outputs, Stamp, written
from sites import EPOCH, ROOT, copy_example, district, write_files, write_small

EVENT = "title: {title}\npublished: 2025-01-0{day}\nstart: 2025-06-0{day} 18:30\nsummary: {title}.\n"
SMALL = {
    f"data/events/2025/{name}.yml": EVENT.format(title=name.capitalize(), day=day)
    for day, name in enumerate(("soppa", "fika", "bokbord", "stavgang"), 1)
} | {
    "data/plan/2025.yml": "title: Plan\npublished: 2025-01-01\nareas:\n"
    "- id: a\n  title: A\n  goals: [{id: b, text: B}]\n",
    "data/studies/cirkel.yml": "title: Cirkel\nkind: circle\npublished: 2025-01-02\ngoals: [2025/a/b]\n",
    "docs/nyhetsbrev/2025/mars.md": "---\ntitle: Mars\ndate: 2025-03-01\nsummary: Nytt.\n---\n\nHej!\n",
}
Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def build(config: Path, site: Path) -> Files:
    """Build beside the site that is there, and put the new files in their place."""
    made = building.begin(config)
    site.mkdir(exist_ok=True)
    new = site.with_name(f"{site.name}.new")
    new.mkdir()
    made.write(Outputs(new, site, made.cache.record), processes=1)
    return {path: (site / path).read_bytes() for path in written(site)}


def clean_build(config: Path, tmp_path: Path) -> Files:
    """Build without a cache but of photos, which no edit changes, into an empty folder."""
    copy = tmp_path / "clean"
    shutil.copytree(config.parent, copy, ignore=shutil.ignore_patterns("district", "site*"))
    try:
        return build(copy / config.name, tmp_path / "clean-site")
    finally:
        shutil.rmtree(copy)
        shutil.rmtree(tmp_path / "clean-site")


def edits(folder: Path, choose: random.Random) -> Callable[[], object]:
    """Return one edit that a volunteer could make: changed words, a new, renamed or removed event, a new page."""
    events = sorted((folder / "data/events/2025").glob("*.yml"))
    event, number = choose.choice(events), choose.randrange(10_000)

    def change() -> None:
        event.write_text(event.read_text("utf-8").replace("title: ", f"title: Nr {number} ", 1), "utf-8")

    def rename() -> None:
        event.write_text(event.read_text("utf-8") + f"was: [2025/{event.stem}]\n", "utf-8")
        event.rename(event.with_stem(f"{event.stem}-{number}"))

    letter, plan = folder / "docs/nyhetsbrev/2025/mars.md", folder / "data/plan/2025.yml"
    every = [
        change,
        lambda: event.with_stem(f"ny-{number}").write_text(EVENT.format(title=f"Ny {number}", day=5), "utf-8"),
        lambda: plan.write_text(plan.read_text("utf-8").replace("text: B", f"text: B {number}"), "utf-8"),
        lambda: letter.write_text(letter.read_text("utf-8") + f"\nNummer {number}.\n", "utf-8"),
        lambda: (folder / f"docs/sida-{number}.md").write_text(f"# Sida {number}\n", "utf-8"),
    ]
    if len(events) > 2:
        every.append(event.unlink)
    if "was:" not in event.read_text("utf-8"):
        every.append(rename)
    return choose.choice(every)


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_one_after_the_other_give_what_a_clean_build_gives(seed: int, tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", SMALL)
    choose = random.Random(seed)
    for _ in range(6):
        edits(config.parent, choose)()
        assert build(config, tmp_path / "site") == clean_build(config, tmp_path)


EDITS = (
    ("data/events/2025/arskonferens.yml", "title: ", "title: Nya "),
    ("data/studies/bokcirkel-systrar.yml", "'Bokcirkel:", "'Ny bokcirkel:"),
    ("data/plan/2025.yml", "        text: ", "        text: Nytt "),
    ("data/district.yml", "name: Bostäder", "name: Nya bostäder"),
    ("docs/nyhetsbrev/2025/mars.md", "Kära vänner!", "Kära nya vänner!"),
    ("docs/om.md", "påhittat", "uppdiktat"),
)


def test_edits_in_a_district_that_uses_every_field_give_what_a_clean_build_gives(tmp_path: Path) -> None:
    config = copy_example(tmp_path / "district")
    last, stamps = build(config, tmp_path / "site"), written(tmp_path / "site")
    for file, before, after in EDITS:
        path = config.parent / file
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), "utf-8")
        site = build(config, tmp_path / "site")
        if file.startswith("data/events/"):
            assert_only_what_shows_the_event_is_written(stamps, written(tmp_path / "site"))
        assert site == clean_build(config, tmp_path), file
        assert site != last, file
        last = site


def assert_only_what_shows_the_event_is_written(before: dict[str, Stamp], after: dict[str, Stamp]) -> None:
    assert after["kalender/2025/hyresgastkvall/index.html"] == before["kalender/2025/hyresgastkvall/index.html"]
    assert after["kalender/2025/arskonferens/index.html"] != before["kalender/2025/arskonferens/index.html"]
    assert len([path for path in before if before[path] == after.get(path)]) > len(before) * 2 // 3


@pytest.mark.parametrize("harm", ["missing", "cut short", "another version", "altered"])
def test_a_damaged_cache_gives_the_same_bytes(harm: str, tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", SMALL)
    first = build(config, tmp_path / "site")
    cache = config.parent / ".cache/district"
    data = cache.read_bytes()
    if harm == "missing":
        cache.unlink()
    else:
        harmed = {
            "cut short": data[: len(data) // 2],
            "another version": b"1\n{}",
            "altered": data.replace(b"Soppa", b"Sappa"),
        }[harm]
        assert harmed != data
        cache.write_bytes(harmed)
    assert build(config, tmp_path / "site") == first


def make_site(config: Path, site: Path) -> subprocess.Popen[str]:
    """Start what `make site` runs."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "district", "build", str(site), str(config)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.parametrize("folder", [".", "docs", "docs/site", "data", "..", "mkdocs.yml", "../brev"])
def test_no_site_is_built_where_it_would_replace_other_files(folder: str, tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", SMALL)
    write_files(tmp_path, {"brev/till-mormor.txt": "Hej!\n"})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run = district("build", config.parent / folder, config)
    assert run.returncode == 1
    assert "ligger annat än sajten. Välj en annan mapp" in run.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


LIBRARIES = ("mkdocs", "jinja2", "markdown", "icalendar", "feedgen", "PIL", "segno", "pyphen", "jwcrypto", "lxml")


@pytest.mark.parametrize(
    ("command", "unused"), [("build", (*LIBRARIES, "pydantic")), ("check", LIBRARIES)], ids=["build", "check"]
)
def test_what_has_not_changed_is_found_without_libraries(command: str, unused: tuple[str, ...], tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", SMALL)
    code = (
        "import sys; from district.__main__ import main; assert main(sys.argv[2:]) == 0;"
        "print([name for name in sys.argv[1].split(',') if name in sys.modules])"
    )
    arguments = ["build", str(tmp_path / "site"), str(config)] if command == "build" else ["check", str(config)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}
    assert district(*arguments).returncode == 0
    run = [sys.executable, "-c", code, ",".join(unused), *arguments]
    found = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"


def test_two_builds_of_a_site_at_the_same_time_both_succeed(tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", SMALL)
    runs = [make_site(config, tmp_path / "site") for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0], [run.communicate() for run in runs]
    assert (tmp_path / "site/kalender/2025/soppa/index.html").is_file()
    assert not [*tmp_path.glob(".site-*")]


def test_nothing_that_a_killed_build_left_is_in_the_next_site(tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", SMALL)
    write_files(tmp_path, {".site-new/halv.html": "<p>Halv"})
    assert district("build", tmp_path / "site", config).returncode == 0
    assert not (tmp_path / "site/halv.html").exists()
    assert not (tmp_path / ".site-new").exists()


def test_a_site_with_nothing_in_docs_is_built_though_git_keeps_no_empty_folder(tmp_path: Path) -> None:
    config = write_small(tmp_path / "district", {})
    shutil.rmtree(tmp_path / "district/docs")
    run = make_site(config, tmp_path / "site")
    assert run.wait() == 0, run.communicate()
    assert (tmp_path / "site/index.html").is_file()


def test_what_is_unchanged_or_wrong_leaves_the_site_as_it_was_whatever_the_folders_are_called(tmp_path: Path) -> None:
    config, site = write_small(tmp_path / "vår förening", SMALL), tmp_path / "vår sajt"
    assert make_site(config, site).wait() == 0
    before = written(site)
    assert "kalender/2025/soppa/index.html" in before
    assert make_site(config, site).wait() == 0
    assert written(site) == before
    write_files(config.parent, {"data/events/2025/soppa.yml": "title: Soppa\n"})
    run = make_site(config, site)
    assert "Fältet ”published” saknas." in run.communicate()[0]
    assert run.returncode == 1
    assert written(site) == before
    assert not [*tmp_path.glob(".vår sajt-*")]
