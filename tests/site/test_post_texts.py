"""The texts to paste, beside what they are made of, in inlagg.md."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from built import BLUEBERRY, TODAY, URL
from district.library.library import Library
from district.model.base import Record
from district.model.district import Named
from district.site import spread
from district.site.spread import Spread
from district.site.view import View
from records import event, letter, news, plan, study

TABLE = Path(__file__).with_name("inlagg.md").read_text("utf-8")
CASES = re.findall(r"## (.+?)\n\n```yaml\n(.+?)```\n\n```text\n(.+?)\n```\n\n```text\n(.+?)\n```", TABLE, re.DOTALL)
DISTRICT = BLUEBERRY.model_copy(update={"municipalities": (Named(id="blabarsvik", name="Blåbärsvik"),)})


def record(kind: str, values: dict[str, Any]) -> Record:
    if kind == "goal":
        return plan(areas=[{"id": "omrade", "title": "Område", "goals": [{"id": "mal", **values}]}])
    if "type" in values:
        values["kind"] = values.pop("type")
    return {"event": event, "study": study, "letter": letter, "news": news}[kind](**values)


def spread_in(text: str) -> Spread | None:
    """What there is to pass on of the record in a text."""
    # Days as text, as the reader leaves them.
    values = json.loads(json.dumps(yaml.safe_load(text), default=str))
    found = record(values.pop("kind"), values)
    view = View(Library(DISTRICT, (found,)), TODAY, URL)
    goals = spread.spread_of_goals(view, view.library.all_goals)
    return next(iter(goals.values()), None) or spread.spread_of(view, found)


@pytest.mark.parametrize(("name", "text", "short", "long"), CASES, ids=[case[0] for case in CASES])
def test_the_texts_to_paste_say_what_matters_in_its_order(name: str, text: str, short: str, long: str) -> None:
    found = spread_in(text)
    assert found
    assert (found.posts.short, found.posts.long) == (short, long)


@pytest.mark.parametrize(
    "over",
    [
        "kind: event\nstart: 2025-03-14",
        "kind: study\nstatus: done\nsessions: [{start: 2025-04-01}]",
        "kind: study\npublished: 2024-01-01",
        "kind: letter\ndate: 2024-01-01",
        "kind: goal\ntext: Mer\nhistory: [{date: 2025-02-01, status: ongoing, text: Vi har börjat.}]",
    ],
)
def test_there_is_nothing_to_pass_on_of_what_is_over_old_or_not_done(over: str) -> None:
    assert spread_in(over) is None
