"""The rules about when things take place."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from district.checks.problem import Finding, KeyPath
from district.library.library import Library
from district.library.occasions import Occasion
from district.model.event import Event


def hours_exist(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """No occasion starts or ends in the hour that the change to summer time skips."""
    zone = ZoneInfo(library.district.timezone)
    for occasion in library.occasions:
        for key, when in (("start", occasion.start), ("end", occasion.end)):
            if when and when.clock and _is_skipped(when.moment, zone):
                context = {"clock": f"{when.clock:%H:%M}", "day": str(when.first_day)}
                yield Finding(occasion.record.origin.file, (*_place(occasion), key), "hour_skipped", context)


def _is_skipped(moment: datetime, zone: ZoneInfo) -> bool:
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment


def _place(occasion: Occasion) -> KeyPath:
    """Return where the times of an occasion are written. Those of a repeated event have the event's."""
    record = occasion.record
    if not isinstance(record, Event):
        return ("sessions", occasion.number - 1)
    if occasion.moved_from and record.repeat:
        days = [row.from_ for row in record.repeat.moved]
        return ("repeat", "moved", days.index(occasion.moved_from))
    return ()


def events_start_in_their_year(library: Library, _: Collection[str]) -> Iterator[Finding]:
    """The folder of an event's file, which is part of its address, is the year of the start that it first had."""
    for event in library.events:
        folder, year = event.name.partition("/")[0], str(event.first_start.year)
        if folder != year:
            context = {"year": year, "folder": folder, "name": event.name}
            yield Finding(event.origin.file, ("start",), "other_year", context)
