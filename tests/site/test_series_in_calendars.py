"""Events that repeat, in calendars, in words and on their pages."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events

import records
from calendar_programs import built_from, calendar, days_in_khal, entries_of, expanded, local
from district.language import swedish
from district.model.event import Event


def series(**repeat: Any) -> Event:
    start = {"start": "2027-02-25 18:00", "end": "2027-02-25 20:00", "published": "2026-11-01"}
    return records.event("2027/a", title="A", **start, repeat=repeat)


ONE_CANCELLED = {
    "every": "week",
    "count": "3",
    "cancelled": ({"date": "2027-03-04", "note": "Lokalen är stängd."},),
}


def test_a_cancelled_occasion_of_a_series_stays_in_the_calendar_as_cancelled() -> None:
    event = series(**ONE_CANCELLED)
    built = built_from(event)
    main, cancelled = entries_of(built)
    assert (main["STATUS"], main["SUMMARY"], "EXDATE" in main) == ("CONFIRMED", "A", False)
    assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", "Inställt: A")
    assert local(cancelled["RECURRENCE-ID"].dt) == datetime(2027, 3, 4, 18)
    assert cancelled["UID"] == main["UID"]
    assert str(cancelled["DESCRIPTION"]).startswith("Lokalen är stängd.")
    found = recurring_ical_events.of(calendar(built)).between(date(2027, 1, 1), date(2028, 1, 1))
    assert [str(e["STATUS"]) for e in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]


def test_a_cancelled_occasion_is_struck_on_the_page_with_its_reason_and_is_not_next() -> None:
    event = series(**ONE_CANCELLED)
    built = built_from(event, today=date(2027, 3, 1))
    page = built.page(event.path)
    assert [struck.text_content() for struck in page.xpath("//s")] == ["Torsdag 4\xa0mars kl.\xa018.00–20.00"]
    assert [each.text_content() for each in page.find_class("when")] == ["Torsdag 11\xa0mars kl.\xa018.00–20.00"]
    text = built.text(event.path)
    assert "två gånger" in text
    assert "Lokalen är stängd." in text
    assert "Inställt: torsdag 4 mars 2027 kl. 18.00. Lokalen är stängd." in built.file("kalender/feed.xml").decode()


def test_an_event_whose_last_occasion_is_cancelled_offers_nothing_to_come_to() -> None:
    event = series(every="week", count="2", cancelled=({"date": "2027-03-04"},))
    text = built_from(event, today=date(2027, 3, 1)).text(event.path)
    assert "Lägg till i kalendern" not in text
    assert "Torsdag 4 mars kl. 18.00–20.00 Inställt" in text


@pytest.mark.parametrize(
    ("repeat", "rule", "days", "said"),
    [
        (
            {"every": "month", "on": ("thu",), "nth": "last", "count": "4"},
            "FREQ=MONTHLY;COUNT=4;INTERVAL=1;BYDAY=-1TH",
            ["2027-02-25", "2027-03-25", "2027-04-29", "2027-05-27"],
            "sista torsdagen varje månad kl. 18.00–20.00, fyra gånger",
        ),
        (
            {"every": "month", "on": ("thu",), "nth": "4", "until": "2027-05-01"},
            "FREQ=MONTHLY;UNTIL=20270501T215959Z;INTERVAL=1;BYDAY=4TH",
            ["2027-02-25", "2027-03-25", "2027-04-22"],
            "fjärde torsdagen varje månad kl. 18.00–20.00 till och med 22 april 2027",
        ),
        (
            {"every": "year", "interval": "2", "count": "3"},
            "FREQ=YEARLY;COUNT=3;INTERVAL=2",
            ["2027-02-25", "2029-02-25", "2031-02-25"],
            "den 25 februari vartannat år kl. 18.00–20.00, tre gånger",
        ),
        (
            {"dates": ("2027-06-01", "2027-03-30", "2027-02-25")},
            None,
            ["2027-02-25", "2027-03-30", "2027-06-01"],
            "tre dagar kl. 18.00–20.00 till och med 1 juni 2027",
        ),
    ],
)
def test_a_repeat_in_calendars_and_in_words(
    repeat: dict[str, Any], rule: str | None, days: list[str], said: str, tmp_path: Path
) -> None:
    event = series(**repeat)
    built = built_from(event)
    (entry,) = entries_of(built)
    assert ("RRULE" in entry and entry["RRULE"].to_ical().decode()) == (rule or False)
    found = expanded(calendar(built), date(2027, 1, 1), date(2032, 1, 1))
    assert [str(start)[:16] for _, start in found] == [f"{day} 18:00" for day in days]
    assert [line.rpartition("|")[2] for line in sorted(days_in_khal(built, tmp_path, "2027-01-01", 2000))] == days
    assert swedish.repeat(event) == said
    feed = built.file("kalender/feed.xml").decode()
    assert all(swedish.short_day(date.fromisoformat(day)) in feed for day in days) or rule


def test_a_day_of_irregular_ones_is_cancelled_and_moved_as_in_a_rule() -> None:
    event = series(
        dates=("2027-03-30", "2027-06-01"),
        cancelled=({"date": "2027-03-30"},),
        moved=({"from": "2027-06-01", "start": "2027-06-02 19:00"},),
    )
    built = built_from(event)
    found = recurring_ical_events.of(calendar(built)).between(date(2027, 1, 1), date(2028, 1, 1))
    assert [(str(e["STATUS"]), local(e["DTSTART"].dt)) for e in found] == [
        ("CONFIRMED", datetime(2027, 2, 25, 18)),
        ("CANCELLED", datetime(2027, 3, 30, 18)),
        ("CONFIRMED", datetime(2027, 6, 2, 19)),
    ]
    assert swedish.repeat(event) == "två dagar kl. 18.00–20.00 till och med 2 juni 2027"
