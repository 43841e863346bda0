"""However many mistakes there are, the first are reported, and no name or text can garble what is printed."""

from pathlib import Path

import pytest

import mistakes_made
from district.checks import printing
from district.checks.problem import MOST_IN_A_FILE, Mistakes, Place, Problem
from sites import write_files

EVENT = "title: Möte\npublished: 2026-01-10\nstart: 2026-06-09\n"
LETTER = "---\ntitle: Brev\ndate: 2026-02-01\nsummary: Hej\n---\n\n"


# The time to read some of these grows with the square of their length: the suite would stand still.
@pytest.mark.parametrize(
    "text",
    [
        EVENT + "text: " + "[" * 20_000,
        EVENT + "topics: " + "[" * 20_000 + "]" * 20_000,
        EVENT + "".join(f"falt{number}: x\n" for number in range(10_000)),
        EVENT + "topics:\n" + "".join(f"  - amne-{number}\n" for number in range(5_000)),
        LETTER + "[" * 20_000,
        LETTER + "[x](" * 10_000,
        LETTER + "[x](/y) " * 2_000,
    ],
    ids=range(7),
)
def test_a_file_with_very_many_mistakes_has_few_messages(text: str, tmp_path: Path) -> None:
    config = mistakes_made.district(mistakes_made.RIGHT, tmp_path)
    name = "docs/nyhetsbrev/2026/brev.md" if text.startswith("---") else "data/events/2026/mote.yml"
    write_files(tmp_path, {name: text})
    problems = mistakes_made.problems(config)
    assert 1 <= len(problems) <= MOST_IN_A_FILE + 1
    assert (len(problems) > MOST_IN_A_FILE) == (problems[-1].sentence.startswith("Det finns fler fel i filen."))


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b[31m", "\x85", "\u2028", "\u202e"])
def test_no_name_or_text_begins_a_line_or_colours_a_terminal(sign: str) -> None:
    wrong = Problem(Place(f"data/a{sign}::error::b.yml"), f"Fel: {sign}::warning::x", f"{sign}::add-mask::x")
    for printed in (str(wrong), printing.annotation(wrong), printing.markdown(Mistakes([wrong]))):
        assert sign not in printed.replace("\n", "") if sign == "\n" else sign not in printed
        assert not any(line.lstrip().startswith("::") for line in printed.removeprefix("::error file").splitlines())


def test_a_file_that_cannot_be_opened_is_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = mistakes_made.district(mistakes_made.RIGHT, tmp_path)
    names = {"data/plan/2026.yml", "docs/bilder/bar.png", "docs/stadgar.pdf", "docs/lista.csv"}
    locked = {tmp_path / name for name in names}
    write_files(tmp_path, {"docs/stadgar.pdf": "", "docs/lista.csv": ""})
    normal = Path.open

    def opened(path: Path, *arguments: str, **options: str) -> object:
        if path in locked:
            raise PermissionError(path)
        return normal(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", opened)
    assert {problem.place.file for problem in mistakes_made.problems(config)} >= names


def test_settings_that_are_missing_are_a_mistake(tmp_path: Path) -> None:
    (problem,) = mistakes_made.problems(tmp_path / "mkdocs.yml")
    assert str(problem).startswith("mkdocs.yml:1:1: Sajtens inställningar går inte att läsa.")


def test_a_file_beside_the_folders_that_are_read_is_told_where_it_belongs(tmp_path: Path) -> None:
    config = mistakes_made.district(mistakes_made.RIGHT, tmp_path)
    (tmp_path / "data").rename(tmp_path / "public")
    write_files(
        tmp_path,
        {
            "mkdocs.yml": "docs_dir: texter/public\nextra:\n  data_dir: data/public\n",
            "data/events/2026/mote.yml": EVENT,
            "data/members/events/2026/mote.yml": EVENT,
            "texter/bli-medlem.md": "# Bli medlem\n",
            "texter/nyhetsbrev/2026/brev.md": LETTER + "Hej du!\n",
        },
    )
    (tmp_path / "public").rename(tmp_path / "data/public")
    (tmp_path / "docs").rename(tmp_path / "texter/public")
    assert [str(problem).partition("namnet. ")[2] for problem in mistakes_made.problems(config)] == [
        "Flytta den till data/public/events/2026/mote.yml.",
        "Flytta den till texter/public/bli-medlem.md.",
        "Flytta den till texter/public/nyhetsbrev/2026/brev.md.",
    ]
