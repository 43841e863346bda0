"""iCalendar (RFC 5545) for every channel and every event, made by the icalendar library."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vRecur, vText
from icalendar import Event as Entry

from district.channels import Channel
from district.library import Library
from district.model import Event, EventStatus, Repeat, Study, Where
from district.occasions import Occasion, of_event, of_study, recurrence_rule
from district.when import When

# Written out with its rules: icalendar's own add_missing_timezones() lists days instead, an hour
# wrong around the spring changes.
_STOCKHOLM = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
# RFC 5545 3.8.1.11 knows three; what the others mean is said in words.
_STATUS = {"tentative": "TENTATIVE", "cancelled": "CANCELLED", "postponed": "CANCELLED"}
_WORDS = {
    "cancelled": "Inställt",
    "postponed": "Uppskjutet",
    "moved_online": "Flyttat till nätet",
    "tentative": "Preliminärt",
}


def calendars(library: Library, channels: Iterable[Channel], site_url: str) -> Iterator[tuple[str, bytes]]:
    """Every calendar by address: the channels', and one for each event that has a day."""
    maker = Entries(library, site_url)
    entries = {record.path: maker.of(record) for record in library.happenings}
    for channel in channels:
        if channel.calendar:
            chosen = [entry for record in channel.happenings for entry in entries[record.path]]
            yield channel.calendar, calendar_file(channel.title, chosen)
    for event in library.events:
        if entries[event.path]:
            yield f"{event.path}handelse.ics", calendar_file(event.title, entries[event.path])


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//district//sv")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", "Europe/Stockholm")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(Timezone.from_ical(_STOCKHOLM))
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


class Entries:
    """The entries of an event or a study; each is written once, however many calendars it is in."""

    def __init__(self, library: Library, site_url: str) -> None:
        self._site_url = site_url
        self._zone = ZoneInfo(library.district.timezone)
        self._topics = {topic.id: topic.name for topic in library.district.topics}
        self._places = {place.id: place.name for place in library.district.municipalities}

    def of(self, record: Event | Study) -> list[Entry]:
        if isinstance(record, Study):
            return [self._entry(meeting, f"-{meeting.number}") for meeting in of_study(record) if meeting.start.has_day]
        if not record.start.has_day:
            return []
        if not record.repeat:
            return [self._entry(turn) for turn in of_event(record)]
        return self._repeated(record, record.repeat)

    def _repeated(self, event: Event, repeat: Repeat) -> list[Entry]:
        first = Occasion(event, event.start, event.end, event.status, event.title, event.where, event.note)
        entry = self._entry(first)
        rule = vRecur.from_ical(recurrence_rule(event.start, repeat))
        if repeat.until:
            rule["UNTIL"] = [self._until(event.start, repeat.until)]
        entry.add("rrule", rule)
        for day in sorted(set(repeat.except_) - {row.from_ for row in repeat.moved}):
            entry.add("exdate", self._original(event.start, day))
        turns = [turn for turn in of_event(event) if turn.moved_from]
        return [entry, *(self._moved(event, turn) for turn in turns)]

    def _moved(self, event: Event, turn: Occasion) -> Entry:
        """One turn that stands in for another (RFC 5545 3.8.4.4)."""
        assert turn.moved_from
        entry = self._entry(turn)
        entry.add("recurrence-id", self._original(event.start, turn.moved_from))
        return entry

    def _original(self, start: When, day: date) -> datetime | date:
        return self._value(When(day.year, day.month, day.day, start.clock))

    def _until(self, start: When, day: date) -> datetime | date:
        """UNTIL is of DTSTART's type, and in UTC when that has a time (RFC 5545 3.3.10)."""
        if not start.clock:
            return day
        return datetime.combine(day, time(23, 59, 59), self._zone).astimezone(ZoneInfo("UTC"))

    def _value(self, when: When) -> datetime | date:
        value = when.value
        return value.replace(tzinfo=self._zone) if isinstance(value, datetime) else value

    def _entry(self, occasion: Occasion, suffix: str = "") -> Entry:
        record, entry = occasion.record, Entry()
        host = urlsplit(self._site_url).hostname
        changed = datetime.combine(record.changed, time(0), ZoneInfo("UTC"))
        entry.add("uid", f"{record.kind}/{record.oldest_name}{suffix}@{host}")
        entry.add("dtstamp", changed)
        entry.add("last-modified", changed)
        entry.add("sequence", _sequence(occasion))
        entry.add("dtstart", self._value(occasion.start))
        if end := self._end(occasion):
            entry.add("dtend", end)
        word = _WORDS.get(occasion.status)
        entry.add("summary", f"{word}: {occasion.title}" if word else occasion.title)
        entry.add("status", _STATUS.get(occasion.status, "CONFIRMED"))
        if about := "\n\n".join(filter(None, [occasion.note, record.summary])):
            entry.add("description", about)
        if location := self._location(occasion.where):
            entry.add("location", location)
        if record.topics:
            entry.add("categories", [self._topics[topic] for topic in record.topics])
        entry.add("url", self._site_url + record.path)
        return entry

    def _end(self, occasion: Occasion) -> datetime | date | None:
        """A whole day's DTEND is the day after its last (RFC 5545 3.6.1)."""
        if not occasion.start.clock:
            return occasion.last_day + timedelta(days=1)
        return self._value(occasion.end) if occasion.end else None

    def _location(self, where: Where | None) -> str:
        if not where:
            return ""
        municipality = self._places[where.municipality] if where.municipality else None
        return ", ".join(filter(None, [where.name, where.address, municipality])) or where.online or ""


def _sequence(occasion: Occasion) -> int:
    """Grows with every change that its readers must see (RFC 5545 3.8.7.4).

    A day is worth 100, so that a later `updated` always counts for more than what changed in it.
    """
    record = occasion.record
    repeat = record.repeat if isinstance(record, Event) else None
    changes = len(repeat.except_) + len(repeat.moved) if repeat else 0
    settled: EventStatus = "confirmed"
    return (record.changed - record.published).days * 100 + min(changes * 2 + (occasion.status != settled), 99)
