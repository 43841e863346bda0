"""What changes for readers between two versions of the files, in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from district.editing.comparison import compare
from district.editing.reader_changes import NO_CHANGES, markdown
from district.editing.reader_changes import summary as summary_of
from district.library.library import Library
from district.model.added_keys import ORIGIN
from district.model.base import Origin
from district.model.district import District
from district.model.event import Event
from district.model.media import Media
from district.model.newsletter import Newsletter
from district.model.page import WrittenPage
from district.model.plan import Plan
from district.model.study import Study

MODELS = {"events": Event, "studies": Study, "plans": Plan, "newsletters": Newsletter}


def library(**records: dict[str, dict[str, Any]]) -> Library:
    found = (
        MODELS[kind].model_validate({**values, ORIGIN: Origin(name, name)})
        for kind, named in records.items()
        for name, values in named.items()
    )
    return Library(District(name="Blåbär", short_name="Blåbär", id="blabar"), tuple(found))


def event(**values: Any) -> dict[str, Any]:
    return {"title": "Plockdag", "published": "2025-01-01", "start": "2025-08-15 10:00", **values}


def study(**values: Any) -> dict[str, Any]:
    return {"title": "Cirkel", "published": "2025-01-01", "kind": "circle", **values}


def plan(*goals: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Plan", "published": "2025-01-01", "areas": [{"id": "a", "title": "A", "goals": list(goals)}]}


def summary(before: Library, after: Library) -> str:
    return summary_of(compare(before, after))


def test_changes_are_counted_in_a_sentence_and_listed() -> None:
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
    assert summary(before, after) == "2 nya händelser, 1 inställd, 1 mål genomfört"
    shown = markdown(compare(before, after))
    assert "- Inställd **Plockdag** (`/kalender/2025/a/`): Regn." in shown
    assert "- Genomfört mål **B** (`/plan/2025/#a-b`): Klart." in shown


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
def test_only_the_most_important_change_of_an_event_is_counted(values: dict[str, Any], words: str) -> None:
    assert summary(library(events={"2025/a": event()}), library(events={"2025/a": event(**values)})) == words


def test_a_renamed_event_has_not_changed_and_a_removed_one_has() -> None:
    before = library(events={"2025/a": event()})
    assert summary(before, library(events={"2025/b": event(was=["2025/a"])})) == ""
    assert summary(before, library()) == "1 borttagen händelse"


def test_new_removed_and_reworded_goals_are_counted() -> None:
    before = library(plans={"2025": plan({"id": "a", "text": "A"}, {"id": "b", "text": "B"})})
    after = library(plans={"2025": plan({"id": "a", "text": "Nytt A"}, {"id": "c", "text": "C"})})
    assert summary(before, after) == "1 nytt mål, 1 ändrat mål, 1 borttaget mål"
    assert summary(library(), after) == "1 ny verksamhetsplan"


def test_no_change_is_stated_and_titles_are_escaped_in_markdown() -> None:
    assert NO_CHANGES in markdown(compare(library(), library()))
    shown = markdown(compare(library(), library(events={"2025/a": event(title="<b>*x*</b> [y](z)\n# q")})))
    assert "\n#" not in shown.removeprefix("## ")
    assert "\\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\#\u2060 q" in shown


@pytest.mark.parametrize(("start", "is_coming"), [("2025-08-15", True), ("2025-08-14", False)])
def test_a_new_event_names_its_poster_and_texts_while_it_is_coming(start: str, is_coming: bool) -> None:
    changes = compare(library(), library(events={"2025/a": event(start=start)}), date(2025, 8, 15))
    shown = markdown(changes)
    assert ("affisch `/kalender/2025/a/affisch/`, texter `/kalender/2025/a/inlagg.txt`" in shown) == is_coming
    assert len(shown.splitlines()) == 5


def test_a_new_time_without_moved_from_says_what_to_write() -> None:
    before, after = event(), event(start="2025-08-16 10:00")
    shown = markdown(compare(library(events={"2025/a": before}), library(events={"2025/a": after})))
    assert "Lägg till moved\\_from: 2025-08-15 10:00" in shown
    told = event(start="2025-08-16 10:00", moved_from="2025-08-15 10:00")
    assert "Lägg till" not in markdown(compare(library(events={"2025/a": before}), library(events={"2025/a": told})))


CANCELLED = {"status": "cancelled", "note": "Storm."}
SERIES = {"every": "week", "count": "3"}
ONE_CANCELLED = {"repeat": SERIES | {"cancelled": [{"date": "2025-08-22"}]}}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (CANCELLED, {}, "att det blir av"),
        (CANCELLED, {"note": "Storm."}, "att det blir av"),
        (CANCELLED, {"status": "confirmed", "note": "Det blir av."}, ""),
        ({}, {"where": {"name": "Skogen"}}, "att platsen är ny"),
        ({}, {"where": {"name": "Skogen"}, "note": "Vi ses i skogen."}, ""),
        (ONE_CANCELLED, {"repeat": SERIES}, "att 22 augusti 2025 blir av"),
        (ONE_CANCELLED, {"repeat": SERIES, "note": "Den 22 blir av."}, ""),
    ],
)
def test_a_new_place_or_an_event_that_is_on_again_asks_for_a_note(
    before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    shown = markdown(compare(*(library(events={"2025/a": event(**values)}) for values in (before, after))))
    assert (f"Skriv i note {said}, så får den som prenumererar veta det." if said else "") in shown
    assert ("Skriv" in shown) == bool(said)


MEETING = {"start": "2025-08-15 18:00"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"status": "cancelled", "note": "Storm."}, {"status": "open"}, "Skriv i note att den blir av"),
        ({"sessions": [MEETING | CANCELLED]}, {"sessions": [MEETING]}, "Skriv status: confirmed vid träffen"),
        ({"sessions": [MEETING | CANCELLED]}, {"sessions": [MEETING | {"status": "confirmed"}]}, ""),
        ({"sessions": [MEETING]}, {"sessions": [MEETING | {"status": "cancelled"}]}, "Skriv gärna i note vid träffen"),
        (
            {"sessions": [MEETING]},
            {"sessions": [{"start": "2025-08-16 18:00"}]},
            "skriv moved\\_from: 2025-08-15 18:00",
        ),
        ({"sessions": [MEETING]}, {"sessions": [MEETING, {"start": "2025-08-16 18:00"}]}, ""),
    ],
)
def test_a_study_s_changes_ask_for_what_its_subscribers_need(
    before: dict[str, Any], after: dict[str, Any], said: str
) -> None:
    shown = markdown(compare(*(library(studies={"c": study(**values)}) for values in (before, after))))
    assert "Ändrad studie **Cirkel**" in shown
    assert said in shown
    assert ("kriv" in shown) == bool(said)


def test_a_cancellation_without_a_note_asks_for_the_reason() -> None:
    before = library(events={"2025/a": event()})
    assert "Skriv gärna varför" in markdown(compare(before, library(events={"2025/a": event(status="cancelled")})))
    told = library(events={"2025/a": event(status="cancelled", note="Storm.")})
    assert "Storm" in markdown(compare(before, told))


def test_new_changed_and_removed_pages_pictures_and_documents_are_listed() -> None:
    def version(page: str, picture: str, **media: Media) -> Library:
        shown = {"bilder/a.jpg": Media("a.jpg", picture), **media}
        return replace(library(), written_pages=(WrittenPage("om.md", page, title="Om oss"),), media=shown)

    before = version("Vi plockar.", "1")
    assert compare(before, version("Vi plockar.", "1")) == ()
    after = version("Vi sorterar.", "2", **{"filer/b.pdf": Media("b.pdf", "3")})
    assert markdown(compare(before, after)).split("\n\n")[2:] == [
        "- Ändrad sida **Om oss** (`/om/`)\n- Ändrad bild **a.jpg** (`/bilder/a.jpg`)\n"
        "- Ny PDF **b.pdf** (`/filer/b.pdf`)\n"
    ]
    assert summary(before, library()) == "1 borttagen sida, 1 borttagen bild"
    assert summary(library(), before) == "1 ny sida, 1 ny bild"
