"""What one can subscribe to: each part of the site that has feeds, a calendar or both."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from district.library.library import Library
from district.library.occasions import Occasion
from district.model.base import Record, Where
from district.model.event import Event
from district.model.study import Study


@dataclass(frozen=True)
class Channel:
    """The records of one part of the site, below the folder that their feeds lie in.

    `name` is what the part is called on the site itself, `title` also in a reader.
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
        """The last part of its folder: the municipality's or the topic's id."""
        return self.folder.rstrip("/").rpartition("/")[2]

    @property
    def rss(self) -> str:
        return f"{self.folder}feed.xml"

    @property
    def atom(self) -> str:
        return f"{self.folder}atom.xml"

    @property
    def calendar(self) -> str:
        """The iCalendar file's address, or "" where there is none."""
        return self.calendar_file and self.folder + self.calendar_file

    @property
    def empty(self) -> "Channel":
        """Where it is, and nothing of what is in it: all that a page that leads there depends on."""
        return replace(self, records=())

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(record.path for record in self.records)

    def has(self, occasion: Occasion) -> bool:
        """Whether it stands in the channel's calendar: a municipality takes only its own turns."""
        if occasion.record.path not in self.paths:
            return False
        return not self.municipality or self.municipality in _municipalities_of(occasion)


def channels(library: Library) -> tuple[Channel, ...]:
    """Every channel, the widest first."""
    return (*_kinds(library), *_municipalities(library), *_topics(library))


def _kinds(library: Library) -> Iterator[Channel]:
    district = library.district.name
    everything = "Händelser, studier, planen och nyhetsbrev"
    yield Channel("", "Allt nytt", district, everything, tuple(library.records))
    for folder, name, about, records, calendar in (
        ("kalender/", "Kalender", "Det som händer", library.scheduled, "kalender.ics"),
        ("studier/", "Studier", "Cirklar, kurser och föreläsningar", library.studies, "studier.ics"),
        ("plan/", "Verksamhetsplan", "Planen och hur det går", library.plans, ""),
        ("nyhetsbrev/", "Nyhetsbrev", "Distriktets nyhetsbrev", library.newsletters, ""),
    ):
        yield Channel(folder, name, f"{district}: {name}", about, tuple(records), calendar)


def _municipalities(library: Library) -> Iterator[Channel]:
    places = [(record, _everywhere(record)) for record in library.scheduled]
    for town in library.district.municipalities:
        records = tuple(record for record, towns in places if town.id in towns)
        title, about = f"{library.district.name}: {town.name}", f"Det som händer i {town.name}"
        yield Channel(f"kalender/kommun/{town.id}/", town.name, title, about, records, "kalender.ics", town.id)


def _topics(library: Library) -> Iterator[Channel]:
    for topic in library.district.topics:
        records = tuple(record for record in library.records if topic.id in record.topics)
        title, about = f"{library.district.name}: {topic.name}", f"I ämnet {topic.name}"
        yield Channel(f"kalender/amne/{topic.id}/", topic.name, title, about, records, "kalender.ics")


def _everywhere(record: Event | Study) -> set[str]:
    """Every municipality where it happens at some time."""
    if isinstance(record, Study):
        return _ids(session.where for session in record.sessions)
    moved = record.repeat.moved if record.repeat else ()
    return _ids((record.where, *(row.where for row in moved)))


def _municipalities_of(occasion: Occasion) -> set[str]:
    """Where a turn is, and where it was to be: those who wait there must know that it moved."""
    usual = occasion.record.where if isinstance(occasion.record, Event) else None
    return _ids((occasion.where, usual))


def _ids(places: Iterable[Where | None]) -> set[str]:
    return {place.municipality for place in places if place and place.municipality}
