"""Write calendars and their events (RFC 5545), with the icalendar library."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, vCategory, vDDDTypes, vDuration, vInt, vRecur, vText, vUri
from icalendar import Event as VEvent
from icalendar.parser import Contentline

from district.language import labels
from district.language.links import titled
from district.library.channels import Channel
from district.library.identity import urn
from district.library.library import Library
from district.library.occasions import Occasion, event_occasions, planned_days, recurrence_rule, study_occasions
from district.model.event import Event, Repeat
from district.model.study import Study
from district.model.when import When
from district.site.templating import Templates

# Written out with its rules: icalendar's add_missing_timezones() lists days instead, which are wrong
# by an hour around the spring changes.
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
_END = b"END:VCALENDAR\r\n"
# RFC 5545 3.8.1.11 has three values; the summary says the rest in words.
_STATUS = {"tentative": "TENTATIVE", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}


class _Text(vText):
    """Text escaped as in RFC 5545 3.3.11. icalendar's vText reads a backslash before N as a line break."""

    def to_ical(self) -> bytes:
        return bytes(vText(self.replace("\\N", "\x1aN")).to_ical()).replace(b"\x1a", b"\\\\")


# A VEVENT's properties by name, as icalendar's values. Some properties may occur more than once.
Properties = dict[str, list[Any]]
# An occasion and its VEVENT. A repeated event has one for the whole series, with the first occasion.
Entry = tuple[Occasion, bytes]


def calendar_file(events: Iterable[bytes], name: str = "") -> bytes:
    """Return a VCALENDAR with VEVENTs that are written already.

    Only a calendar to subscribe to has a name: Outlook makes a new calendar of any file that has one.
    """
    head, begin, zone = _head().partition(b"BEGIN:VTIMEZONE")
    return b"".join([head, _subscription(name) if name else b"", begin, zone, *events, _END])


def _subscription(name: str) -> bytes:
    """Return the name, and how often to read the file: RFC 7986 5.7, and what Outlook and others read instead."""
    hours = vDuration(timedelta(hours=12), params={"VALUE": "DURATION"})
    values: dict[str, Any] = {"X-WR-CALNAME": _Text(name), "REFRESH-INTERVAL": hours, "X-PUBLISHED-TTL": vText("PT12H")}
    lines = (Contentline.from_parts(key, value.params, value) for key, value in values.items())
    return b"".join(bytes(line.to_ical()) + b"\r\n" for line in lines)


def _vevent(properties: Properties) -> bytes:
    event = VEvent()
    for name, values in properties.items():
        if values:
            event[name] = values if len(values) > 1 else values[0]
    return bytes(event.to_ical())


@cache
def _head() -> bytes:
    """Return what every calendar has before its events. Written once, since the time zone takes long."""
    calendar = Calendar()
    calendar.add("prodid", "-//district//sv")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-timezone", "Europe/Stockholm")
    calendar.add_component(Timezone.from_ical(_STOCKHOLM))
    return bytes(calendar.to_ical()).removesuffix(_END)


