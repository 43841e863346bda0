"""The times that something really happens: events, each turn of a repeat, and study meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from district.model.base import Where
from district.model.event import WEEKDAYS, Event, EventStatus, Moved, Repeat
from district.model.study import Study
from district.model.when import When

MOST = 1000  # turns of one repeat: a meeting every week for nineteen years


@dataclass(frozen=True)
class Occasion:
    """One time and place; `moved_from` is set when a turn of a repeat was moved.

    `number` counts a repeat's turns and a study's meetings from 1, in the order they were planned.
    """

    record: Event | Study
    start: When
    end: When | None
    status: EventStatus
    title: str
    where: Where | None = None
    note: str | None = None
    number: int = 1
    moved_from: date | None = None
    reading: str | None = None

    @property
    def last_day(self) -> date:
        return (self.end or self.start).last_day

    @property
    def is_over_at(self) -> datetime:
        """Local time when it can be over at the earliest known: its end, or the end of its day."""
        last = self.end or self.start
        return last.moment if last.clock and self.end else datetime.combine(self.last_day, time(23, 59))


def of_record(record: Event | Study) -> Iterator[Occasion]:
    return of_study(record) if isinstance(record, Study) else of_event(record)


def of_study(study: Study) -> Iterator[Occasion]:
    for number, session in enumerate(study.sessions, 1):
        title = f"{study.title}: {session.title}" if session.title else study.title
        status = "cancelled" if study.status == "cancelled" else session.status
        yield Occasion(
            study,
            session.start,
            session.end,
            status,
            title,
            session.where,
            session.note,
            number,
            reading=session.reading,
        )


def of_event(event: Event) -> Iterator[Occasion]:
    """Its turns as they will happen: without the excepted ones, the moved ones where they are now."""
    if not event.repeat:
        yield _turn(event, event.start, event.end, 1)
        return
    moved = {row.from_: row for row in event.repeat.moved}
    length = event.end.moment - event.start.moment if event.end else None
    for number, day in enumerate(planned_days(event.start, event.repeat), 1):
        if day in moved:
            yield _moved_turn(event, moved[day], number, length)
        elif day not in event.repeat.except_:
            start = When(day.year, day.month, day.day, event.start.clock)
            yield _turn(event, start, _end(start, length), number)


def _end(start: When, length: timedelta | None) -> When | None:
    if length is None:
        return None
    end = start.moment + length
    return When.of(end if start.clock else end.date())


def _turn(event: Event, start: When, end: When | None, number: int) -> Occasion:
    return Occasion(event, start, end, event.status, event.title, event.where, event.note, number)


def _moved_turn(event: Event, moved: Moved, number: int, length: timedelta | None) -> Occasion:
    # A moved turn keeps its length, unless its author says otherwise.
    end = moved.end or (_end(moved.start, length) if moved.start.precision == event.start.precision else None)
    where, note = moved.where or event.where, moved.note or event.note
    return Occasion(event, moved.start, end, event.status, event.title, where, note, number, moved.from_)


def planned_days(start: When, repeat: Repeat) -> tuple[date, ...]:
    """The days that the repeat gives before exceptions and moves; at most MOST + 1 of them."""
    text = recurrence_rule(start, repeat)
    if repeat.until:
        text += f";UNTIL={datetime.combine(repeat.until, time.max):%Y%m%dT%H%M%S}"
    rule = rrulestr(text, dtstart=start.moment)
    assert isinstance(rule, rrule)
    return tuple(turn.date() for turn in islice(rule, MOST + 1))


def recurrence_rule(start: When, repeat: Repeat) -> str:
    """The repeat as an RRULE (RFC 5545 3.3.10) but for its UNTIL, which needs a time zone."""
    frequency = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}[repeat.every]
    parts = [f"FREQ={frequency}", f"INTERVAL={repeat.interval}"]
    if repeat.on:
        week = _week_of_month(start.first_day) if repeat.every == "month" else ""
        parts.append("BYDAY=" + ",".join(f"{week}{day[:2].upper()}" for day in WEEKDAYS if day in repeat.on))
    if repeat.count:
        parts.append(f"COUNT={repeat.count}")
    return ";".join(parts)


def _week_of_month(day: date) -> str:
    """`on: [tue]` every month means as in the first one: the second Tuesday, or the last."""
    week = (day.day - 1) // 7 + 1
    return "-1" if week == 5 else str(week)
