"""What one can subscribe to: each part of the site that has feeds, a calendar or both."""

from collections.abc import Iterator
from dataclasses import dataclass

from district.library import Library
from district.model import Event, Record, Study


@dataclass(frozen=True)
class Channel:
    """The records of one part of the site, below the folder that their feeds lie in."""

    folder: str
    title: str
    about: str
    records: tuple[Record, ...]
    calendar_file: str = ""

    @property
    def happenings(self) -> tuple[Event | Study, ...]:
        """What of it stands in a calendar."""
        return tuple(record for record in self.records if isinstance(record, Event | Study))

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


def channels(library: Library) -> tuple[Channel, ...]:
    """Every channel, the widest first."""
    return (*_kinds(library), *_municipalities(library), *_topics(library))


def _kinds(library: Library) -> Iterator[Channel]:
    name = library.district.name
    yield Channel("", f"{name}: allt nytt", "Händelser, studier, planen och nyhetsbrev", tuple(library.records))
    yield Channel("kalender/", f"{name}: kalender", "Det som händer", library.happenings, "kalender.ics")
    yield Channel("studier/", f"{name}: studier", "Cirklar, kurser och föreläsningar", library.studies, "studier.ics")
    yield Channel("plan/", f"{name}: verksamhetsplan", "Planen och hur det går", library.plans)
    yield Channel("nyhetsbrev/", f"{name}: nyhetsbrev", "Distriktets nyhetsbrev", library.newsletters)


def _municipalities(library: Library) -> Iterator[Channel]:
    for place in library.district.municipalities:
        records = tuple(r for r in library.happenings if place.id in _places(r))
        title, about = f"{library.district.name}: {place.name}", f"Det som händer i {place.name}"
        yield Channel(f"kalender/kommun/{place.id}/", title, about, records, "kalender.ics")


def _topics(library: Library) -> Iterator[Channel]:
    for topic in library.district.topics:
        records = tuple(r for r in library.happenings if topic.id in r.topics)
        title, about = f"{library.district.name}: {topic.name}", f"Det som händer om {topic.name}"
        yield Channel(f"kalender/amne/{topic.id}/", title, about, records, "kalender.ics")


def _places(record: Event | Study) -> set[str | None]:
    """Every municipality where it happens at some time."""
    if isinstance(record, Event):
        moved = record.repeat.moved if record.repeat else ()
        places = [record.where, *(row.where for row in moved)]
    else:
        places = [session.where for session in record.sessions]
    return {place.municipality for place in places if place}
