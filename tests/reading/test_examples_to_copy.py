"""The examples in README and CONTRIBUTING can be read as they are."""

import re

from district.reading import load, settings
from sites import ROOT, Write

HANDBOOK = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")


BLOCKS = re.findall(r"^```(?:yaml)?\n(.*?)^```", HANDBOOK + (ROOT / "README.md").read_text("utf-8"), re.M | re.S)


PLAN = """title: Plan
published: 2027-01-01
areas:
  - id: a
    title: A
    goals:
      - id: b
        text: B
"""


def test_every_example_is_valid(write: Write) -> None:
    records = [block for block in BLOCKS if block.startswith("title: ")]
    (letter,) = (block for block in BLOCKS if block.startswith("---\n"))
    (cancelled,) = (block for block in BLOCKS if block.startswith("status: "))
    (report,) = (block for block in BLOCKS if block.startswith("        history:"))
    files = {"docs/nyhetsbrev/2027/mars.md": letter, "data/plan/2027.yml": PLAN + report}
    for number, text in enumerate(records):
        start = re.search(r"^start: (\d{4})", text, re.M)
        files[f"data/events/{start[1]}/{number}.yml" if start else f"data/studies/{number}.yml"] = text
    files["data/events/2027/installt.yml"] = records[0] + cancelled
    library = load.library(settings.folders(write(files)))
    assert (len(library.events), len(library.studies)) == (4, 1)
    assert library.plan_goals["2027/a/b"].goal.reported == "done"
    assert library.newsletters[0].title == "Nytt i mars"
