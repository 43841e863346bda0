"""The order of records and the years that they stand in, where the files leave it open; and where a series ends."""

from typing import Any

import feedparser
import pytest
from lxml import html

from built import BLUEBERRY, TODAY, build
from district.language import swedish
from district.library.library import Library
from records import event, letter

EVERY_SECOND_TUESDAY = {"every": "week", "interval": "2", "until": "2025-04-30"}


def test_newsletters_of_one_day_are_ordered_by_name_on_every_page_and_in_the_feed() -> None:
    letters = letter("2025/mars-1", title="Först"), letter("2025/mars-2", title="Sedan")
    for order in (letters, letters[::-1]):
        built = build(Library(BLUEBERRY, order))
        for page in ("", "nyhetsbrev/"):
            assert [link[-2] for link in built.links(page) if "/mars-" in link] == ["2", "1"], page
        feed = feedparser.parse(built.file("nyhetsbrev/feed.xml"))
        assert [entry.title for entry in feed.entries] == ["Sedan", "Först"]


def test_a_series_over_new_year_is_listed_in_both_years() -> None:
    weekly = {"every": "week", "until": "2025-01-08"}
    built = build(Library(BLUEBERRY, (event("2024/cafe", start="2024-12-18", repeat=weekly),)))
    for year in ("2024", "2025"):
        page = built.page(f"kalender/{year}/")
        assert len(page.find_class("happening")) == 2
        assert "kalender/2024/cafe/" in built.links(f"kalender/{year}/")


@pytest.mark.parametrize(
    ("repeat", "said"),
    [
        (EVERY_SECOND_TUESDAY, "till och med 29 april 2025"),
        (EVERY_SECOND_TUESDAY | {"except": ["2025-04-29"]}, "till och med 15 april 2025"),
        (
            EVERY_SECOND_TUESDAY | {"moved": [{"from": "2025-04-29", "start": "2025-05-06 18:30"}]},
            "till och med 6 maj 2025",
        ),
        ({"every": "week", "interval": "2", "count": "3", "except": ["2025-04-15"]}, ", två gånger"),
        (
            {"every": "week", "until": "2025-04-01", "moved": [{"from": "2025-04-01", "start": "2025-05"}]},
            "varje tisdag kl. 18.30",
        ),
    ],
)
def test_a_series_ends_with_its_last_actual_occasion(repeat: dict[str, Any], said: str) -> None:
    series = event("2025/cafe", published="2024-12-01", start="2025-04-01 18:30", repeat=repeat)
    assert swedish.repeat(series).endswith(said)
    built = build(Library(BLUEBERRY, (series,)))
    entries = feedparser.parse(built.file("kalender/feed.xml")).entries
    (entry,) = (entry for entry in entries if entry.title == "Möte")
    feed = html.fromstring(entry.content[0].value).text_content()
    page = built.text("kalender/2025/cafe/")
    for text, words in ((page, said.removesuffix(f" {TODAY.year}")), (feed, said)):
        assert words in " ".join(text.lower().split())
