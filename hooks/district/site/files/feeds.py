"""RSS 2.0 and Atom (RFC 4287) for every channel, made by feedgen."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, cached_property, partial
from html import escape
from itertools import islice
from mimetypes import guess_type
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from district.library.activity import GoalReport, goal_reports
from district.library.channels import Channel
from district.library.library import Library
from district.model.base import Record
from district.model.event import Event
from district.model.plan import Plan
from district.model.study import Study
from district.site.content import Content
from district.site.templating import Templates

NEWEST = 50  # items in one feed
_MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class Picture:
    """A file that goes with an item; `length` in bytes."""

    path: str
    length: int

    @property
    def type(self) -> str:
        return guess_type(self.path)[0] or "application/octet-stream"


@dataclass(frozen=True)
class Item:
    """One piece of news; `guid` never changes, whatever becomes of its record."""

    guid: str
    title: str
    path: str
    published: date
    updated: date
    summary: str
    write: Callable[[], str]
    topics: tuple[str, ...] = ()
    picture: Picture | None = None

    @cached_property
    def html(self) -> str:
        """Its full text; most items are too old to be in any feed, and theirs is never written."""
        return self.write()


def feeds(
    library: Library, channels: Iterable[Channel], templates: Templates, site_url: str
) -> Iterator[tuple[str, Content]]:
    """Every channel's RSS and Atom, by address; each record's items are written once."""

    @cache
    def items() -> list[tuple[str, Item]]:
        """All that is news, the newest first, and whose it is."""
        found = ((rec.path, item) for rec in library.records for item in items_of(library, rec, templates, site_url))
        return sorted(found, key=lambda known: (known[1].published, known[1].guid), reverse=True)

    def newest(channel: Channel) -> list[Item]:
        return list(islice((item for path, item in items() if path in channel.paths), NEWEST))

    def rss(channel: Channel) -> bytes:
        return bytes(feed_file(library, channel, newest(channel), site_url, channel.rss).rss_str(pretty=True))

    def atom(channel: Channel) -> bytes:
        return bytes(feed_file(library, channel, newest(channel), site_url, channel.atom).atom_str(pretty=True))

    for channel in channels:
        # Items name goals, and so say what their plans say.
        yield channel.rss, Content(partial(rss, channel), of=("rss", channel, library.plans))
        yield channel.atom, Content(partial(atom, channel), of=("atom", channel, library.plans))


def guid(record: Record, site_url: str) -> str:
    """A tag URI (RFC 4151) of its oldest name, the year it was published and the site's host."""
    return _tag(site_url, record.published, f"{record.kind}/{record.oldest_name}")


def _tag(site_url: str, published: date, name: str) -> str:
    return f"tag:{urlsplit(site_url).hostname},{published.year}:{name}"


def items_of(library: Library, record: Record, templates: Templates, site_url: str) -> Iterator[Item]:
    """The record as news, and once more if it is not going to be as it was announced."""
    word = _changed(record, templates)
    item = Item(
        guid=guid(record, site_url),
        title=f"{word}: {record.title}" if word else record.title,
        path=record.path,
        published=record.published,
        updated=record.changed,
        summary=_summary(record),
        write=partial(_html, library, record, templates),
        topics=tuple(library.names[topic] for topic in record.topics),
        picture=_picture(library, record),
    )
    yield item
    if word and isinstance(record, Event | Study):
        yield replace(item, guid=f"{item.guid}/{record.status}", published=record.changed)
    if isinstance(record, Plan):
        yield from (_told(row, templates, site_url) for row in goal_reports(library, record))


def _told(told: GoalReport, templates: Templates, site_url: str) -> Item:
    """What was told of a goal, as news of that day."""
    return Item(
        guid=_tag(site_url, told.published, f"{told.kind}/{told.name}"),
        title=str(templates.words.goal_change[told.change]).format(told.plan_goal.goal.text),
        path=told.path,
        published=told.published,
        updated=told.published,
        summary=told.row.text,
        write=partial(_history_html, told, templates),
    )


def _history_html(told: GoalReport, templates: Templates) -> str:
    return templates.render("feed-history.html", plan_goal=told.plan_goal, row=told.row).strip()


def _picture(library: Library, record: Record) -> Picture | None:
    known = record.image and library.media.get(record.image.file)
    return Picture(record.image.file, known.length) if record.image and known and known.length else None


def _html(library: Library, record: Record, templates: Templates) -> str:
    words = {"record": record, "occasions": library.occasions_of(record), "folder": record.text_folder}
    return templates.render(f"feed-{record.kind}.html", **words).strip()


def _changed(record: Record, templates: Templates) -> str | None:
    """Inställt, Uppskjutet or Flyttat till nätet, when a reader must know before anything else."""
    if isinstance(record, Event) and record.status in ("cancelled", "postponed", "moved_online"):
        return str(templates.words.event_status[record.status])
    if isinstance(record, Study) and record.status == "cancelled":
        return str(templates.words.study_status[record.status])
    return None


def _summary(record: Record) -> str:
    note = record.note if isinstance(record, Event) else None
    return " ".join(filter(None, [note, record.summary])) or record.title


def feed_file(library: Library, channel: Channel, items: list[Item], site_url: str, path: str) -> FeedGenerator:
    zone = ZoneInfo(library.district.timezone)
    feed = FeedGenerator()
    feed.id(site_url + channel.folder)
    feed.title(channel.title)
    feed.subtitle(channel.about)
    feed.author(name=library.district.name)
    feed.language(library.district.language)
    kind = "application/rss+xml" if path == channel.rss else "application/atom+xml"
    feed.link(href=site_url + path, rel="self", type=kind)
    # Last: feedgen takes the latest link for RSS's own.
    feed.link(href=site_url + channel.folder, rel="alternate", type="text/html")
    # The first plan is as old as the site: an empty channel has not changed since.
    newest = max(
        (item.updated for item in items), default=min((p.published for p in library.plans), default=date(2000, 1, 1))
    )
    feed.updated(datetime.combine(newest, _MIDNIGHT, zone))
    feed.generator("district")
    for item in items:
        feed.add_entry(_entry(item, site_url, zone, is_rss=path == channel.rss), order="append")
    return feed


def _entry(item: Item, site_url: str, zone: ZoneInfo, *, is_rss: bool) -> FeedEntry:
    entry = FeedEntry()
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.link(href=site_url + item.path, rel="alternate", type="text/html")
    # feedgen 1.0 forgets an Atom link's rel, and a picture would stand as the item's page.
    if item.picture and is_rss:
        entry.enclosure(site_url + item.picture.path, item.picture.length, item.picture.type)
    entry.summary(item.summary)
    # Readers take RSS's description for HTML (and feedgen takes it for Atom's content, set below).
    entry.description(escape(item.summary))
    entry.content(item.html, type="html")
    entry.published(datetime.combine(item.published, _MIDNIGHT, zone))
    entry.updated(datetime.combine(item.updated, _MIDNIGHT, zone))
    for topic in item.topics:
        entry.category(term=topic, label=topic)
    return entry
