"""Structured data (schema.org): only what the records say."""

from datetime import date
from typing import Any

import pytest

from district.library.library import Library
from district.site.pages.table import all_pages
from district.site.structured_data import Structured
from district.site.view import View

URL = "https://lingonriket.example/hemsida/"


Things = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def things(library: Library) -> Things:
    """Return every page's structured data by its address."""
    structured = Structured(library, URL)
    return {
        page.path: structured.of(page) for page in all_pages(View(library, date(2025, 3, 15), "https://example.org/"))
    }


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
    assert [turn["previousStartDate"] for turn in moved] == ["2025-02-18", "2025-03-25"]
    assert all(turn["eventStatus"] == "https://schema.org/EventRescheduled" for turn in moved)


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


def test_a_page_below_another_has_breadcrumbs(things: Things) -> None:
    (crumbs,) = of_type(things["plan/2025/studier/"], "BreadcrumbList")
    addresses = [step["item"] for step in crumbs["itemListElement"]]
    assert addresses == [URL, f"{URL}plan/", f"{URL}plan/2025/", f"{URL}plan/2025/studier/"]


def test_no_value_is_empty(things: Things) -> None:
    def values(thing: Any) -> list[Any]:
        if isinstance(thing, dict):
            return [value for inner in thing.values() for value in values(inner)]
        return [value for inner in thing for value in values(inner)] if isinstance(thing, list) else [thing]

    assert all(value not in (None, "", [], {}) for found in things.values() for value in values(found))
