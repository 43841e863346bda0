"""Channels: the parts of the site that have feeds, a calendar or both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from district.library.groups import group_works
from district.library.library import Library
from district.library.occasions import Occasion, places
from district.model.base import Record, Where
from district.model.event import Event
from district.model.kinds import BY_NAME, KINDS


@dataclass(frozen=True)
class Channel:
    """A part of the site that can be subscribed to.

    `folder` is the address of its feeds and calendar. `name` is used on the site, and `title`, which includes the
    district's name, in feed readers and calendar programs. `municipality` is an id, or "".
    """

    folder: str
    name: str
    title: str
    about: str
    records: tuple[Record, ...]
    calendar_file: str = ""
    municipality: str = ""

    @property
    def id(self) -> str:
        """The last part of the folder, which for a municipality or a topic is its id."""
        return self.folder.rstrip("/").rpartition("/")[2]

    @property
    def rss(self) -> str:
        return f"{self.folder}feed.xml"

    @property
    def atom(self) -> str:
        return f"{self.folder}atom.xml"

    @property
    def calendar(self) -> str:
        """The address of the iCalendar file, or "" if the channel has none."""
        return self.calendar_file and self.folder + self.calendar_file

    @property
    def empty(self) -> "Channel":
        """The channel without its records, which is all that a page linking to it depends on."""
        return replace(self, records=())

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(record.path for record in self.records)

    def has(self, occasion: Occasion) -> bool:
        """Return whether an occasion belongs in the channel's calendar. A municipality has only the occasions there."""
        if occasion.record.path not in self.paths:
            return False
        return not self.municipality or self.municipality in _municipalities_of(occasion)


def year_calendars(library: Library) -> dict[int, str]:
    """Return the address of a calendar for each year with dated occasions. It is written once the year is past."""
    occasions = chain.from_iterable(map(library.occasions_of, library.scheduled))
    years = {occasion.start.year for occasion in occasions if occasion.start.has_day}
    return {year: f"kalender/kalender-{year}.ics" for year in sorted(years)}


def channels(library: Library) -> tuple[Channel, ...]:
    """Return every channel: the whole site, then kinds of records, municipalities, topics and groups."""
    return (*_kinds(library), *_municipalities(library), *_topics(library), *_groups(library))


def _kinds(library: Library) -> Iterator[Channel]:
    district = library.district.name
    everything = "Händelser, studier, planen, nyheter och nyhetsbrev"
    yield Channel("", "Allt nytt", district, everything, tuple(library.records))
    for kind in KINDS:
        models = (kind.model, *(BY_NAME[name].model for name in kind.also))
        records = tuple(chain.from_iterable(map(library.of, models)))
        yield Channel(kind.address, kind.title, f"{district}: {kind.title}", kind.about, records, kind.calendar)


def _municipalities(library: Library) -> Iterator[Channel]:
    towns_of = [(record, _ids(where for _, where in places(record))) for record in library.scheduled]
    for town in library.district.municipalities:
        records = tuple(record for record, towns in towns_of if town.id in towns)
        title, about = f"{library.district.name}: {town.name}", f"Det som händer i {town.name}"
        yield Channel(f"kalender/kommun/{town.id}/", town.name, title, about, records, "kalender.ics", town.id)


def _topics(library: Library) -> Iterator[Channel]:
    for topic in library.district.topics:
        records = tuple(record for record in library.records if topic.id in record.topics)
        title, about = f"{library.district.name}: {topic.name}", f"I ämnet {topic.name}"
        yield Channel(f"kalender/amne/{topic.id}/", topic.name, title, about, records, "kalender.ics")


def _groups(library: Library) -> Iterator[Channel]:
    works = library.once(group_works)
    for group in library.groups:
        title, about = f"{library.district.name}: {group.title}", group.summary or f"Det som {group.title} gör"
        yield Channel(group.path, group.title, title, about, works[group.name].records, "kalender.ics")


def _municipalities_of(occasion: Occasion) -> set[str]:
    """Return the ids of where an occasion is and where it was planned, so that both calendars show a move."""
    usual = occasion.record.where if isinstance(occasion.record, Event) else None
    return _ids((occasion.where, usual))


def _ids(places: Iterable[Where | None]) -> set[str]:
    return {place.municipality for place in places if place and place.municipality}
