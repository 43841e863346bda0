"""Any content of a file gives a site or a list of mistakes, never another exception."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import mistakes_made
from built import build, to_html
from district.checks.problem import Mistakes, Problem
from district.reading import load, yaml_source
from district.reading.settings import Folders
from sites import ROOT

PLACES = [*mistakes_made.WHERE.values(), "docs/index.md", "data/events/2026/README.md"]


WRITTEN = [
    path.read_text("utf-8")
    for folder in ("tests/exempel/data", "tests/exempel/docs", "tests/mistakes")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in (".yml", ".md") and path.is_file() and "latin1" not in path.name
]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


MARKS = "\t\n :-[]{}\"'#&*!|>%@`,?\\~<()=_0\x00\x85\u2028\ufeff\ud7ffå"


def problems(name: str, data: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with the correct district when a file has this content; build it if nothing is."""
    with TemporaryDirectory() as folder:
        shutil.copytree(mistakes_made.RIGHT, folder, dirs_exist_ok=True)
        place = Path(folder, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        try:
            library = load.library(Folders(Path(folder), Path(folder, "data"), Path(folder, "docs")))
        except Mistakes as mistakes:
            assert str(mistakes)
            return mistakes.problems
        build(library, date(2026, 3, 15))
        for page in library.written_pages:
            to_html(page.text)
    return ()


@st.composite
def changed(draw: st.DrawFn) -> str:
    """Draw a text that people wrote, with a few characters inserted, removed or repeated."""
    text = draw(st.sampled_from(WRITTEN))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 1, 1, 5, 40])))
        put = draw(st.text(st.sampled_from(MARKS), max_size=4) | st.sampled_from(WRITTEN).map(lambda t: t[:60]))
        text = text[:start] + put * draw(st.sampled_from([1, 1, 1, 3, 60])) + text[end:]
    return text


@settings(max_examples=120)
@given(st.sampled_from(PLACES), changed())
def test_any_change_to_a_file_gives_a_site_or_mistakes(name: str, text: str) -> None:
    problems(name, text.encode())


@settings(max_examples=60)
@given(st.sampled_from(PLACES), st.binary(max_size=300) | TEXT.map(str.encode))
def test_any_bytes_in_a_file_give_a_site_or_mistakes(name: str, data: bytes) -> None:
    problems(name, data)


@settings(max_examples=60)
@given(
    st.sampled_from(["title", "summary", "organizer", "note", "text", "start", "was", "goals", "where", "repeat"]),
    st.text(max_size=100)
    | st.lists(st.text(max_size=20), max_size=3)
    | st.dictionaries(st.text(), st.text(), max_size=3),
)
def test_any_value_of_a_field_gives_a_site_or_mistakes(key: str, value: object) -> None:
    record = {"title": "Möte", "published": "2026-01-10", "start": "2026-06-09", key: value}
    problems("data/events/2026/mote.yml", yaml.safe_dump(record, allow_unicode=True).encode())


DEEP = [
    "\n".join("    " * level + "- x" for level in range(300)),
    "1. " * 2000,
    "> " * 2000 + "x",
    "- " * 900 + "x",
    "**_" * 400,
    "[" * 3000,
    "![" * 500 + "](" * 500,
    "\n".join(">" * level + " 1. x" for level in range(200)),
    "\n".join("    " * level + "- > x" for level in range(45)),
    "\n".join("    " * level + "- x" for level in range(24)),
]


@pytest.mark.parametrize("text", DEEP, ids=range(len(DEEP)))
@pytest.mark.parametrize("name", ["docs/nyhetsbrev/2026/brev.md", "docs/sida.md"])
def test_markdown_of_any_depth_gives_a_site_or_mistakes(name: str, text: str) -> None:
    problems(name, f"---\ntitle: Brev\ndate: 2026-02-01\nsummary: Hej\n---\n\n{text}\n".encode())


def test_a_file_that_is_too_large_is_refused() -> None:
    (problem,) = problems("data/studies/bokcirkel.yml", b"#" * 1_200_000)
    assert str(problem) == "data/studies/bokcirkel.yml:1:1: Filen är 1200 kB. En sådan fil får vara högst 1000 kB."


def test_every_file_reads_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its values and where they are, or what is wrong."""
    with_libyaml = read_everything()
    monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)
    assert read_everything() == with_libyaml


def read_everything() -> list[yaml_source.Source | list[Problem]]:
    sources = [yaml_source.read(text, "x.md" if text.startswith("---") else "x.yml") for text in WRITTEN]
    return [source.problems or source for source in sources]


def test_lines_are_counted_as_editors_count_them() -> None:
    # For YAML, U+2028 ends a line too.
    (problem,) = problems("data/studies/bokcirkel.yml", "title: a\u2028 b\npublished: 2026-01-10\nkind: x\n".encode())
    assert (problem.place.line, problem.place.column) == (3, 7)


def test_a_file_with_thousands_of_unknown_fields_gives_few_messages() -> None:
    text = "title: A\npublished: 2026-01-10\nkind: circle\n" + "".join(f"x{number}: x\n" for number in range(3000))
    assert 0 < len(problems("data/studies/bokcirkel.yml", text.encode())) < 50
