"""Feeds for members whose readers cannot log in, at an address that only they are told.

By default they say that something is new and when something happens, never what.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from icalendar import vUri

from district.language.links import absolute
from district.library.channels import Channel
from district.library.library import Library
from district.library.occasions import Occasion
from district.model.base import Origin, Record
from district.model.event import Event, Moved, Repeat
from district.model.study import Session, Study
from district.site.files.calendars import Maker, Properties, calendar_file
from district.site.files.feeds import Item, feed_file, guid, items_of
from district.site.templating import Templates

NEWS, EVENT = "Nytt på medlemssidorna", "Medlemsaktivitet"


@dataclass(frozen=True)
class Door:
    """Where the member pages are, how their feeds' address is made, and whether the feeds tell all."""

    site_url: str
    secret: bytes
    epoch: str
    full: bool = False

    @property
    def folder(self) -> str:
        """Made of the epoch: changing that moves the feeds."""
        return f"f/{self.hidden(f'epoch {self.epoch}')}/"

    @property
    def pages(self) -> str:
        return f"{self.site_url}medlem/"

    def hidden(self, text: str) -> str:
        """HMAC-SHA-256 of the text, 160 bits of it: the same every time, and nobody can tell of what."""
        return hmac.digest(self.secret, text.encode(), "sha256")[:20].hex()


def member_feeds(library: Library, door: Door) -> Iterator[tuple[str, bytes]]:
    """RSS and iCalendar of what is for members alone, by address below the site's."""
    records = tuple(record for record in library.records if record.origin.members)
    title, about = f"{library.district.name}: medlemmar", "Det som är nytt för medlemmar"
    channel = Channel(door.folder, title, title, about, records, "kalender.ics")
    items = sorted(_items(library, records, door), key=lambda item: (item.published, item.guid), reverse=True)
    feed = feed_file(library, channel, items, door.site_url, channel.rss)
    yield channel.rss, feed.rss_str(pretty=True).replace(b"<channel>", b"<channel>" + _NOINDEX, 1)
    maker = _Maker(library, door)
    happening = (record for record in records if isinstance(record, Event | Study))
    shown = [record if door.full else _masked(record, door) for record in happening]
    yield channel.calendar, calendar_file(title, [entry for record in shown for entry in maker.entries(record)])
    html = Templates(district=library.district).render("member-feeds.html")
    yield f"{door.folder}index.html", html.encode()


# Feedburner's way of saying it, which search engines know; a static host has no headers of its own.
_NOINDEX = b'<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="robots" content="noindex"/>'


class _Maker(Maker):
    """Makes entries that lead to the member pages, and say no more than they may."""

    def __init__(self, library: Library, door: Door) -> None:
        link = partial(absolute, site_url=f"{door.pages}#/")
        super().__init__(library, Templates(library=library, district=library.district, link=link), door.site_url)
        self._door = door

    def properties(self, occasion: Occasion, suffix: str = "") -> Properties:
        properties = super().properties(occasion, suffix)
        properties["URL"] = [vUri(self._door.pages + (f"#/{occasion.record.path}" if self._door.full else ""))]
        if not self._door.full:
            properties.pop("DESCRIPTION", None)
        return properties


def _items(library: Library, records: tuple[Record, ...], door: Door) -> Iterator[Item]:
    if door.full:
        link = partial(absolute, site_url=f"{door.pages}#/")
        templates = Templates(library=library, district=library.district, link=link)
        for record in records:
            for item in items_of(library, record, templates, door.site_url):
                yield replace(item, path=f"medlem/#/{item.path}")
        return
    for record in records:
        year, hidden = record.published.year, door.hidden(f"{record.kind}/{record.oldest_name}")
        host = guid(record, door.site_url).removeprefix("tag:").partition(",")[0]
        says = "Lås upp medlemssidorna för att läsa."
        yield Item(f"tag:{host},{year}:medlem/{hidden}", NEWS, "medlem/", record.published, record.changed, says, str)


def _masked(record: Event | Study, door: Door) -> Event | Study:
    """The times of an event or a study, and nothing else of it."""
    origin = Origin("", door.hidden(f"{record.kind}/{record.oldest_name}"))
    nothing = {"title": EVENT, "summary": None, "text": None, "topics": (), "goals": (), "was": (), "image": None}
    if isinstance(record, Study):
        sessions = tuple(Session(start=s.start, end=s.end, status=s.status) for s in record.sessions)
        return record.model_copy(update={**nothing, "origin": origin, "sessions": sessions, "materials": ()})
    update = {**nothing, "origin": origin, "note": None, "where": None, "repeat": _bare(record.repeat)}
    return record.model_copy(update=update)


def _bare(repeat: Repeat | None) -> Repeat | None:
    moved = tuple(_times(row) for row in repeat.moved) if repeat else ()
    return repeat.model_copy(update={"moved": moved}) if repeat else None


def _times(row: Moved) -> Moved:
    return row.model_copy(update={"where": None, "note": None})
