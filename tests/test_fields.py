"""Any text in any plain field comes out as that text, and never as markup: page, feed and calendar."""

import html as entities
from typing import Any

import feedparser
from hypothesis import given, settings
from icalendar import Calendar

from district.library.library import Library
from district.model.base import ORIGIN, Origin
from district.model.district import District
from district.model.event import Event
from district.model.plan import Plan
from district.model.study import Study
from district.site import site
from test_text import TODAY, URL, folded, shown, written

HEAD = {"title": "Rubrik", "published": "2025-01-01"}
DISTRICT = District.model_validate(
    {"name": "Blåbär", "short_name": "Blåbär", "municipalities": [{"id": "vik", "name": "Vik"}]}
)


def study(text: str) -> Study:
    session = {"start": "2025-06-01", "title": text, "reading": text, "note": text, "where": {"name": text}}
    fields: dict[str, Any] = {"kind": "circle", "for": text, "leader": text, "organizer": text, "sessions": [session]}
    fields["materials"] = [{"title": text, "author": text, "note": text}]
    return Study.model_validate({**HEAD, **fields, ORIGIN: Origin("a.yml", "cirkel")})


def plan(text: str) -> Plan:
    goal = {"id": "mal", "text": text, "responsible": text, "history": [{"date": "2025-02-01", "text": text}]}
    area = {"id": "omrade", "title": text, "quote": {"text": text, "source": text}, "goals": [goal]}
    return Plan.model_validate({**HEAD, "areas": [area], ORIGIN: Origin("b.yml", "2025")})


def event(text: str) -> Event:
    where = {"name": text, "address": text, "municipality": "vik"}
    fields = {"start": "2025-06-01 18:30", "summary": text, "note": text, "where": where}
    return Event.model_validate({**HEAD, **fields, ORIGIN: Origin("c.yml", "2025/mote")})


def built(text: str) -> dict[str, site.Content]:
    library = Library(DISTRICT, events=(event(text),), studies=(study(text),), plans=(plan(text),))
    return site.build(library, TODAY, URL)


PAGES = {"studier/cirkel/index.md": 8, "plan/2025/omrade/index.md": 5, "kalender/2025/mote/index.md": 4}
USUAL = built("x")
# Where a note keeps its lines, they are no markup of its author's.
one_line = written.map(folded).filter(bool)


@settings(max_examples=15)
@given(one_line)
def test_every_plain_field_reads_as_written_and_is_no_markup(text: str) -> None:
    made = built(text)
    for path, fields in PAGES.items():
        page, usual = shown(str(made[path].data)), shown(str(USUAL[path].data))
        assert [element.tag for element in page.iter()] == [element.tag for element in usual.iter()]
        assert folded(page.text_content()).count(folded(text)) >= fields


@settings(max_examples=15)
@given(one_line)
def test_a_summary_and_a_place_are_the_same_in_feed_and_calendar(text: str) -> None:
    made = built(text)
    entry = next(e for e in feedparser.parse(made["kalender/atom.xml"].data).entries if e.id.endswith("2025/mote"))
    assert folded(entities.unescape(text)) in folded(entities.unescape(entry.summary))
    (happening,) = Calendar.from_ical(made["kalender/2025/mote/handelse.ics"].data).walk("VEVENT")
    assert text in happening["DESCRIPTION"]
    assert str(happening["LOCATION"]).startswith(f"{text}, {text}, Vik")
