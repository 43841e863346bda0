"""Generate the members' RSS and iCalendar files, at secret addresses for readers that cannot log in.

By default they say that something is new, and when something takes place, but not what.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from icalendar import vUri
from pydantic import BaseModel

from district.library.channels import Channel
from district.library.library import Library
from district.library.occasions import Occasion
from district.model.base import Origin, Record
from district.model.event import Event
from district.model.study import Study
from district.site.files.calendars import KEPT_FOR
from district.site.files.feeds import Item, feed_file, items_of
from district.site.files.vcalendar import Maker, Properties
from district.site.templating import Templates, outward

M = TypeVar("M", bound=BaseModel)
ITEM_TITLE, EVENT_TITLE = "Nytt på medlemssidorna", "Medlemsaktivitet"
ITEM_TEXT = "Lås upp medlemssidorna för att läsa."


@dataclass(frozen=True)
class FeedSettings:
    """The public site's address, the secret that addresses are derived from, and whether the feeds show contents.

    A new `epoch` moves the feeds to another address.
    """

    site_url: str
    secret: bytes
    epoch: str
    full: bool = False

    @property
    def folder(self) -> str:
        """The feeds' folder, relative to the site's address."""
        return f"f/{self.pseudonym(f'epoch {self.epoch}')}/"

    @property
    def member_url(self) -> str:
        """The address of the member pages."""
        return f"{self.site_url}medlem/"

    def pseudonym(self, text: str) -> str:
        """Return 40 hexadecimal digits derived from a text: HMAC-SHA-256 truncated to 160 bits (RFC 2104, 5)."""
        return hmac.digest(self.secret, text.encode(), "sha256")[:20].hex()


def member_feeds(library: Library, settings: FeedSettings, today: date) -> Iterator[tuple[str, bytes]]:
    """Yield the files for the records that are for members only, by path relative to the site's address.

    They are an RSS 2.0 feed, a calendar (RFC 5545), and a page that links to both.
    """
    records = tuple(record for record in library.records if record.origin.members)
    title, about = f"{library.district.name}: medlemmar", "Det som är nytt för medlemmar"
    channel = Channel(settings.folder, title, title, about, records, "kalender.ics")
    items = sorted(_items(library, records, settings), key=lambda item: (item.published, item.name), reverse=True)
    feed = feed_file(library, channel, items, settings.site_url, channel.rss)
    yield channel.rss, feed.replace(b"<channel>", b"<channel>" + _NOINDEX, 1)
    yield channel.calendar, _calendar(library, channel, settings, today)
    html = Templates(district=library.district).render("member-feeds.html")
    yield f"{settings.folder}index.html", html.encode()


# Search engines read this element in a feed. A static host cannot send X-Robots-Tag instead.
_NOINDEX = b'<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="robots" content="noindex"/>'


def _calendar(library: Library, channel: Channel, settings: FeedSettings, today: date) -> bytes:
    scheduled = (record for record in channel.records if isinstance(record, Event | Study))
    shown = tuple(record if settings.full else _masked(record, settings) for record in scheduled)
    maker = _Maker(replace(library, all_records=shown), settings)
    return maker.of_channel(replace(channel, records=shown), today - KEPT_FOR)


class _Maker(Maker):
    """Make VEVENTs that link to the member pages, and leave out descriptions unless the feeds are full."""

    def __init__(self, library: Library, settings: FeedSettings) -> None:
        super().__init__(library, _templates(library, settings), settings.site_url)
        self._settings = settings

    def properties(self, occasion: Occasion, suffix: str = "") -> Properties:
        properties = super().properties(occasion, suffix)
        full = self._settings.full
        properties["URL"] = [vUri(self._settings.member_url + (f"#/{occasion.record.path}" if full else ""))]
        if not full:
            properties.pop("DESCRIPTION", None)
        return properties


def _templates(library: Library, settings: FeedSettings) -> Templates:
    """Return templates whose links lead to the member pages, whose addresses are in the fragment."""
    return outward(library, f"{settings.member_url}#/")


def _items(library: Library, records: tuple[Record, ...], settings: FeedSettings) -> Iterator[Item]:
    if settings.full:
        templates = _templates(library, settings)
        for record in records:
            for item in items_of(library, record, templates):
                yield replace(item, path=f"medlem/#/{item.path}")
        return
    for record in records:
        name = settings.pseudonym(f"{record.kind}/{record.oldest_name}")
        yield Item(f"medlem/{name}", ITEM_TITLE, "medlem/", record.published, record.changed, ITEM_TEXT, str)


# The fields that tell when something takes place and if it does; the parts that have such fields; and how it repeats.
_KEPT = frozenset(
    [
        "start",
        "end",
        "moved_from",
        "status",
        "published",
        "updated",
        "date",
        "from_",
        "sessions",
        "repeat",
        "cancelled",
        "moved",
        "except_",
        "every",
        "interval",
        "on",
        "nth",
        "dates",
        "until",
        "count",
    ]
)


def _masked(record: Event | Study, settings: FeedSettings) -> Event | Study:
    """Return a copy with the record's times and status only, under a pseudonym."""
    name = settings.pseudonym(f"{record.kind}/{record.oldest_name}")
    origin = Origin("", name, changed=record.origin.changed, sequence=record.origin.sequence)
    return _times(record).model_copy(update={"title": EVENT_TITLE, "origin": origin})


def _times(part: M) -> M:
    """Return a copy of a record or a part of it, with the fields of _KEPT only."""
    kept = {name: getattr(part, name) for name in part.model_fields_set & _KEPT}
    for name, value in kept.items():
        if isinstance(value, BaseModel):
            kept[name] = _times(value)
        elif isinstance(value, tuple):
            kept[name] = tuple(_times(each) if isinstance(each, BaseModel) else each for each in value)
    return part.model_construct(**kept)
