"""Events, which take place once or are repeated."""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from district.model.base import MovableSpan, Record, Signup, Span, Where, YamlModel
from district.model.fields import Count, Day, SlugRef, Text, mistake
from district.model.when import When

EventStatus = Literal["confirmed", "tentative", "cancelled", "postponed", "moved_online"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Every = Literal["day", "week", "month", "year"]
# An editor's YAML parser reads the digits as numbers.
Nth = Annotated[
    Literal["1", "2", "3", "4", "5", "last"], WithJsonSchema({"enum": [*range(1, 6), *map(str, range(1, 6)), "last"]})
]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NTHS: tuple[Nth, ...] = ("1", "2", "3", "4", "last")


def nth_of(day: date) -> Nth:
    """Return which of the month's days with the same weekday a day is; a fifth is the last."""
    return _NTHS[(day.day - 1) // 7]


class Moved(Span):
    from_: Annotated[Day, Field(alias="from")]
    where: Where | None = None
    note: Text | None = None


class Cancelled(YamlModel):
    date: Day
    note: Text | None = None


class Repeat(YamlModel):
    """A rule (`every` and what follows it), or irregular days (`dates`) besides that of the start."""

    every: Every | None = None
    interval: Count = 1
    on: tuple[Weekday, ...] = ()
    nth: Nth | None = None
    dates: tuple[Day, ...] = ()
    until: Day | None = None
    count: Count | None = None
    except_: Annotated[tuple[Day, ...], Field(alias="except")] = ()
    cancelled: tuple[Cancelled, ...] = ()
    moved: tuple[Moved, ...] = ()

    @model_validator(mode="after")
    def _is_rule_or_dates(self) -> Self:
        if self.dates:
            for key in ("every", "interval", "on", "nth", "until", "count"):
                if key in self.model_fields_set:
                    raise mistake("repeat_dates_and_rule", at=(key,), key=key)
        elif not self.every:
            raise mistake("repeat_without_every")
        elif (self.until is None) == (self.count is None):
            raise mistake("repeat_both_ends", at=("count",)) if self.until else mistake("repeat_never_ends")
        if self.nth and not (self.every == "month" and self.on):
            raise mistake("nth_without_weekday", at=("nth",))
        if self.on and self.every == "year":
            raise mistake("weekdays_every_year", at=("on",))
        return self


class Event(Record, MovableSpan):
    kind, folder = "event", "kalender"

    status: EventStatus = "confirmed"
    note: Text | None = None
    where: Where | None = None
    for_: Annotated[Text | None, Field(alias="for")] = None
    organizer: Text | None = None
    signup: Signup | None = None
    repeat: Repeat | None = None
    study: SlugRef | None = None

    @field_validator("repeat")
    @classmethod
    def _repeat_fits(cls, repeat: Repeat | None, info: ValidationInfo) -> Repeat | None:
        start = info.data.get("start")
        if repeat and start:
            _check_start(repeat, start)
        return repeat


def _check_start(repeat: Repeat, start: When) -> None:
    """Raise an error unless the start is the first of the repeat's days."""
    first = start.first_day
    if not start.has_day:
        raise mistake("repeat_without_day")
    if repeat.on and WEEKDAYS[first.weekday()] not in repeat.on:
        raise mistake("repeat_misses_start", at=("on",), day=WEEKDAYS[first.weekday()])
    is_last = (first + timedelta(weeks=1)).month != first.month
    if repeat.nth and not (is_last if repeat.nth == "last" else repeat.nth == str((first.day - 1) // 7 + 1)):
        raise mistake("nth_misses_start", at=("nth",), start=str(first), nth=repeat.nth)
    if repeat.until and repeat.until < first:
        raise mistake("repeat_ends_before_start", at=("until",), start=str(first))
    for index, day in enumerate(repeat.dates):
        if day < first:
            raise mistake("repeat_date_before_start", at=("dates", index), day=str(day), start=str(first))
