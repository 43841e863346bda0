"""Each mistake in tests/mistakes gives the message beside it."""

import os
from pathlib import Path

import pytest

import mistakes_made


@pytest.mark.parametrize("case", mistakes_made.cases(), ids=lambda case: case.stem)
def test_a_mistake_gives_its_message_word_for_word(case: Path, tmp_path: Path) -> None:
    shown = mistakes_made.messages(mistakes_made.district(case, tmp_path))
    answer = case.with_suffix(".txt")
    # To update the messages: REWRITE=1 pytest tests/test_mistakes.py, then read what changed.
    if os.environ.get("REWRITE"):
        answer.write_text(shown, "utf-8")
    assert shown == answer.read_text("utf-8")
    assert shown


def test_the_district_that_the_mistakes_are_put_into_is_correct() -> None:
    assert mistakes_made.messages(mistakes_made.RIGHT / "mkdocs.yml") == ""
