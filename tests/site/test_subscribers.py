"""What a subscriber sees of each kind of change, in programs that read calendars and feeds."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
import recurring_ical_events
from icalendar import Calendar

from built import BLUEBERRY, Built, build
from calendar_programs import listed_by_khal, local
from district.library.identity import urn
from district.library.library import Library
from district.model.base import Record
from records import event, study

TABLE = Path(__file__).with_name("subscribers.md")
CALENDAR = "kalender/kalender.ics"
CHANGED: dict[str, Any] = {"updated": "2025-03-10"}
CANCELLED = {"status": "cancelled", "note": "Storm."}
SERIES = {"every": "week", "count": "3"}
MEETING = {"start": "2025-06-01 18:30"}


def series(**changed: Any) -> dict[str, Any]:
    return {"repeat": SERIES | changed}


def meetings(**changed: Any) -> dict[str, Any]:
    return {"sessions": [MEETING | changed, {"start": "2025-06-08 18:30"}]}


MOVED = {"start": "2025-06-02 19:00", "moved_from": "2025-06-01 18:30"}
NEW_PLACE = {"where": {"name": "Parken"}, "note": "Vi ses i Parken."}
ON_AGAIN = {"status": "confirmed", "note": "Det blir av som planerat."}
# By the record's name: the values before and after the change.
CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "event-moved": ({}, MOVED),
    "event-elsewhere": ({"where": {"name": "Lokalen"}}, NEW_PLACE),
    "event-cancelled": ({}, CANCELLED),
    "event-postponed": ({}, {"status": "postponed", "note": "Ny dag kommer."}),
    "event-online": ({}, {"status": "moved_online", "where": {"online": "https://mote.example/"}}),
    "event-on-again": ({"updated": "2025-03-02", **CANCELLED}, ON_AGAIN),
    "event-reworded": ({}, {"text": "Mer."}),
    "series-cancelled": (series(), series() | CANCELLED),
    "series-one-cancelled": (series(), series(cancelled=[{"date": "2025-06-08", "note": "Storm."}])),
    "series-one-moved": (series(), series(moved=[{"from": "2025-06-08", "start": "2025-06-09 19:00"}])),
    "series-one-elsewhere": (
        series(),
        series(moved=[{"from": "2025-06-08", "start": "2025-06-08 18:30", **NEW_PLACE}]),
    ),
    "series-one-on-again": (
        {"updated": "2025-03-02", **series(cancelled=[{"date": "2025-06-08"}])},
        series() | {"note": "Den 8 juni blir av."},
    ),
    "study-cancelled": (meetings(), meetings() | CANCELLED),
    "study-on-again": (meetings() | CANCELLED, meetings() | {"status": "open", "note": "Vi har en ledare!"}),
    "study-one-cancelled": (meetings(), meetings(**CANCELLED)),
    "study-one-moved": (meetings(), meetings(**MOVED)),
    "study-one-on-again": (meetings(**CANCELLED), meetings(**ON_AGAIN)),
}
AGED = event("2024/event-aged-out", start="2024-03-05 18:30", published="2024-01-01")


def made(name: str, values: dict[str, Any]) -> Record:
    return study(name, **values) if name.startswith("study") else event(f"2025/{name}", **values)


@pytest.fixture(scope="module")
def before() -> Built:
    changed = (made(name, values) for name, (values, _) in CHANGES.items())
    others = (event("2025/event-renamed"), event("2025/event-removed"), AGED)
    return build(Library(BLUEBERRY, (*changed, *others)), date(2025, 3, 1))


@pytest.fixture(scope="module")
def after() -> Built:
    changed = (made(name, CHANGED | values) for name, (_, values) in CHANGES.items())
    others = (event("2025/event-new-name", was=["2025/event-renamed"], **CHANGED), AGED)
    return build(Library(BLUEBERRY, (*changed, *others)), date(2025, 3, 15))


GONE = ("event-removed", "event-aged-out")
NEW_NAMES = {"event-renamed": "event-new-name"}
NAMES = (*CHANGES, *NEW_NAMES, *GONE)


def uids(name: str) -> list[str]:
    """Return the UIDs of a record's events in calendars."""
    if name.startswith("study"):
        return [urn(BLUEBERRY, f"study/{name}/{start}") for start in ("2025-06-01T18:30", "2025-06-08T18:30")]
    return [urn(BLUEBERRY, f"event/{2024 if name == 'event-aged-out' else 2025}/{name}")]


