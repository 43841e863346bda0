"""The rules about when things take place."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from district.checks.problem import Finding, KeyPath
from district.library.library import Library
from district.library.occasions import MAX_OCCASIONS, Occasion, planned_days
from district.model.event import Event, Repeat
from district.model.when import When


def hours_exist(library: Library) -> Iterator[Finding]:
    """No occasion starts or ends in the hour that the change to summer time skips."""
    zone = ZoneInfo(library.district.timezone)
    for occasion in chain.from_iterable(map(library.occasions_of, library.scheduled)):
        for key, when in (("start", occasion.start), ("end", occasion.end)):
            # No other hour is ever skipped in Sweden.
            if when and when.clock and when.clock.hour == 2 and _is_skipped(when.moment, zone):
                context = {"clock": f"{when.clock:%H:%M}", "day": str(when.first_day)}
                yield Finding(occasion.record.origin.file, (*_place(occasion), key), "hour_skipped", context)


def _is_skipped(moment: datetime, zone: ZoneInfo) -> bool:
    return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment


def _place(occasion: Occasion) -> KeyPath:
    """Return the key path to the times of an occasion. Those of a repeated event that are not moved are the event's."""
    record = occasion.record
    if not isinstance(record, Event):
        return ("sessions", occasion.number - 1)
    if occasion.moved_from and record.repeat:
        days = [row.from_ for row in record.repeat.moved]
        return ("repeat", "moved", days.index(occasion.planned_day))
    return ()


def meetings_have_starts_of_their_own(library: Library) -> Iterator[Finding]:
    """No two meetings of a study have the same first start, which identifies them in calendars."""
    for study in library.studies:
        seen: set[When] = set()
        for index, session in enumerate(study.sessions):
            if session.first_start.has_day and session.first_start in seen:
                context = {"given": session.first_start.written}
                yield Finding(study.origin.file, ("sessions", index, "start"), "same_start", context)
            seen.add(session.first_start)


def events_start_in_their_year(library: Library) -> Iterator[Finding]:
    """The folder of an event's file, which is part of its address, is the year of the start that it first had."""
    for event in library.events:
        folder, year = event.name.partition("/")[0], str(event.first_start.year)
        if folder != year:
            context = {"year": year, "folder": folder, "name": event.name}
            yield Finding(event.origin.file, ("start",), "other_year", context)


def sign_up_is_before_the_end(library: Library) -> Iterator[Finding]:
    """The last day to sign up is not after the last day of what one signs up for."""
    for record in library.scheduled:
        if record.signup and record.signup.by:
            last = max((occasion.last_day for occasion in library.occasions_of(record)), default=None)
            if last and record.signup.by > last:
                context = {"given": str(record.signup.by), "last": str(last)}
                yield Finding(record.origin.file, ("signup", "by"), "sign_up_after", context)


def repeats_happen(library: Library) -> Iterator[Finding]:
    """Repeats are finite, each changed day is one of theirs and named once, and some occasion remains."""
    for event in library.events:
        if not event.repeat:
            continue
        file, repeat, days = event.origin.file, event.repeat, planned_days(event.start, event.repeat)
        if len(days) > MAX_OCCASIONS:
            yield Finding(file, ("repeat",), "repeat_too_often", {"most": MAX_OCCASIONS})
            continue
        seen: set[date] = set()
        for path, day in _changed_days(repeat):
            if day not in days:
                near = min(days, key=lambda planned: abs(planned - day))
                yield Finding(file, path, "except_misses", {"given": str(day), "near": near})
            elif day in seen:
                yield Finding(file, path, "repeat_day_twice", {"given": str(day)})
            seen.add(day)
        if set(days) <= set(repeat.except_):
            yield Finding(file, ("repeat",), "repeat_never_happens")


def _changed_days(repeat: Repeat) -> Iterator[tuple[KeyPath, date]]:
    for index, day in enumerate(repeat.except_):
        yield ("repeat", "except", index), day
    for index, cancelled in enumerate(repeat.cancelled):
        yield ("repeat", "cancelled", index, "date"), cancelled.date
    for index, moved in enumerate(repeat.moved):
        yield ("repeat", "moved", index, "from"), moved.from_


def reports_have_happened(library: Library, today: date) -> Iterator[Finding]:
    """No row in a goal's history, and no change of a record, is dated after today."""
    for planned in library.all_goals:
        for index, row in enumerate(planned.goal.history):
            if row.date > today:
                path = (*planned.place, "history", index, "date")
                yield Finding(planned.plan.origin.file, path, "not_yet", {"given": str(row.date)})
    for record in library.records:
        if record.updated and record.updated > today:
            yield Finding(record.origin.file, ("updated",), "not_yet", {"given": str(record.updated)})
