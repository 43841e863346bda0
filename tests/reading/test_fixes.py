"""Mistakes with one obvious fix say what the line should be instead."""

from pathlib import Path

import pytest

import mistakes_made
from district.checks.masking import mask_problems
from district.checks.problem import Place, Problem


@pytest.mark.parametrize(
    ("case", "fixes"),
    [
        ("handelse-krokta-citattecken", ["start: 2026-06-09 18:30", "status: cancelled", "note: hej"]),
        ("handelse-krokta-citattecken-och-kolon", ['title: "Möte: soppa"']),
        ("handelse-status-pa-svenska", ["status: cancelled"]),
        ("handelse-klockslag-med-punkt", ["start: 2026-06-09 18:30"]),
        ("handelse-inget-mellanslag", ["title: Möte"]),
        ("handelse-mellanslag-fore-kolon", ["title: Öppet hus"]),
        # More than one thing may have been meant.
        ("handelse-status-okand", []),
        ("handelse-slut-fore-borjan", []),
    ],
)
def test_a_mistake_with_one_obvious_fix_has_the_line_as_it_should_be(
    case: str, fixes: list[str], tmp_path: Path
) -> None:
    found = mistakes_made.problems(mistakes_made.district(mistakes_made.FOLDER / f"{case}.yml", tmp_path))
    assert found
    assert [problem.fix for problem in found if problem.fix] == fixes


@pytest.mark.parametrize("case", ["studie-tider", "studie-slut", "handelse-osynliga-tecken", "handelse-kolon-i-text"])
def test_a_fixed_line_has_no_longer_the_mistake(case: str, tmp_path: Path) -> None:
    config = mistakes_made.district(mistakes_made.FOLDER / f"{case}.yml", tmp_path)
    fixed = [problem for problem in mistakes_made.problems(config) if problem.fix]
    assert fixed
    for problem in fixed:
        path = tmp_path / problem.place.file
        lines = path.read_text("utf-8").split("\n")
        lines[problem.place.line - 1] = problem.fix
        path.write_text("\n".join(lines), "utf-8")
    left = {(problem.place, problem.sentence) for problem in mistakes_made.problems(config)}
    assert not {(problem.place, problem.sentence) for problem in fixed} & left


def test_a_line_with_personal_data_is_not_repeated_as_a_fix() -> None:
    line = "title: Ring: 811218-9876"
    problem = Problem(Place("data/a.yml", 1, 12), "Fel.", line, 'title: "Ring: 811218-9876"')
    (masked,) = mask_problems([problem], {"data/a.yml": line}, frozenset())
    assert ("811218" in masked.quoted, masked.fix) == (False, "")
