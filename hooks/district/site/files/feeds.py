"""RSS 2.0 and Atom (RFC 4287) feeds for every channel, written by feedgen."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache, cached_property, partial
from html import escape
from itertools import islice
from mimetypes import guess_type
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from district.language import labels, swedish
from district.library.activity import GoalReport, goal_reports
from district.library.channels import Channel
from district.library.identity import urn
from district.library.library import Library
from district.model.base import Record
from district.model.district import District
from district.model.event import Event
from district.model.plan import Plan
from district.model.study import Study
from district.site.content import Content
from district.site.templating import Templates

NEWEST = 50  # items in one feed
_MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class Item:
    """An RSS item or Atom entry. `name` is what its id is made of; items of one day are ordered by it.

    `picture` is the address and the length in bytes of an RSS enclosure.
    """

    name: str
    title: str
    path: str
    published: date
    updated: date
    summary: str
    write: Callable[[], str]
    topics: tuple[str, ...] = ()
    picture: tuple[str, int] | None = None

    @cached_property
    def html(self) -> str:
        """The full text. Rendered on demand, since most items are too old to be in any feed."""
        return self.write().strip()


def feeds(
    library: Library, channels: Iterable[Channel], templates: Templates, site_url: str
) -> Iterator[tuple[str, Content]]:
    """Yield every channel's RSS and Atom feed, by address. Each item is rendered once."""

    @cache
    def items() -> list[tuple[str, Item]]:
        """Return all items, newest first, each with the path of its record."""
        found = ((rec.path, item) for rec in library.records for item in items_of(library, rec, templates))
        return sorted(found, key=lambda known: (known[1].published, known[1].name), reverse=True)

    def file(channel: Channel, path: str) -> bytes:
        newest = islice((item for path, item in items() if path in channel.paths), NEWEST)
        return feed_file(library, channel, [*newest], site_url, path)

    for channel in channels:
        for path in (channel.rss, channel.atom):
            # Items show the goals and the groups that they name, so they depend on them all.
            yield path, Content(partial(file, channel, path), of=(path, channel, library.plans, library.groups))


def items_of(library: Library, record: Record, templates: Templates) -> Iterator[Item]:
    """Yield the record's item, one for each change that a reader must know of, and its goals' reports."""
    word = _changed(record)
    words = {"record": record, "occasions": library.occasions_of(record), "folder": record.text_folder}
    item = Item(
        name=f"{record.kind}/{record.oldest_name}",
        title=f"{word}: {record.title}" if word else record.title,
        path=record.path,
        published=record.published,
        updated=record.changed,
        summary=_summary(record),
        write=partial(templates.render, f"feed-{record.kind}.html", **words),
        topics=tuple(library.names[topic] for topic in record.topics),
        picture=_picture(library, record),
    )
    yield item
    if word and isinstance(record, Event | Study):
        yield replace(item, name=f"{item.name}/{record.status}", published=record.changed)
    elif isinstance(record, Event | Study):
        yield from _occasion_items(library, record, item)
    if isinstance(record, Plan):
        yield from (_goal_item(row, templates) for row in goal_reports(library, record))


def _occasion_items(library: Library, record: Event | Study, item: Item) -> Iterator[Item]:
    """Yield an item for each moved, cancelled or postponed occasion that was ahead when the record was changed."""
    for occasion in library.occasions_of(record):
        word = "Ny tid" if occasion.moved_from else labels.event_status.get(occasion.status)
        if not word or occasion.status == "tentative" or occasion.last_day < record.changed:
            continue
        change = f"moved/{occasion.start}" if occasion.moved_from else occasion.status
        yield replace(
            item,
            name=f"{item.name}/{occasion.planned_day}/{change}",
            title=f"{word}: {occasion.title}, {swedish.when(occasion.start, occasion.end)}",
            published=record.changed,
            summary=occasion.note or item.summary,
        )


def _goal_item(report: GoalReport, templates: Templates) -> Item:
    return Item(
        name=f"{report.kind}/{report.name}",
        title=labels.goal_change[report.change].format(report.plan_goal.goal.text),
        path=report.path,
        published=report.published,
        updated=report.published,
        summary=report.row.text,
        write=partial(templates.render, "feed-history.html", plan_goal=report.plan_goal, row=report.row),
    )


def _picture(library: Library, record: Record) -> tuple[str, int] | None:
    known = record.image and library.media.get(record.image.file)
    return (record.image.file, known.length) if record.image and known and known.length else None


def _changed(record: Record) -> str | None:
    """Return Inställt, Uppskjutet, Flyttat till nätet or Inställd, to come first in the title."""
    if isinstance(record, Event) and record.status in ("cancelled", "postponed", "moved_online"):
        return labels.event_status[record.status]
    if isinstance(record, Study) and record.status == "cancelled":
        return labels.study_status[record.status]
    return None


def _summary(record: Record) -> str:
    note = record.note if isinstance(record, Event) else None
    return " ".join(filter(None, [note, record.summary])) or record.title


def feed_file(library: Library, channel: Channel, items: list[Item], site_url: str, path: str) -> bytes:
    """Return the channel's RSS or Atom feed, as `path` says."""
    zone, is_rss = ZoneInfo(library.district.timezone), path == channel.rss
    feed = FeedGenerator()
    feed.id(urn(library.district, f"feed/{channel.folder}"))
    feed.title(channel.title)
    feed.subtitle(channel.about)
    feed.author(name=library.district.name)
    feed.language(library.district.language)
    kind = "application/rss+xml" if is_rss else "application/atom+xml"
    feed.link(href=site_url + path, rel="self", type=kind)
    # Last: feedgen makes the last link that of the RSS channel.
    feed.link(href=site_url + channel.folder, rel="alternate", type="text/html")
    # An empty channel has not changed since the first plan, which is as old as the site.
    oldest = min((plan.published for plan in library.plans), default=date(2000, 1, 1))
    newest = max((item.updated for item in items), default=oldest)
    feed.updated(datetime.combine(newest, _MIDNIGHT, zone))
    feed.generator("district")
    for item in items:
        feed.add_entry(_entry(item, library.district, site_url, is_rss=is_rss), order="append")
    return bytes(feed.rss_str(pretty=True) if is_rss else feed.atom_str(pretty=True))


def _entry(item: Item, district: District, site_url: str, *, is_rss: bool) -> FeedEntry:
    zone, entry = ZoneInfo(district.timezone), FeedEntry()
    entry.guid(urn(district, item.name), permalink=False)
    entry.title(item.title)
    entry.link(href=site_url + item.path, rel="alternate", type="text/html")
    # feedgen 1.0 drops an Atom link's rel, which would make the picture the entry's page.
    if item.picture and is_rss:
        path, length = item.picture
        entry.enclosure(site_url + path, length, guess_type(path)[0] or "application/octet-stream")
    entry.summary(item.summary)
    # Readers parse RSS's description as HTML. feedgen also makes it Atom's content, which is set below.
    entry.description(escape(item.summary))
    entry.content(item.html, type="html")
    entry.published(datetime.combine(item.published, _MIDNIGHT, zone))
    entry.updated(datetime.combine(item.updated, _MIDNIGHT, zone))
    for topic in item.topics:
        entry.category(term=topic, label=topic)
    return entry
