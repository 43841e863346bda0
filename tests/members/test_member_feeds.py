"""The members' feeds."""

from dataclasses import replace

import feedparser
import pytest
from icalendar import Calendar

from built import BLUEBERRY, TODAY
from district.library.library import Library
from district.members import member_feeds
from district.model.event import Event
from district.model.study import Study
from district.reading import load, settings
from records import event, study
from sealed import MEMBERS

KEY = bytes(range(32))


DOOR = member_feeds.FeedSettings("https://example.org/", KEY, "1")


@pytest.fixture(scope="module")
def members() -> Library:
    return load.library(settings.folders(MEMBERS))


def test_brief_feeds_say_that_something_is_new_and_when_but_not_what(members: Library) -> None:
    made = dict(member_feeds.member_feeds(members, DOOR, TODAY))
    whole = b"".join(made.values()).decode()
    for record in members.records:
        if record.origin.members:
            for word in (record.title, record.name, record.path, record.summary or record.title):
                assert word not in whole
    rss = feedparser.parse(made[f"{DOOR.folder}feed.xml"])
    written = [record for record in members.records if record.origin.members]
    assert not rss.bozo
    assert len(rss.entries) == len({entry.id for entry in rss.entries}) == len(written)
    assert {entry.title for entry in rss.entries} == {"Nytt på medlemssidorna"}
    assert {entry.link for entry in rss.entries} == {"https://example.org/medlem/"}
    assert b'content="noindex"' in made[f"{DOOR.folder}feed.xml"]
    events = Calendar.from_ical(made[f"{DOOR.folder}kalender.ics"]).walk("VEVENT")
    assert {event["SUMMARY"].removeprefix("Preliminärt: ") for event in events} == {"Medlemsaktivitet"}
    assert not {"DESCRIPTION", "LOCATION", "CATEGORIES"} & {key for event in events for key in event}


def test_full_feeds_have_titles_and_link_to_the_sealed_page(members: Library) -> None:
    door = member_feeds.FeedSettings("https://example.org/", KEY, "1", full=True)
    made = dict(member_feeds.member_feeds(members, door, TODAY))
    rss = feedparser.parse(made[f"{door.folder}feed.xml"])
    links = {entry.title: entry.link for entry in rss.entries}
    assert links["Vårfest med knytkalas"] == "https://example.org/medlem/#/kalender/2025/medlemsfest/"


def test_a_new_epoch_changes_the_feeds_address_and_no_entrys_id(members: Library) -> None:
    later = member_feeds.FeedSettings("https://example.org/", KEY, "2")
    assert later.folder != DOOR.folder
    assert len(DOOR.folder) == len("f//") + 40
    made = [dict(member_feeds.member_feeds(members, door, TODAY))[f"{door.folder}feed.xml"] for door in (DOOR, later)]
    ids = [{entry.id for entry in feedparser.parse(feed).entries} for feed in made]
    assert ids[0] == ids[1]


@pytest.mark.parametrize("full", [False, True])
def test_the_calendar_has_what_is_coming_and_the_last_twelve_months(full: bool) -> None:
    def members_only(found: Event | Study) -> Event | Study:
        return found.model_copy(update={"origin": replace(found.origin, members=True)})

    starts = ["2025-06-01 18:30", "2024-06-01 18:30", "2023-06-01 18:30"]
    events = (event(f"{start[:4]}/mote", start=start) for start in starts)
    written = (*events, study(sessions=[{"start": start.replace("18:30", "19:00")} for start in starts]))
    door = replace(DOOR, full=full)
    made = dict(member_feeds.member_feeds(Library(BLUEBERRY, (*map(members_only, written),)), door, TODAY))
    entries = Calendar.from_ical(made[f"{door.folder}kalender.ics"]).walk("VEVENT")
    assert sorted(entry["DTSTART"].dt.year for entry in entries) == [2024, 2024, 2025, 2025]
