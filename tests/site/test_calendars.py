"""The calendars, as read by other programs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import records
from built import BLUEBERRY, Built, build
from calendar_programs import listed_by_khal, local
from district.checks.rules import RULES, RULES_OF_PARTS
from district.language import swedish
from district.library.identity import urn
from district.library.library import Library
from district.library.occasions import Occasion, event_occasions, planned_days
from district.model.district import District
from district.model.event import WEEKDAYS, Event
from district.model.study import Study

Start = tuple[str, datetime | date]


def calendar(built: Built, name: str = "kalender/kalender.ics") -> Any:
    return Calendar.from_ical(built.file(name))


def expanded(text: Any, first: date, last: date) -> list[Start]:
    """Return the occasions of a calendar by another library: UIDs, and starts in Stockholm's time."""
    found = recurring_ical_events.of(text).between(first, last + timedelta(days=1))
    return sorted((str(e["UID"]), local(e["DTSTART"].dt)) for e in found)


def listed(occasions: Iterator[Occasion] | tuple[Occasion, ...], district: District) -> list[Start]:
    """Return the occasions that the pages list, in the same form."""
    return sorted((uid(occasion, district), occasion.start.value) for occasion in occasions if occasion.start.has_day)


def uid(occasion: Occasion, district: District) -> str:
    record = occasion.record
    suffix = f"/{record.sessions[occasion.number - 1].first_start}" if isinstance(record, Study) else ""
    return urn(district, f"{record.kind}/{record.oldest_name}{suffix}")


def test_the_calendars_have_the_same_occasions_as_the_pages_over_five_years(built: Built, library: Library) -> None:
    names = ["kalender/kalender.ics", *(name for name in built.named(".ics") if name.startswith("kalender/kalender-"))]
    starts = {
        start for name in names for start in expanded(calendar(built, name), date(2023, 1, 1), date(2027, 12, 31))
    }
    assert len(starts) > 100
    assert sorted(starts) == sorted({*listed(library.occasions, library.district)})


def test_a_municipalitys_calendar_has_only_its_own_occasions(built: Built, library: Library) -> None:
    found = calendar(built, "kalender/kommun/blabarsvik/kalender.ics")
    mine = urn(library.district, "event/2025/fika-den-femtonde")
    coffee = [start for start in expanded(found, date(2023, 1, 1), date(2027, 12, 31)) if start[0] == mine]
    assert len(coffee) == 1


def test_a_weekly_event_keeps_its_time_when_the_clocks_change(built: Built, library: Library) -> None:
    found = expanded(calendar(built), date(2024, 10, 1), date(2025, 4, 30))
    evenings = [start for uid, start in found if uid == urn(library.district, "event/2024/oppet-hus")]
    usual = [start for start in evenings if isinstance(start, datetime) and start.strftime("%H:%M") == "18:30"]
    assert min(usual) < datetime(2024, 10, 27) < datetime(2025, 3, 30) < max(usual)
    assert len(evenings) - len(usual) == 1  # one was moved to five o'clock


def days_in_khal(built: Built, tmp_path: Path, first: str, days: int) -> set[str]:
    """Return the UIDs and first days of the occasions that khal lists after importing the calendar."""
    lines = listed_by_khal([built.file("kalender/kalender.ics")], tmp_path, first, days, "{uid}|{start}")
    # An event of several days is listed on each of them, with the start of the first.
    return {line[: line.index("|") + 11] for line in lines}


def test_khal_imports_and_lists_the_same_occasions(built: Built, library: Library, tmp_path: Path) -> None:
    found = days_in_khal(built, tmp_path, "2025-01-01", 365)
    year = [o for o in library.occasions if o.start.has_day and o.start.year == 2025]
    assert found == {f"{uid(o, library.district)}|{o.start.first_day}" for o in year}


