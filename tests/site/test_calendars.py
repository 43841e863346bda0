"""The calendars, as read by other programs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

import records
from built import BLUEBERRY, Built
from calendar_programs import Start, built_from, calendar, days_in_khal, expanded
from district.checks.rules import RULES, RULES_OF_PARTS
from district.library.identity import urn
from district.library.library import Library
from district.library.occasions import Occasion, event_occasions, planned_days
from district.model.district import District
from district.model.event import WEEKDAYS, Event
from district.model.study import Study


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
