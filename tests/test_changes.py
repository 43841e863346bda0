"""What changes for readers, in words."""

from typing import Any

import pytest

from conftest import ROOT
from district import __main__
from district.editing.reader_changes import NO_CHANGES, compare, markdown, summary
from district.library.library import Library
from district.model.base import ORIGIN, Origin
from district.model.district import District
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study

MODELS = {"events": Event, "studies": Study, "plans": Plan, "newsletters": Newsletter}


def library(**records: dict[str, dict[str, Any]]) -> Library:
    found = {
        kind: tuple(
            MODELS[kind].model_validate({**values, ORIGIN: Origin(name, name)}) for name, values in named.items()
        )
        for kind, named in records.items()
    }
    return Library(District(name="Blåbär", short_name="Blåbär"), **found)


def event(**values: Any) -> dict[str, Any]:
    return {"title": "Plockdag", "published": "2025-01-01", "start": "2025-08-15 10:00", **values}


def plan(*goals: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Plan", "published": "2025-01-01", "areas": [{"id": "a", "title": "A", "goals": list(goals)}]}


def told(before: Library, after: Library) -> str:
    return summary(compare(before, after))


def test_what_the_issue_asks_for() -> None:
    before = library(events={"2025/a": event()}, plans={"2025": plan({"id": "b", "text": "B"})})
    done = {"id": "b", "text": "B", "history": [{"date": "2025-02-01", "status": "done", "text": "Klart."}]}
    after = library(
        events={
            "2025/a": event(status="cancelled", note="Regn."),
            "2025/b": event(title="B"),
            "2025/c": event(title="C"),
        },
        plans={"2025": plan(done)},
    )
    assert told(before, after) == "2 nya händelser, 1 inställd, 1 mål genomfört"
    shown = markdown(compare(before, after))
    assert "- Inställd **Plockdag** (`/kalender/2025/a/`): Regn." in shown
    assert "- Genomfört mål **B** (`/plan/2025/a/#b`): Klart." in shown


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": "postponed"}, "1 uppskjuten"),
        ({"status": "moved_online"}, "1 flyttad till nätet"),
        ({"start": "2025-08-16 10:00"}, "1 ny tid"),
        ({"where": {"name": "Skogen"}}, "1 ny plats"),
        ({"summary": "Ta med hink."}, "1 ändrad händelse"),
        ({"updated": "2025-03-01"}, ""),
    ],
)
def test_an_event_is_told_by_what_matters_most(values: dict[str, Any], words: str) -> None:
    assert told(library(events={"2025/a": event()}), library(events={"2025/a": event(**values)})) == words


def test_a_renamed_event_is_the_same_and_a_removed_one_is_gone() -> None:
    before = library(events={"2025/a": event()})
    assert told(before, library(events={"2025/b": event(was=["2025/a"])})) == ""
    assert told(before, library()) == "1 borttagen händelse"


def test_goals_that_are_new_gone_or_reworded() -> None:
    before = library(plans={"2025": plan({"id": "a", "text": "A"}, {"id": "b", "text": "B"})})
    after = library(plans={"2025": plan({"id": "a", "text": "Nytt A"}, {"id": "c", "text": "C"})})
    assert told(before, after) == "1 nytt mål, 1 ändrat mål, 1 borttaget mål"
    assert told(library(), after) == "1 ny verksamhetsplan"


def test_no_change_is_said_too_and_titles_mean_nothing_in_markdown() -> None:
    assert NO_CHANGES in markdown(compare(library(), library()))
    shown = markdown(compare(library(), library(events={"2025/a": event(title="<b>*x*</b> [y](z)\n# q")})))
    assert "\n#" not in shown.removeprefix("## ")
    assert r"\<b\>\*x\*\</b\> \[y\](z) \# q" in shown


def test_the_command_compares_two_folders(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["changes", str(ROOT / "mkdocs.yml"), str(ROOT)]) == 0
    assert NO_CHANGES in capsys.readouterr().out


def test_the_command_stops_at_a_mistake_in_what_is_to_come(write: Any, capsys: pytest.CaptureFixture[str]) -> None:
    config = write({"data/events/2026/a.yml": "title: A\n"})
    assert __main__.main(["changes", str(ROOT), str(config)]) == 1
    assert "Fältet ”published” saknas" in capsys.readouterr().err
    assert __main__.main(["changes", str(config), str(ROOT)]) == 0
    assert "går inte att läsa" in capsys.readouterr().out