def entries(built: Built) -> dict[str, list[Any]]:
    """Return the VEVENTs of the calendar by UID."""
    found: dict[str, list[Any]] = {}
    for entry in Calendar.from_ical(built.file(CALENDAR)).walk("VEVENT"):
        found.setdefault(str(entry["UID"]), []).append(entry)
    return found


def occasions(built: Built) -> dict[str, list[str]]:
    """Return the occasions of the calendar, with their status, by UID."""
    query = recurring_ical_events.of(Calendar.from_ical(built.file(CALENDAR)))
    found: dict[str, list[str]] = {}
    for entry in sorted(query.between(date(2024, 1, 1), date(2026, 1, 1)), key=lambda entry: entry["DTSTART"].dt):
        start = local(entry["DTSTART"].dt)
        found.setdefault(str(entry["UID"]), []).append(f"{start:%-d/%-m %H:%M} {entry['STATUS'].lower()}")
    return found


def new_entries(before: Built, after: Built) -> dict[str, list[str]]:
    """Return the feed's entries that a reader has not seen, by the name in their links."""
    old, new = (feedparser.parse(built.file("kalender/atom.xml")).entries for built in (before, after))
    known = {entry.id for entry in old}
    found: dict[str, list[str]] = {}
    for entry in new:
        if entry.id not in known:
            found.setdefault(entry.link.split("/")[-2], []).append(f"{entry.published[:10]} {entry.title}")
    return found


def in_khal(before: Built, after: Built, folder: Path) -> dict[str, list[str]]:
    """Return what khal lists after reading both calendars, by UID."""
    calendars = [built.file(CALENDAR) for built in (before, after)]
    found: dict[str, list[str]] = {}
    for line in sorted(listed_by_khal(calendars, folder, "2025-01-01", 365, "{uid}|{start}|{title}")):
        uid, start, title = line.split("|")
        found.setdefault(uid, []).append(f"{int(start[8:10])}/{int(start[5:7])} {start[11:]} {title}")
    return found


def test_the_table_of_what_subscribers_see(before: Built, after: Built, tmp_path: Path) -> None:
    told = new_entries(before, after)
    calendars = (occasions(before), occasions(after), in_khal(before, after, tmp_path))
    rows = ["| change | recurring-ical-events before | after | khal | new in the feed |", "|---|---|---|---|---|"]
    for name in NAMES:
        seen = [[line for uid in uids(name) for line in found.get(uid, [])] for found in calendars]
        seen.append(told.get(NEW_NAMES.get(name, name), []))
        rows.append(f"| {name} | {' | '.join('<br>'.join(each) or '–' for each in seen)} |")
    table = "\n".join([*rows, ""])
    # To update the table: REWRITE=1 pytest tests/site/test_subscribers.py, then read what changed.
    if os.environ.get("REWRITE"):
        TABLE.write_text(table, "utf-8")
    assert table == TABLE.read_text("utf-8")


def test_a_changed_event_has_its_uid_and_a_higher_sequence(before: Built, after: Built) -> None:
    old, new = entries(before), entries(after)
    for name in NAMES:
        for uid in uids(name) if name not in GONE else ():
            for key in ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP"):
                first, last = ([getattr(e[key], "dt", e[key]) for e in found[uid]] for found in (old, new))
                assert max(first) < min(last), (name, key)
    assert old.keys() - new.keys() == {uid for name in GONE for uid in uids(name)}
    assert new.keys() <= old.keys()
