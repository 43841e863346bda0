"""The adopted plan for 2024, read from each kind of document, is the one that was entered by hand."""

from datetime import date

import pytest

from built import BLUEBERRY
from district.editing import plan_document, plan_file
from district.library.library import Library
from plan_documents import FORMATS, as_words, values
from sites import ROOT
from texts import folded

FOLDER = ROOT / "tests/plan"
ADOPTED = (FOLDER / "verksamhetsplan-2024.md").read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_all_areas_and_listed_goals_are_found_word_for_word(name: str) -> None:
    expected = values((FOLDER / "verksamhetsplan-2024.yml").read_text("utf-8"))
    blocks = plan_document.blocks(name, FORMATS[name](ADOPTED))
    text = plan_file.convert(blocks, "2024", name, Library(BLUEBERRY), date(2024, 2, 20)).text
    found = values(text)
    assert as_words(found) == as_words(expected)
    assert [len(found["areas"]), sum(len(area.get("goals", [])) for area in found["areas"])] == [9, 23]
    # The goals that are said in running text are offered as questions.
    offered = folded(" ".join(line.removeprefix("#") for line in text.splitlines() if line.startswith("#  ")))
    said = [goal["text"] for area in expected["areas"] for goal in area["goals"] if "said" in goal]
    assert [goal for goal in said if goal not in offered] == []
    assert len(said) == 5