def test_every_calendar_follows_the_standard(each_built: Built) -> None:
    addresses = each_built.named(".ics")
    assert addresses
    for address in addresses:
        data = each_built.file(address)
        assert all(len(line) <= 75 for line in data.split(b"\r\n")), address
        assert b"\n" not in data.replace(b"\r\n", b"")
        read: Any = Calendar.from_ical(data)
        assert "METHOD" not in read
        # A file with one event is not subscribed to, and Outlook would make a new calendar of one that has a name.
        subscribed = not address.endswith("/handelse.ics")
        for name in ("X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
            assert (name in read) == subscribed, (address, name)
        assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Stockholm"]
        for entry in read.walk("VEVENT"):
            assert entry.errors == []
            assert {"UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "SUMMARY", "STATUS", "URL"} <= set(entry)
            assert str(entry["URL"]).startswith(each_built.url)


def test_a_cancelled_event_stays_in_the_calendar_as_cancelled(built: Built, library: Library) -> None:
    entries = {str(e["UID"]): e for e in calendar(built).walk("VEVENT")}
    cancelled = entries[urn(library.district, "event/2024/klimatdag")]
    assert (cancelled["STATUS"], str(cancelled["SUMMARY"])[:9]) == ("CANCELLED", "Inställt:")
    assert cancelled["SEQUENCE"] > 0


def test_a_renamed_event_keeps_its_uid(built: Built, library: Library) -> None:
    renamed = next(event for event in library.events if event.was)
    (entry,) = calendar(built, f"{renamed.path}handelse.ics").walk("VEVENT")
    assert entry["UID"] == urn(library.district, f"event/{renamed.was[0]}")


@st.composite
def rules(draw: st.DrawFn, start: date) -> dict[str, Any]:
    """Draw a rule that the start fits."""
    every = draw(st.sampled_from(["day", "week", "month", "year"]))
    repeat: dict[str, Any] = {"every": every, "interval": str(draw(st.integers(1, 4)))}
    if every != "year" and draw(st.booleans()):
        repeat["on"] = (*{WEEKDAYS[start.weekday()], *draw(st.sets(st.sampled_from(WEEKDAYS), max_size=3))},)
        nth = [str((start.day - 1) // 7 + 1), *["last"] * ((start + timedelta(weeks=1)).month != start.month)]
        if every == "month" and draw(st.booleans()):
            repeat["nth"] = draw(st.sampled_from(nth))
    if draw(st.booleans()):
        return repeat | {"count": str(draw(st.integers(1, 15)))}
    return repeat | {"until": str(start + timedelta(days=draw(st.integers(0, 1200))))}


def irregular_days(start: date) -> st.SearchStrategy[dict[str, Any]]:
    days = st.lists(st.integers(0, 900), min_size=1, max_size=8, unique=True)
    return days.map(lambda after: {"dates": tuple(str(start + timedelta(days=number)) for number in after)})


@st.composite
def repeating(draw: st.DrawFn) -> Event | None:
    """Draw a repeating event with changed occasions; None if the rules refuse it."""
    start = draw(st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 31)).map(lambda d: d.replace(second=0)))
    whole_day = draw(st.booleans())
    repeat = draw(st.one_of(rules(start.date()), irregular_days(start.date())))
    written = {
        "title": "Möte",
        "published": "2023-01-01",
        "start": f"{start:%Y-%m-%d}" + ("" if whole_day else f" {start:%H:%M}"),
    }
    name = f"{start.year}/mote"
    event = records.event(name, **written, repeat=repeat)
    days = planned_days(event.start, event.repeat)
    chosen = draw(st.lists(st.sampled_from(days), unique=True, max_size=5)) if days else []
    shift = timedelta(days=draw(st.integers(-3, 3)), hours=draw(st.integers(0, 5)))
    clock = "" if whole_day else " %H:%M"
    moved = [
        {"from": str(day), "start": (datetime.combine(day, start.time()) + shift).strftime("%Y-%m-%d" + clock)}
        for day in chosen[3:]
    ]
    changed = {
        "except": tuple(str(day) for day in chosen[:2]),
        "cancelled": tuple({"date": str(day)} for day in chosen[2:3]),
        "moved": tuple(moved),
    }
    full = records.event(name, **written | {"repeat": repeat | changed})
    library = Library(BLUEBERRY, (full,))
    refused = any(finding for rule in (*RULES, *RULES_OF_PARTS) for finding in rule(library))
    return None if refused else full


@given(repeating())
def test_a_page_lists_the_occasions_that_its_calendar_expands_to(event: Event | None) -> None:
    if event is None:
        return
    built = built_from(event, today=date(2023, 1, 1))
    found = expanded(calendar(built), date(2022, 1, 1), date(2099, 1, 1))
    assert found == listed(event_occasions(event), BLUEBERRY)


def series(**repeat: Any) -> Event:
    start = {"start": "2027-02-25 18:00", "end": "2027-02-25 20:00", "published": "2026-11-01"}
    return records.event("2027/a", title="A", **start, repeat=repeat)


def built_from(*scheduled: Event | Study, today: date = date(2026, 11, 26)) -> Built:
    return build(Library(BLUEBERRY, scheduled), today)


def entries_of(built: Built, name: str = "kalender/kalender.ics") -> list[Any]:
    return list(calendar(built, name).walk("VEVENT"))


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


def test_a_whole_day_keeps_nobody_busy() -> None:
    camp = records.event("2027/lager", start="2027-06-05", end="2027-06-07")
    meeting = records.event("2027/mote", start="2027-02-01 18:00", end="2027-02-01 20:00")
    found = {str(e["URL"]).split("/")[-2]: e for e in entries_of(built_from(camp, meeting))}
    assert (found["lager"]["TRANSP"], found["lager"]["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert not {"TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"} & set(found["mote"])


def test_a_postponed_event_is_tentative_and_keeps_nobody_busy() -> None:
    (entry,) = entries_of(built_from(records.event("2027/mote", start="2027-02-01 18:00", status="postponed")))
    assert (entry["STATUS"], entry["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")
    assert entry["SUMMARY"] == "Uppskjutet: Möte"


def test_a_calendar_keeps_twelve_months_and_each_past_year_has_its_own() -> None:
    old = records.event("2023/mote", start="2023-02-01 18:00")
    cafe = records.event(
        "2023/cafe",
        start="2023-12-20 18:00",
        repeat={"every": "month", "count": "3", "moved": ({"from": "2023-12-20", "start": "2023-12-21 18:00"},)},
    )
    circle = records.study("cirkel", sessions=({"start": "2023-03-01 18:00"}, {"start": "2024-03-01 18:00"}))

    def starts(today: date, name: str = "kalender/kalender.ics") -> list[date]:
        found = expanded(calendar(built_from(old, cafe, circle, today=today), name), date(2022, 1, 1), date(2025, 1, 1))
        return sorted(datetime.combine(start, datetime.min.time()).date() for _, start in found)

    meeting, first, second = date(2023, 2, 1), date(2023, 3, 1), date(2024, 3, 1)
    series = [date(2023, 12, 21), date(2024, 1, 20), date(2024, 2, 20)]
    assert starts(date(2024, 2, 1)) == [meeting, first, *series, second]
    assert starts(date(2024, 2, 15)) == [first, *series, second]
    assert starts(date(2025, 2, 20)) == [*series, second]
    assert starts(date(2025, 2, 22)) == [second]
    assert starts(date(2025, 2, 22), "kalender/kalender-2023.ics") == [meeting, first, *series]
    assert starts(date(2025, 2, 22), "kalender/kalender-2024.ics") == [*series, second]


def test_the_page_of_a_past_year_leads_to_its_calendar() -> None:
    event = records.event("2024/mote", start="2024-02-01 18:00")
    address = "kalender/kalender-2024.ics"
    before, after = (built_from(event, today=day) for day in (date(2024, 12, 31), date(2025, 1, 1)))
    assert address not in before.addresses
    assert address not in before.links("kalender/2024/")
    assert address in after.addresses
    assert address in after.links("kalender/2024/")


def test_an_event_that_becomes_too_old_does_not_look_cancelled() -> None:
    kept = records.event("2024/kvar", start="2024-06-01 18:00")
    weekly = {"every": "week", "count": "30"}
    series = records.event("2024/serie", start="2024-01-03 18:00", repeat=weekly)
    old = records.event("2024/gammalt", start="2024-02-01 18:00")
    before, after = (
        {str(e["UID"]): e.to_ical() for e in entries_of(built_from(kept, series, old, today=day))}
        for day in (date(2024, 3, 1), date(2025, 3, 1))
    )
    assert len(before) == len(after) + 1
    assert after.items() <= before.items()


def test_a_moved_meeting_or_event_keeps_its_uid_and_shows_its_old_time() -> None:
    def scheduled(**changed: str) -> Built:
        meeting = {"start": "2027-02-01 18:00"} | changed
        circle = records.study("cirkel", sessions=(meeting, {"start": "2027-02-08 18:00"}))
        return built_from(circle, records.event("2027/mote", **{"start": "2027-02-01 18:00"} | changed))

    before = scheduled()
    after = scheduled(start="2027-02-10 19:00", moved_from="2027-02-01 18:00")
    assert {e["UID"] for e in entries_of(before)} == {e["UID"] for e in entries_of(after)}
    moved = [e for e in entries_of(after) if local(e["DTSTART"].dt) == datetime(2027, 2, 10, 19)]
    assert [str(e["DESCRIPTION"]) for e in moved] == ["Flyttat från måndag 1 februari 2027 kl. 18.00."] * 2
    for address in ("studier/cirkel/", "kalender/2027/mote/"):
        (old,) = after.page(address).xpath("//s")
        assert old.text_content() == "Måndag 1\xa0februari 2027 kl.\xa018.00"


def test_the_note_of_a_study_stands_on_its_page_once_and_in_each_meeting() -> None:
    meetings = ({"start": "2027-02-01 18:00"}, {"start": "2027-02-08 18:00"})
    built = built_from(records.study("cirkel", note="Ny lokal.", sessions=meetings))
    assert built.text("studier/cirkel/").count("Ny lokal.") == 1
    assert [str(e["DESCRIPTION"]) for e in entries_of(built)] == ["Ny lokal."] * 2
