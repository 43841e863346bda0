"""iCalendar (RFC 5545) for every channel and every event, made by the icalendar library."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vCategory, vDDDTypes, vInt, vRecur, vText, vUri
from icalendar import Event as VEvent
from icalendar.parser import Contentline

from district.library.channels import Channel
from district.library.library import Library
from district.library.occasions import Occasion, event_occasions, recurrence_rule, study_occasions
from district.model.event import Event, Repeat
from district.model.study import Study
from district.model.when import When
from district.site.content import Content
from district.site.templating import Templates

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
_FOLDED = 75  # octets, from which icalendar folds a line
_NAME, _END = "NAME", b"END:VCALENDAR\r\n"
# RFC 5545 3.8.1.11 knows three; the summary says the rest in words.
_STATUS = {"tentative": "TENTATIVE", "cancelled": "CANCELLED", "postponed": "CANCELLED"}


class _Text(vText):
    """Text as RFC 5545 3.3.11 escapes it; icalendar's own takes a backslash before N for a line break."""

    def to_ical(self) -> bytes:
        return bytes(vText(self.replace("\\N", "\x1aN")).to_ical()).replace(b"\x1a", b"\\\\")


# A VEVENT's properties by their names, as icalendar's own values; of some there may be several.
Properties = dict[str, list[Any]]
Draft = tuple[Occasion, Callable[[], Properties]]


@dataclass(frozen=True)
class Entry:
    """A VEVENT as bytes, and the occasion that it tells of (a repeat's first, for the whole of it)."""

    occasion: Occasion
    ical: bytes


def calendars(
    library: Library, channels: Iterable[Channel], templates: Templates, site_url: str
) -> Iterator[tuple[str, Content]]:
    """Every calendar by address: the channels', and one for each event that has a day."""
    maker = Maker(library, templates, site_url)
    for channel in channels:
        if channel.calendar:
            yield channel.calendar, Content(partial(maker.of_channel, channel), of=(channel,))
    for event in library.events:
        if event.start.has_day:
            yield f"{event.path}handelse.ics", Content(partial(maker.of_event, event), of=(event,))


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    before, after = _around_name()
    return b"".join([before, _line("X-WR-CALNAME", _Text(name)), after, *(entry.ical for entry in entries), _END])


def _line(name: str, value: Any) -> bytes:
    """A content line (RFC 5545 3.1); icalendar looks at every letter of one that may need to be folded."""
    line = Contentline.from_parts(name, value.params, value)
    short = line.encode()
    return (short if len(short) < _FOLDED else bytes(line.to_ical())) + b"\r\n"


def _component(properties: Properties) -> bytes:
    """Return a VEVENT."""
    event = VEvent()
    for name, values in properties.items():
        if values:
            event[name] = values if len(values) > 1 else values[0]
    return bytes(event.to_ical())


@cache
def _around_name() -> tuple[bytes, bytes]:
    """What every calendar begins with, but for its name: the library need write it only once."""
    calendar = Calendar()
    calendar.add("prodid", "-//district//sv")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _NAME)
    calendar.add("x-wr-timezone", "Europe/Stockholm")
    # RFC 7986 5.7, and what Outlook and others read instead.
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(Timezone.from_ical(_STOCKHOLM))
    before, _, after = bytes(calendar.to_ical()).partition(f"X-WR-CALNAME:{_NAME}".encode())
    return before, after.removeprefix(b"\r\n").removesuffix(_END)


