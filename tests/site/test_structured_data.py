"""Structured data (schema.org): only what the records say."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import feedparser
import pytest

from built import BLUEBERRY, build
from district.library.library import Library
from district.site.pages.table import all_pages
from district.site.structured_data import Structured
from district.site.view import View
from records import event, letter, study

URL = "https://lingonriket.example/hemsida/"


Things = dict[str, list[dict[str, Any]]]


def things_of(library: Library, today: date = date(2025, 3, 15)) -> Things:
    view = View(library, today, URL)
    return {page.path: Structured(view).of(page) for page in all_pages(view)}


@pytest.fixture(scope="module")
def things(library: Library) -> Things:
    """Return every page's structured data by its address."""
    return things_of(library)


def of_type(things: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [thing for thing in things if thing["@type"] == kind]


def test_a_cancelled_event_is_marked_as_cancelled(things: Things) -> None:
    (event,) = of_type(things["kalender/2024/klimatdag/"], "Event")
    assert event["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_event_that_moved_online_is_online_only(things: Things) -> None:
    (event,) = of_type(things["kalender/2024/skolpolitisk-kvall/"], "Event")
    assert event["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert event["location"]["@type"] == "VirtualLocation"


def test_a_moved_occasion_has_its_previous_start(things: Things) -> None:
    (series,) = of_type(things["kalender/2024/oppet-hus/"], "EventSeries")
    moved = [turn for turn in series["subEvent"] if "previousStartDate" in turn]
    assert [turn["previousStartDate"] for turn in moved] == ["2025-03-25T18:30:00+01:00"]
    assert all(turn["eventStatus"] == "https://schema.org/EventRescheduled" for turn in moved)


def test_a_series_spans_its_occasions_and_has_the_next_as_events(things: Things) -> None:
    (series,) = of_type(things["kalender/2024/oppet-hus/"], "EventSeries")
    assert (series["startDate"], series["endDate"]) == ("2024-09-03T18:30:00+02:00", "2025-04-29T20:30:00+02:00")
    assert [turn["startDate"][:10] for turn in series["subEvent"]] == [
        *("2025-03-18", "2025-03-27", "2025-04-01", "2025-04-08", "2025-04-15", "2025-04-22", "2025-04-29")
    ]
    assert series["subEvent"][1]["location"]["name"] == "Biblioteket"


def test_times_have_their_offset(things: Things) -> None:
    (series,) = of_type(things["kalender/2024/oppet-hus/"], "EventSeries")
    offsets = {turn["startDate"][-6:] for turn in series["subEvent"]}
    assert offsets == {"+01:00", "+02:00"}


def test_an_event_without_a_day_has_no_structured_data(things: Things) -> None:
    assert not of_type(things["kalender/2026/valrorelsen/"], "Event")


def test_studies_are_courses_and_newsletters_are_articles(things: Things) -> None:
    (course,) = of_type(things["studier/grundcirkel/"], "Course")
    assert course["hasCourseInstance"]["startDate"].startswith("2025-02-26")
    (article,) = of_type(things["nyhetsbrev/2025/mars/"], "NewsArticle")
    assert article["datePublished"] == "2025-03-11"
    assert course["provider"]["name"]


def test_the_day_of_the_last_change_is_the_records() -> None:
    records = (letter(), study(updated="2025-02-03"))
    library = Library(BLUEBERRY, records)
    found = things_of(library)
    assert [found[record.path][0]["dateModified"] for record in records] == ["2025-03-01", "2025-02-03"]
    entries = feedparser.parse(build(library).file("atom.xml")).entries
    assert [entry.updated[:10] for entry in entries] == ["2025-03-01", "2025-02-03"]


def test_a_page_below_another_has_breadcrumbs(things: Things) -> None:
    (crumbs,) = of_type(things["plan/2025/ateras/"], "BreadcrumbList")
    addresses = [step["item"] for step in crumbs["itemListElement"]]
    assert addresses == [URL, f"{URL}plan/", f"{URL}plan/2025/", f"{URL}plan/2025/ateras/"]


def test_no_value_is_empty(things: Things) -> None:
    def values(thing: Any) -> list[Any]:
        if isinstance(thing, dict):
            return [value for inner in thing.values() for value in values(inner)]
        return [value for inner in thing for value in values(inner)] if isinstance(thing, list) else [thing]

    assert all(value not in (None, "", [], {}) for found in things.values() for value in values(found))


# What Google's event rules require and recommend:
# https://developers.google.com/search/docs/appearance/structured-data/event

STATUSES = {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline"}
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
EVENTS = ("Event", "EventSeries", "CourseInstance")


def events_in(thing: Any) -> Iterator[dict[str, Any]]:
    """Yield everything that schema.org counts as an Event, at any depth."""
    if isinstance(thing, list):
        yield from (event for inner in thing for event in events_in(inner))
    elif isinstance(thing, dict):
        if thing["@type"] in EVENTS:
            yield thing
        yield from (event for inner in thing.values() for event in events_in(inner))


def status(event: dict[str, Any]) -> str:
    return str(event.get("eventStatus", "")).removeprefix("https://schema.org/")


def places(event: dict[str, Any]) -> list[dict[str, Any]]:
    found = event.get("location", [])
    return found if isinstance(found, list) else [found]


RULES: dict[str, Callable[[dict[str, Any]], object]] = {
    "required: name": lambda event: event.get("name"),
    "required: startDate, with an offset if it has a time": lambda event: TIME.fullmatch(event.get("startDate", "")),
    "required: location": places,
    "required: location.address of a place, location.url online": lambda event: all(
        place.get("url" if place["@type"] == "VirtualLocation" else "address") for place in places(event)
    ),
    "required: a VirtualLocation of what has moved online": lambda event: (
        status(event) != "EventMovedOnline" or places(event)[0]["@type"] == "VirtualLocation"
    ),
    "recommended: eventStatus": lambda event: status(event) in STATUSES,
    "recommended: image, with its whole address": lambda event: event.get("image", "").startswith(URL),
    "recommended: organizer.name": lambda event: event.get("organizer", {}).get("name"),
    "recommended: endDate, not before startDate": lambda event: event["startDate"] <= event.get("endDate", "9"),
    "recommended: previousStartDate of what is rescheduled": lambda event: (
        ("previousStartDate" in event) == (status(event) == "EventRescheduled")
    ),
    "previousStartDate is as exact as startDate": lambda event: (
        len(event.get("previousStartDate", event["startDate"])) == len(event["startDate"])
    ),
}


def flaws(event: dict[str, Any]) -> list[str]:
    """Return what Google's rules find wrong with an event."""
    return [rule for rule, holds in RULES.items() if not holds(event)]


def test_every_event_follows_googles_rules(things: Things) -> None:
    events = [*events_in([*things.values()])]
    assert {event["@type"] for event in events} == {*EVENTS}
    assert [(event["url"], flaws(event)) for event in events if flaws(event)] == []


WHERE = {"name": "Lokalen", "address": "Gatan 1"}
WEEKLY = {"every": "week", "count": "3", "moved": [{"from": "2025-06-08", "start": "2025-06-09 19:00"}]}
SERIES = {"start": "2025-06-01 18:00", "end": "2025-06-01 20:00", "repeat": WEEKLY}


def test_nothing_without_a_place_is_an_event() -> None:
    records = (
        event("2025/utan"),
        event("2025/natet", status="moved_online", where=WHERE),
        event("2025/serie", **SERIES),
        study(sessions=[{"start": "2025-06-01 18:00"}]),
    )
    assert [*events_in([*things_of(Library(BLUEBERRY, records)).values()])] == []


def test_a_series_without_organizer_or_image_has_the_districts() -> None:
    record = event("2025/serie", where=WHERE, **SERIES)
    (series, *turns) = events_in(things_of(Library(BLUEBERRY, (record,)))[record.path])
    assert [flaw for each in (series, *turns) for flaw in flaws(each)] == []
    assert (series["@type"], series["startDate"]) == ("EventSeries", "2025-06-01T18:00:00+02:00")
    assert series["endDate"] == "2025-06-15T20:00:00+02:00"
    assert {each["organizer"]["name"] for each in (series, *turns)} == {"Blåbär"}
    assert {each["image"] for each in (series, *turns)} == {f"{URL}{record.path}dela.png"}
    assert [turn.get("previousStartDate") for turn in turns] == [None, "2025-06-08T18:00:00+02:00", None]


def test_the_image_is_the_records_else_its_card_else_the_sites() -> None:
    known = {"where": WHERE, "image": {"file": "bilder/a.jpg", "alt": "En bild"}}
    records = event("2025/a", **known), event("2025/b", where=WHERE), event("2023/c", where=WHERE, start="2023-01-02")
    old = records[2].model_copy(update={"published": date(2022, 12, 1)})
    found = things_of(Library(BLUEBERRY, (*records[:2], old)))
    images = [next(events_in(found[record.path]))["image"].removeprefix(URL) for record in records]
    assert images == ["bilder/a.jpg", "kalender/2025/b/dela.png", "assets/dela.png"]


def test_a_meeting_is_an_event_where_it_is_held() -> None:
    sessions = [{"start": "2025-06-01 18:00", "where": WHERE}, {"start": "2025-06-08", "where": {"name": "Huset"}}]
    (instance, first, second) = events_in(things_of(Library(BLUEBERRY, (study(sessions=sessions),)))["studier/cirkel/"])
    assert [flaw for each in (instance, first, second) for flaw in flaws(each)] == []
    assert instance["location"]["name"] == first["location"]["name"] == "Lokalen"
    assert (second["location"]["name"], second["startDate"]) == ("Huset", "2025-06-08")


def test_a_moved_event_has_its_previous_start_with_its_own_time_of_day() -> None:
    times = {"start": "2027-02-10 19:00", "moved_from": "2027-02-01 18:00"}
    moved = event("2027/mote", **times, where={"name": "Parken"})
    (found,) = of_type(things_of(Library(BLUEBERRY, (moved,)))[moved.path], "Event")
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2027-02-01T18:00:00+01:00"
