"""RSS 2.0 and Atom (RFC 4287) feeds for every channel, written by feedgen."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property, partial
from html import escape
from mimetypes import guess_type
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from district.language import labels, swedish
from district.language.links import titled
from district.library.activity import GoalReport, goal_reports
from district.library.channels import Channel
from district.library.identity import urn
from district.library.library import Library
from district.library.occasions import Occasion
from district.model.base import Record
from district.model.district import District
from district.model.event import Event
from district.model.plan import Plan
from district.model.study import Session, Study
from district.site.content import Content
from district.site.templating import Templates

# feedgen is imported when there is a feed to write.
if TYPE_CHECKING:
    from feedgen.entry import FeedEntry

NEWEST = 50  # items in one feed, and beside them:
CHANGES_FOR = timedelta(days=30)  # every change of these days, so that no subscriber misses one among much that is new
_MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class Item:
    """An RSS item or Atom entry. `name` is what its id is made of; items of one day are ordered by it.

    `picture` is the address and the length in bytes of an RSS enclosure. `is_change` is set if it tells what has
    become of something that was announced.
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
    is_change: bool = False

    @cached_property
    def html(self) -> str:
        """The full text. Rendered on demand, since most items are too old to be in any feed."""
        return self.write().strip()


def feeds(
    library: Library, channels: Iterable[Channel], templates: Templates, site_url: str, today: date
) -> Iterator[tuple[str, Content]]:
    """Yield every channel's RSS and Atom feed, by address. Each item is rendered once."""

    @cache
    def items() -> list[tuple[str, Item]]:
        """Return all items, newest first, each with the path of its record."""
        found = ((rec.path, item) for rec in library.records for item in items_of(library, rec, templates))
        return sorted(found, key=lambda known: (known[1].published, known[1].name), reverse=True)

    def file(channel: Channel, path: str) -> bytes:
        mine = [item for path, item in items() if path in channel.paths]
        changes = (item for item in mine[NEWEST:] if item.is_change and item.published >= today - CHANGES_FOR)
        return feed_file(library, channel, [*mine[:NEWEST], *changes], site_url, path)

    for channel in channels:
        for path in (channel.rss, channel.atom):
            # Items show the goals and the groups that they name, so they depend on them all.
            yield path, Content(partial(file, channel, path), of=(path, channel, library.plans, library.groups))


def items_of(library: Library, record: Record, templates: Templates) -> Iterator[Item]:
    """Yield the record's item, one for each change that a reader must know of, and its goals' reports."""
    called_off = _called_off(record)
    words = {"record": record, "occasions": library.occasions_of(record), "folder": record.text_folder}
    item = Item(
        name=f"{record.kind}/{record.oldest_name}",
        title=f"{called_off}: {record.title}" if called_off else record.title,
        path=record.path,
        published=record.published,
        updated=record.changed,
        summary=_summary(record),
        write=partial(templates.render, f"feed-{record.kind}.html", **words),
        topics=tuple(library.names[topic] for topic in record.topics),
        picture=_picture(library, record),
    )
    yield item
    if isinstance(record, Event | Study):
        yield from _changes(library, record, item)
    if isinstance(record, Plan):
        yield from (_goal_item(row, templates) for row in goal_reports(library, record))


def _changes(library: Library, record: Event | Study, item: Item) -> Iterator[Item]:
    """Yield an item for each change that a reader must know of, dated by the record's last change.

    What was over by then is no news. A change with another note is another item, such as a second cancellation.
    """

    def told(name: str, title: str, note: str | None, summary: str) -> Item:
        whole = "/".join(filter(None, (item.name, name, note)))
        return replace(item, name=whole, title=title, summary=summary, published=record.changed, is_change=True)

    called_off = _called_off(record)
    ahead = [occasion for occasion in library.occasions_of(record) if occasion.last_day >= record.changed]
    if called_off:
        yield told(record.status, item.title, record.note, item.summary)
    elif ahead and (change := _change(record)):
        yield told(change, f"{labels.change[change]}: {record.title}", record.note, item.summary)
    for occasion in () if called_off else ahead:
        if change := _change_of(occasion):
            note = occasion.note if occasion.note != record.note or isinstance(record, Event) else None
            name = f"moved/{occasion.start}" if change == "moved" else change
            title = f"{labels.change[change]}: {occasion.title}, {swedish.when(occasion.start, occasion.end)}"
            yield told(f"{occasion.planned_day}/{name}", title, note, occasion.note or item.summary)


def _change(record: Event | Study) -> str | None:
    """Return what has become of an event or a study as a whole, as a key of `labels.change`."""
    if record.changed == record.published or (isinstance(record, Event) and record.moved_from and not record.repeat):
        return None
    if isinstance(record, Event) and _is_on_again(record):
        return "confirmed"
    return "note" if record.note else None


def _change_of(occasion: Occasion) -> str | None:
    """Return what has become of an occasion in itself, as a key of `labels.change`."""
    record = occasion.record
    if occasion.moved_from:
        return "moved" if occasion.moved_from != occasion.start else "note"
    if occasion.status in ("cancelled", "postponed", "moved_online"):
        return occasion.status
    if isinstance(record, Study) and record.changed > record.published:
        return "confirmed" if _is_on_again(record.sessions[occasion.number - 1]) else None
    return None


def _is_on_again(span: Event | Session) -> bool:
    """Return whether `status: confirmed` is written, as it is only for what was something else."""
    return span.status == "confirmed" and "status" in span.model_fields_set


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
    known = record.image and library.media.get(record.image.address)
    return (record.image.address, known.length) if record.image and known and known.length else None


def _called_off(record: Record) -> str | None:
    """Return Inställt, Uppskjutet, Flyttat till nätet or Inställd, to come first in the title."""
    if isinstance(record, Event) and record.status in ("cancelled", "postponed", "moved_online"):
        return labels.event_status[record.status]
    if isinstance(record, Study) and record.status == "cancelled":
        return labels.study_status[record.status]
    return None


def _summary(record: Record) -> str:
    note = record.note if isinstance(record, Event | Study) else None
    return " ".join(filter(None, [note, record.summary])) or record.title


def feed_file(library: Library, channel: Channel, items: list[Item], site_url: str, path: str) -> bytes:
    """Return the channel's RSS or Atom feed, as `path` says."""
    from feedgen.feed import FeedGenerator

    zone, is_rss = ZoneInfo(library.district.timezone), path == channel.rss
    feed = FeedGenerator()
    feed.id(urn(library.district, f"feed/{channel.folder}"))
    feed.title(titled(channel.title, site_url))
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


def _entry(item: Item, district: District, site_url: str, *, is_rss: bool) -> "FeedEntry":
    from feedgen.entry import FeedEntry

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
