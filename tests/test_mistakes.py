"""What people write wrong, beside what they are told."""

import os
from pathlib import Path

import pytest

import mistakes_made


@pytest.mark.parametrize("case", mistakes_made.cases(), ids=lambda case: case.stem)
def test_a_mistake_is_told_word_for_word(case: Path, tmp_path: Path) -> None:
    told = mistakes_made.told(mistakes_made.district(case, tmp_path))
    answer = case.with_suffix(".txt")
    # After a change of words: REWRITE=1 pytest tests/test_mistakes.py, then read what changed.
    if os.environ.get("REWRITE"):
        answer.write_text(told, "utf-8")
    assert told == answer.read_text("utf-8")
    assert told


def test_the_district_that_the_mistakes_are_put_into_is_right() -> None:
    assert mistakes_made.told(mistakes_made.RIGHT / "mkdocs.yml") == ""
