"""Text in plain fields is shown as written on pages, in feeds and in calendars."""

import html as entities
from typing import Any

import feedparser
from hypothesis import example, given, settings
from icalendar import Calendar

from built import BLUEBERRY, Built, build
from district.library.identity import urn
from district.library.library import Library
from district.model.district import District
from records import event, plan, study
from texts import folded, one_line, repaired, written


def one_event(**values: Any) -> Built:
    return build(Library(BLUEBERRY, (event(**values),)))


@given(written)
@example("\\N\\n\\;,")
def test_a_title_is_the_same_on_the_page_in_the_feed_and_in_the_calendar(text: str) -> None:
    built = one_event(title=text)
    page = built.page("kalender/2025/mote/")
    assert folded(page.find(".//h1").text_content()) == folded(text)
    feed = feedparser.parse(built.file("atom.xml"))
    assert folded(entities.unescape(feed.entries[0].title)) == folded(entities.unescape(repaired(text)))
    calendar = Calendar.from_ical(built.file("kalender/2025/mote/handelse.ics"))
    assert calendar.walk("VEVENT")[0]["SUMMARY"] == text


@given(written)
def test_text_in_a_plain_field_of_an_event_never_becomes_markup(text: str) -> None:
    usual = one_event(note="x", organizer="x", summary="x", **{"for": "x"}).page("kalender/2025/mote/")
    values = {"note": text, "organizer": text, "summary": text, "for": text}
    hostile = one_event(**values).page("kalender/2025/mote/")
    # The only element that plain text can give is a line break.
    tags = [element.tag for element in hostile.iter() if element.tag != "br"]
    assert tags == [element.tag for element in usual.iter()]
    assert folded(hostile.text_content()).count(folded(text)) >= 4


DISTRICT = District.model_validate(
    {"name": "Blåbär", "short_name": "Blåbär", "id": "blabar", "municipalities": [{"id": "vik", "name": "Vik"}]}
)


def everywhere(text: str) -> Built:
    """A site with the text in every plain field of an event, a study and a plan."""
    where = {"name": text, "address": text, "municipality": "vik"}
    session = {"start": "2025-06-01", "title": text, "reading": text, "note": text, "where": {"name": text}}
    materials = [{"title": text, "author": text, "note": text}]
    people = {"for": text, "leader": text, "organizer": text}
    goal = {"id": "mal", "text": text, "responsible": text, "history": [{"date": "2025-02-01", "text": text}]}
    area = {"id": "omrade", "title": text, "quote": {"text": text, "source": text}, "goals": [goal]}
    records = (
        event(summary=text, note=text, where=where),
        study(sessions=[session], materials=materials, **people),
        plan(areas=[area]),
    )
    return build(Library(DISTRICT, records))


# How many plain fields each page shows.
PAGES = {"studier/cirkel/": 8, "plan/2025/": 5, "kalender/2025/mote/": 4}


USUAL = everywhere("x")


@settings(max_examples=15)
@given(one_line)
def test_every_plain_field_is_shown_as_written_and_never_becomes_markup(text: str) -> None:
    built = everywhere(text)
    for address, fields in PAGES.items():
        page, usual = built.page(address), USUAL.page(address)
        assert [element.tag for element in page.iter()] == [element.tag for element in usual.iter()]
        assert folded(page.text_content()).count(folded(text)) >= fields


@settings(max_examples=15)
@given(one_line)
@example("Â¡")
def test_a_summary_and_a_place_are_the_same_in_the_feed_and_in_the_calendar(text: str) -> None:
    built = everywhere(text)
    entry = next(
        e for e in feedparser.parse(built.file("kalender/atom.xml")).entries if e.id == urn(DISTRICT, "event/2025/mote")
    )
    summary = folded(entities.unescape(entry.summary))
    assert any(folded(entities.unescape(form)) in summary for form in (text, repaired(text)))
    (entry,) = Calendar.from_ical(built.file("kalender/2025/mote/handelse.ics")).walk("VEVENT")
    assert text in entry["DESCRIPTION"]
    assert str(entry["LOCATION"]).startswith(f"{text}, {text}, Vik")
