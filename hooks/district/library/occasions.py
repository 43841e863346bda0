"""Occasions: the single times at which events, repeated events and study sessions take place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from district.model.base import Record, Where
from district.model.event import WEEKDAYS, Event, EventStatus, Repeat, nth_of
from district.model.study import Study
from district.model.when import When

MAX_OCCASIONS = 1000  # of one repeated event: weekly for nineteen years


@dataclass(frozen=True)
class Occasion:
    """One time at which an event or a study session takes place.

    `number` counts the occasions of a repeated event, or the sessions of a study, from 1 in the order they
    were planned. `moved_from` is the start that it had before it was moved, as precise as it was.
    """

    record: Event | Study
    start: When
    end: When | None
    status: EventStatus
    title: str
    where: Where | None = None
    note: str | None = None
    number: int = 1
    moved_from: When | None = None
    reading: str | None = None

    @property
    def planned_day(self) -> date:
        """The day that the rule of a repeated event gives."""
        return (self.moved_from or self.start).first_day

    @property
    def last_day(self) -> date:
        return (self.end or self.start).last_day

    @property
    def is_over_at(self) -> datetime:
        """The end in local time without a zone, or 23:59 on the last day if the time of the end is not known."""
        last = self.end or self.start
        return last.moment if last.clock and self.end else datetime.combine(self.last_day, time(23, 59))


def occasions_of(record: Event | Study) -> Iterator[Occasion]:
    """Yield a record's occasions in the order they were planned."""
    return study_occasions(record) if isinstance(record, Study) else event_occasions(record)


def places(record: Record) -> Iterator[tuple[tuple[str | int, ...], Where | None]]:
    """Yield the place of each part of a record that may have one, with the key path to the part."""
    if isinstance(record, Event):
        yield (), record.where
        for index, row in enumerate(record.repeat.moved if record.repeat else ()):
            yield ("repeat", "moved", index), row.where
    if isinstance(record, Study):
        for index, session in enumerate(record.sessions):
            yield ("sessions", index), session.where


def study_occasions(study: Study) -> Iterator[Occasion]:
    """Yield one occasion per session; all are cancelled if the study is."""
    for number, session in enumerate(study.sessions, 1):
        yield Occasion(
            study,
            session.start,
            session.end,
            "cancelled" if study.status == "cancelled" else session.status,
            f"{study.title}: {session.title}" if session.title else study.title,
            session.where,
            session.note or study.note,
            number,
            session.moved_from,
            session.reading,
        )


def event_occasions(event: Event) -> Iterator[Occasion]:
    """Yield the event's occasions: moved ones at their new time, cancelled ones, and none for the days in `except`."""
    if not event.repeat:
        yield replace(_occasion(event, event.start, event.end, 1), moved_from=event.moved_from)
        return
    moved = {row.from_: row for row in event.repeat.moved}
    cancelled = {row.date: row for row in event.repeat.cancelled}
    length = event.end.moment - event.start.moment if event.end else None
    for number, day in enumerate(planned_days(event.start, event.repeat), 1):
        planned = When(day.year, day.month, day.day, event.start.clock)
        if row := moved.get(day):
            # It keeps the event's length unless an end is given.
            keeps_length = row.start.precision == event.start.precision
            end = row.end or (_end(row.start, length) if keeps_length else None)
            occasion = _occasion(event, row.start, end, number)
            yield replace(occasion, where=row.where or event.where, note=row.note or event.note, moved_from=planned)
        elif day not in event.repeat.except_:
            occasion = _occasion(event, planned, _end(planned, length), number)
            gone = cancelled.get(day)
            yield replace(occasion, status="cancelled", note=gone.note or event.note) if gone else occasion


def _end(start: When, length: timedelta | None) -> When | None:
    if length is None:
        return None
    end = start.moment + length
    return When.of(end if start.clock else end.date())


def _occasion(event: Event, start: When, end: When | None, number: int) -> Occasion:
    return Occasion(event, start, end, event.status, event.title, event.where, event.note, number)


def planned_days(start: When, repeat: Repeat) -> tuple[date, ...]:
    """Return the days of a repeat before exceptions and moves, at most MAX_OCCASIONS + 1 of them."""
    if repeat.dates:
        return tuple(sorted({start.first_day, *repeat.dates})[: MAX_OCCASIONS + 1])
    text = recurrence_rule(start, repeat)
    if repeat.until:
        text += f";UNTIL={datetime.combine(repeat.until, time.max):%Y%m%dT%H%M%S}"
    rule = rrulestr(text, dtstart=start.moment)
    assert isinstance(rule, rrule)
    return tuple(start.date() for start in islice(rule, MAX_OCCASIONS + 1))


def recurrence_rule(start: When, repeat: Repeat) -> str:
    """Return a repeat with a rule as a RECUR value (RFC 5545, 3.3.10) without UNTIL, which depends on the time zone."""
    assert repeat.every
    frequency = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}[repeat.every]
    parts = [f"FREQ={frequency}", f"INTERVAL={repeat.interval}"]
    if repeat.on:
        nth = repeat.nth or nth_of(start.first_day)
        week = {"last": "-1"}.get(nth, nth) if repeat.every == "month" else ""
        parts.append("BYDAY=" + ",".join(f"{week}{day[:2].upper()}" for day in WEEKDAYS if day in repeat.on))
    if repeat.count:
        parts.append(f"COUNT={repeat.count}")
    return ";".join(parts)