class Maker:
    """Makes the entries of events and studies, each once."""

    def __init__(self, library: Library, templates: Templates, site_url: str) -> None:
        self._library = library
        self._templates = templates
        self._site_url = site_url
        self._zone = ZoneInfo(library.district.timezone)
        self._written: dict[str, tuple[Entry, ...]] = {}

    def of_channel(self, channel: Channel) -> bytes:
        entries = (entry for record in self._library.scheduled for entry in self.entries(record))
        return calendar_file(channel.title, (entry for entry in entries if channel.has(entry.occasion)))

    def of_event(self, event: Event) -> bytes:
        return calendar_file(event.title, self.entries(event))

    def entries(self, record: Event | Study) -> tuple[Entry, ...]:
        """A record's entries, which stand in several calendars and are written once."""
        if record.path not in self._written:
            drafts = self._drafts(record)
            self._written[record.path] = tuple(Entry(occasion, _component(make())) for occasion, make in drafts)
        return self._written[record.path]

    def _drafts(self, record: Event | Study) -> Iterator[Draft]:
        """What has a day; a repeat is one entry, and one more for each turn that was moved."""
        if isinstance(record, Study):
            for meeting in study_occasions(record):
                if meeting.start.has_day:
                    yield meeting, partial(self.properties, meeting, f"-{meeting.number}")
        elif record.start.has_day and record.repeat:
            yield from self._repeated(record, record.repeat)
        elif record.start.has_day:
            for turn in event_occasions(record):
                yield turn, partial(self.properties, turn)

    def _repeated(self, event: Event, repeat: Repeat) -> Iterator[Draft]:
        first = Occasion(event, event.start, event.end, event.status, event.title, event.where, event.note)
        moved = [turn for turn in event_occasions(event) if turn.moved_from and turn.start.has_day]
        yield first, partial(self._rule, first, repeat, moved)
        for turn in moved:
            yield turn, partial(self._instead, turn)

    def _rule(self, first: Occasion, repeat: Repeat, moved: list[Occasion]) -> Properties:
        # A turn with no new day yet is not in the calendar; its page says so.
        gone = {*repeat.except_, *(row.from_ for row in repeat.moved)} - {turn.moved_from for turn in moved}
        rule = vRecur.from_ical(recurrence_rule(first.start, repeat))
        if repeat.until:
            rule["UNTIL"] = [self._until(first.start, repeat.until)]
        days = [vDDDTypes(self._planned(first.start, day)) for day in sorted(gone)]
        return self.properties(first) | {"RRULE": [rule], "EXDATE": days}

    def _instead(self, turn: Occasion) -> Properties:
        """One turn that stands in for another (RFC 5545 3.8.4.4)."""
        assert isinstance(turn.record, Event)
        assert turn.moved_from
        return self.properties(turn) | {"RECURRENCE-ID": [vDDDTypes(self._planned(turn.record.start, turn.moved_from))]}

    def _planned(self, start: When, day: date) -> datetime | date:
        return self._value(When(day.year, day.month, day.day, start.clock))

    def _until(self, start: When, day: date) -> datetime | date:
        """UNTIL is of DTSTART's type, and in UTC when that has a time (RFC 5545 3.3.10)."""
        if not start.clock:
            return day
        return datetime.combine(day, time(23, 59, 59), self._zone).astimezone(UTC)

    def _value(self, when: When) -> datetime | date:
        value = when.value
        return value.replace(tzinfo=self._zone) if isinstance(value, datetime) else value

    def properties(self, occasion: Occasion, suffix: str = "") -> Properties:
        """What the occasion's VEVENT says."""
        record, words = occasion.record, self._templates.words.event_status
        changed = vDDDTypes(datetime.combine(record.changed, time(0), UTC))
        status = words.get(occasion.status)
        end, location = self._end(occasion), self._location(occasion)
        about = self._templates.render("calendar-entry.txt", occasion=occasion).strip()
        known = {
            "UID": vText(f"{record.kind}/{record.oldest_name}{suffix}@{urlsplit(self._site_url).hostname}"),
            "DTSTAMP": changed,
            "LAST-MODIFIED": changed,
            "SEQUENCE": vInt(_sequence(occasion)),
            "DTSTART": vDDDTypes(self._value(occasion.start)),
            "DTEND": end and vDDDTypes(end),
            "SUMMARY": _Text(f"{status}: {occasion.title}" if status else occasion.title),
            "STATUS": vText(_STATUS.get(occasion.status, "CONFIRMED")),
            "DESCRIPTION": about and _Text(about),
            "LOCATION": location and _Text(location),
            "CATEGORIES": record.topics and vCategory([self._library.names[topic] for topic in record.topics]),
            "URL": vUri(self._site_url + record.path),
        }
        return {name: [value] for name, value in known.items() if value or name == "SEQUENCE"}

    def _end(self, occasion: Occasion) -> datetime | date | None:
        """A whole day's DTEND is the day after its last (RFC 5545 3.6.1)."""
        if not occasion.start.clock:
            return occasion.last_day + timedelta(days=1)
        return self._value(occasion.end) if occasion.end else None

    def _location(self, occasion: Occasion) -> str:
        online = occasion.where.online if occasion.where else None
        if occasion.status == "moved_online":
            return online or ""
        return self._library.place(occasion.where) or online or ""


def _sequence(occasion: Occasion) -> int:
    """Grows with every change that its readers must see (RFC 5545 3.8.7.4).

    A day is worth 100, so that a later `updated` always counts for more than what changed in it.
    """
    record = occasion.record
    repeat = record.repeat if isinstance(record, Event) else None
    changes = len(repeat.except_) + len(repeat.moved) if repeat else 0
    days = (record.changed - record.published).days
    return days * 100 + min(changes * 2 + (occasion.status != "confirmed"), 99)
