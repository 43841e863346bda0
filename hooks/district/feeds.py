"""RSS 2.0 and Atom (RFC 4287) for every channel, made by feedgen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from district.channels import Channel
from district.library import Library
from district.model import Record
from district.templating import Templates

NEWEST = 50  # items in one feed
_MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class Item:
    """One piece of news; `guid` never changes, whatever becomes of its record."""

    guid: str
    title: str
    path: str
    published: date
    updated: date
    summary: str
    html: str
    topics: tuple[str, ...] = ()


def feeds(
    library: Library, channels: Iterable[Channel], templates: Templates, site_url: str
) -> Iterator[tuple[str, bytes]]:
    """Every channel's RSS and Atom, by address; each record's item is written once."""
    written = {record.path: item_of(library, record, templates, site_url) for record in library.records}
    for channel in channels:
        items = sorted(
            (written[record.path] for record in channel.records),
            key=lambda item: (item.published, item.guid),
            reverse=True,
        )[:NEWEST]
        yield channel.rss, feed_file(library, channel, items, site_url, channel.rss).rss_str(pretty=True)
        yield channel.atom, feed_file(library, channel, items, site_url, channel.atom).atom_str(pretty=True)


def guid(record: Record, site_url: str) -> str:
    """A tag URI (RFC 4151) of its oldest name, the year it was published and the site's host."""
    return f"tag:{urlsplit(site_url).hostname},{record.published.year}:{record.kind}/{record.oldest_name}"


def item_of(library: Library, record: Record, templates: Templates, site_url: str, path: str = "") -> Item:
    """A record's item; `path` is where it is read, if that is not the record's own address."""
    names = {topic.id: topic.name for topic in library.district.topics}
    return Item(
        guid=guid(record, site_url),
        title=record.title,
        path=path or record.path,
        published=record.published,
        updated=record.changed,
        summary=record.summary or record.title,
        html=templates.render(f"feed-{record.kind}.html", record=record, folder=record.text_folder).strip(),
        topics=tuple(names[topic] for topic in record.topics),
    )


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
        feed.add_entry(_entry(item, site_url, zone), order="append")
    return feed


def _entry(item: Item, site_url: str, zone: ZoneInfo) -> FeedEntry:
    entry = FeedEntry()
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.link(href=site_url + item.path, rel="alternate", type="text/html")
    entry.summary(item.summary)
    # Readers take RSS's description for HTML (and feedgen takes it for Atom's content, set below).
    entry.description(escape(item.summary))
    entry.content(item.html, type="html")
    entry.published(datetime.combine(item.published, _MIDNIGHT, zone))
    entry.updated(datetime.combine(item.updated, _MIDNIGHT, zone))
    for topic in item.topics:
        entry.category(term=topic, label=topic)
    return entry