class Maker:
    """Makes the VEVENTs of events and studies, and keeps them, since each is in several calendars."""

    def __init__(self, library: Library, templates: Templates, site_url: str) -> None:
        self._library = library
        self._templates = templates
        self._site_url = site_url
        self._zone = ZoneInfo(library.district.timezone)
        self._written: dict[str, tuple[Entry, ...]] = {}

    def of_channel(self, channel: Channel, first_day: date) -> bytes:
        """Return what is not over before the first day, with the whole of each series.

        What is older is left out, not cancelled: calendar programs remove it or keep it as it was.
        """
        records = (record for record in self._library.scheduled if record.path in channel.paths)
        entries = (entry for record in records for entry in self._entries_since(record, first_day))
        name = titled(channel.title, self._site_url)
        return calendar_file((vevent for occasion, vevent in entries if channel.has(occasion)), name)

    def of_year(self, year: int) -> bytes:
        """Return what takes place in the year, with the whole of each series."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        records = self._library.scheduled_in(year)
        entries = (entry for record in records for entry in self._entries_since(record, first))
        kept = (vevent for o, vevent in entries if isinstance(o.record, Event) or o.start.first_day <= last)
        return calendar_file(kept, titled(f"{self._library.district.name} {year}", self._site_url))

    def _entries_since(self, record: Event | Study, first_day: date) -> Iterator[Entry]:
        is_kept = any(occasion.last_day >= first_day for occasion in self._library.occasions_of(record))
        for occasion, vevent in self.entries(record) if is_kept else ():
            if isinstance(record, Event) or occasion.last_day >= first_day:
                yield occasion, vevent

    def of_event(self, event: Event) -> bytes:
        return calendar_file(vevent for _, vevent in self.entries(event))

    def entries(self, record: Event | Study) -> tuple[Entry, ...]:
        """Return a record's occasions that have a day, with their VEVENTs."""
        if record.path not in self._written:
            found = ((occasion, _vevent(properties)) for occasion, properties in self._vevents(record))
            self._written[record.path] = tuple(found)
        return self._written[record.path]

    def _vevents(self, record: Event | Study) -> Iterator[tuple[Occasion, Properties]]:
        if isinstance(record, Study):
            for meeting in study_occasions(record):
                if meeting.start.has_day:
                    yield meeting, self.properties(meeting, f"/{record.sessions[meeting.number - 1].first_start}")
        elif record.start.has_day and record.repeat:
            yield from self._repeated(record, record.repeat)
        elif record.start.has_day:
            for occasion in event_occasions(record):
                yield occasion, self.properties(occasion)

    def _repeated(self, event: Event, repeat: Repeat) -> Iterator[tuple[Occasion, Properties]]:
        """Yield the series, and each moved or cancelled occasion with a RECURRENCE-ID (RFC 5545 3.8.4.4)."""
        series = Occasion(event, event.start, event.end, event.status, event.title, event.where, event.note)
        changed = {*(row.from_ for row in repeat.moved), *(row.date for row in repeat.cancelled)}
        overrides = {o.planned_day: o for o in event_occasions(event) if o.planned_day in changed and o.start.has_day}
        # An occasion whose new day is not set is left out of the calendar; its page says so.
        gone = {*repeat.except_, *changed} - overrides.keys()
        exceptions = [self._planned(event.start, day) for day in sorted(gone)]
        yield series, self.properties(series) | self._recurrence(event.start, repeat) | {"EXDATE": exceptions}
        for day, occasion in overrides.items():
            yield occasion, self.properties(occasion) | {"RECURRENCE-ID": [self._planned(event.start, day)]}

    def _recurrence(self, start: When, repeat: Repeat) -> Properties:
        if repeat.dates:
            return {"RDATE": [self._planned(start, day) for day in planned_days(start, repeat)[1:]]}
        rule = vRecur.from_ical(recurrence_rule(start, repeat))
        if repeat.until and start.clock:
            # In UTC if DTSTART has a time (RFC 5545 3.3.10).
            rule["UNTIL"] = [datetime.combine(repeat.until, time(23, 59, 59), self._zone).astimezone(UTC)]
        elif repeat.until:
            rule["UNTIL"] = [repeat.until]
        return {"RRULE": [rule]}

    def _planned(self, start: When, day: date) -> vDDDTypes:
        """Return the value of an occasion that the rule gives."""
        return vDDDTypes(self._value(When(day.year, day.month, day.day, start.clock)))

    def _value(self, when: When) -> datetime | date:
        value = when.value
        return value.replace(tzinfo=self._zone) if isinstance(value, datetime) else value

    def properties(self, occasion: Occasion, suffix: str = "") -> Properties:
        """Return the properties of the occasion's VEVENT; `suffix` ends its UID."""
        record = occasion.record
        changed = vDDDTypes(datetime.combine(record.changed, time(0), UTC))
        status = labels.event_status.get(occasion.status)
        is_free = not occasion.start.clock or occasion.status == "postponed"
        end, location = self._end(occasion), self._library.location(occasion)
        about = self._templates.render("calendar-entry.txt", occasion=occasion).strip()
        known = {
            "UID": vText(urn(self._library.district, f"{record.kind}/{record.oldest_name}{suffix}")),
            "DTSTAMP": changed,
            "LAST-MODIFIED": changed,
            "SEQUENCE": vInt(record.sequence),
            "DTSTART": vDDDTypes(self._value(occasion.start)),
            "DTEND": end and vDDDTypes(end),
            "SUMMARY": _Text(titled(f"{status}: {occasion.title}" if status else occasion.title, self._site_url)),
            "STATUS": vText(_STATUS.get(occasion.status, "CONFIRMED")),
            # A whole day does not make a subscriber busy (RFC 5545 3.8.2.7). Outlook reads its own property instead.
            "TRANSP": is_free and vText("TRANSPARENT"),
            "X-MICROSOFT-CDO-BUSYSTATUS": not occasion.start.clock and vText("FREE"),
            "DESCRIPTION": about and _Text(about),
            "LOCATION": location and _Text(location),
            "CATEGORIES": record.topics and vCategory([self._library.names[topic] for topic in record.topics]),
            "URL": vUri(self._site_url + record.path),
        }
        return {name: [value] for name, value in known.items() if value or name == "SEQUENCE"}

    def _end(self, occasion: Occasion) -> datetime | date | None:
        """Return DTEND. For whole days it is the day after the last (RFC 5545 3.6.1)."""
        if not occasion.start.clock:
            return occasion.last_day + timedelta(days=1)
        return self._value(occasion.end) if occasion.end else None
