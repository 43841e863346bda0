"""What is read outside the site says so if its links lead to the machine that made it."""

from email import message_from_bytes
from email.policy import SMTP

import feedparser
import pytest
from icalendar import Calendar

from built import BLUEBERRY, TODAY, build
from district.library.library import Library
from records import event, letter, study

RECORDS = (event(), event("2024/mote", start="2024-02-01 18:00"), study(sessions=[{"start": "2025-06-02"}]), letter())


@pytest.mark.parametrize(
    ("url", "is_trial"),
    [
        ("http://localhost:8000/", True),
        ("http://127.0.0.1:8000/", True),
        ("/", True),
        ("https://localhost.example/", False),
        ("https://blabar.example/forening/", False),
    ],
)
def test_feeds_calendars_and_mails_of_a_local_address_say_that_they_are_a_trial(url: str, is_trial: bool) -> None:
    built = build(Library(BLUEBERRY, RECORDS), TODAY, url)
    titles = [feedparser.parse(built.file(path)).feed.title for path in built.named("feed.xml", "atom.xml")]
    for path in built.named(".ics"):
        calendar = Calendar.from_ical(built.file(path))
        titles += [*filter(None, [calendar.get("X-WR-CALNAME")]), *(e["SUMMARY"] for e in calendar.walk("VEVENT"))]
    mail = message_from_bytes(built.file("nyhetsbrev/2025/brev/mejl.eml"), policy=SMTP)
    titles.append(mail["Subject"])
    assert {title.startswith("Prov: ") for title in titles} == {is_trial}
    for ending in ("html", "txt", "eml"):
        assert (b"Skicka det" in built.file(f"nyhetsbrev/2025/brev/mejl.{ending}")) == is_trial
    assert "Prov: " not in built.text("kalender/2025/mote/")
