"""The examples in README and CONTRIBUTING can be read as they are."""

import re

from district.reading import load, settings
from district.reading.unmeant import TEMPLATE_WORDS
from sites import ROOT, Write

HANDBOOK = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")


BLOCKS = re.findall(r"^```(?:yaml)?\n(.*?)^```", HANDBOOK + (ROOT / "README.md").read_text("utf-8"), re.M | re.S)


TEMPLATES = [*(ROOT / "hooks/district").rglob("new-*.yml"), ROOT / "hooks/district/editing/new_file.py"]
EVERYWHERE = HANDBOOK + "".join(path.read_text("utf-8") for path in TEMPLATES)


PLAN = """title: Plan
published: 2027-01-01
areas:
  - id: a
    title: A
    goals:
      - id: b
        text: B
"""


def changed(text: str) -> str:
    """Return an example with words of its own for those that must be written over."""
    for words in TEMPLATE_WORDS:
        text = text.replace(words, "Hos oss.")
    return text


def test_every_example_is_valid_once_its_words_are_changed(write: Write) -> None:
    assert all(words in EVERYWHERE for words in TEMPLATE_WORDS)
    records = [block for block in BLOCKS if block.startswith("title: ")]
    (letter,) = (block for block in BLOCKS if block.startswith("---\n"))
    (cancelled,) = (block for block in BLOCKS if block.startswith("status: "))
    (report,) = (block for block in BLOCKS if block.startswith("        history:"))
    files = {"docs/nyhetsbrev/2027/mars.md": letter, "data/plan/2027.yml": PLAN + report}
    for number, text in enumerate(records):
        start = re.search(r"^start: (\d{4})", text, re.M)
        files[f"data/events/{start[1]}/{number}.yml" if start else f"data/studies/{number}.yml"] = text
    files["data/events/2027/installt.yml"] = records[0] + cancelled
    library = load.library(settings.folders(write({name: changed(text) for name, text in files.items()})))
    assert (len(library.events), len(library.studies)) == (4, 1)
    assert library.plan_goals["2027/a/b"].goal.reported == "done"
    assert library.newsletters[0].title == "Nytt i mars"
