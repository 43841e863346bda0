"""What comes first and what belongs where, when files by themselves leave it open; and how long a series goes on."""

from datetime import date
from typing import Any

import feedparser
import pytest
from lxml import html

from district.language import swedish
from district.library.library import Library
from district.model.base import BODY, ORIGIN, Origin
from district.model.district import District
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.site import site

TODAY = date(2025, 3, 15)
URL = "https://example.org/"
BLUEBERRY = District(name="Blåbär", short_name="Blåbär")
EVERY_SECOND_TUESDAY = {"every": "week", "interval": "2", "until": "2025-04-30"}


def event(name: str, **values: Any) -> Event:
    known = {"title": "Plockdag", "published": "2024-12-01", ORIGIN: Origin(f"data/events/{name}.yml", name)}
    return Event.model_validate({**known, **values})


def letter(name: str, title: str) -> Newsletter:
    known = {"title": title, "date": "2025-03-01", "summary": "Nytt.", BODY: "Hej!"}
    return Newsletter.model_validate({**known, ORIGIN: Origin(f"docs/nyhetsbrev/{name}.md", name)})


def links(page: site.Content) -> list[str]:
    return list(dict.fromkeys(html.document_fromstring(str(page.data)).xpath("//a/@href")))


def test_two_letters_of_a_day_stand_by_their_names_on_every_page_and_in_the_feed() -> None:
    letters = letter("2025/mars-1", "Först"), letter("2025/mars-2", "Sedan")
    for order in (letters, letters[::-1]):
        built = site.build(Library(BLUEBERRY, newsletters=order), TODAY, URL)
        for page in ("index.md", "nyhetsbrev/index.md"):
            assert [link[-2] for link in links(built[page]) if "/mars-" in link] == ["2", "1"], page
        feed = feedparser.parse(built["nyhetsbrev/feed.xml"].data)
        assert [entry.title for entry in feed.entries] == ["Sedan", "Först"]


def test_an_event_in_another_years_folder_keeps_its_address_and_stands_in_its_own_year() -> None:
    built = site.build(Library(BLUEBERRY, events=(event("2024/plockdag", start="2025-08-15 10:00"),)), TODAY, URL)
    assert "kalender/2024/plockdag/index.md" in built
    assert "kalender/2024/index.md" not in built
    for page in ("kalender/2025/index.md", "kalender/index.md", "index.md"):
        assert any(link.endswith("2024/plockdag/") for link in links(built[page])), page


def test_a_series_over_new_year_stands_in_both_years() -> None:
    weekly = {"every": "week", "until": "2025-01-08"}
    built = site.build(Library(BLUEBERRY, events=(event("2024/cafe", start="2024-12-18", repeat=weekly),)), TODAY, URL)
    for year, times in (("2024", 2), ("2025", 2)):
        assert str(built[f"kalender/{year}/index.md"].data).count("<time") >= times
        assert any("cafe/" in link for link in links(built[f"kalender/{year}/index.md"]))


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
def test_a_series_goes_on_until_its_last_real_turn(repeat: dict[str, Any], said: str) -> None:
    series = event("2025/cafe", start="2025-04-01 18:30", repeat=repeat)
    assert swedish.repeat(series).endswith(said)
    built = site.build(Library(BLUEBERRY, events=(series,)), TODAY, URL)
    (entry,) = feedparser.parse(built["kalender/feed.xml"].data).entries
    for told in (str(built["kalender/2025/cafe/index.md"].data), entry.content[0].value):
        assert said in " ".join(html.fromstring(told).text_content().lower().split())
