"""Events, which take place once or are repeated."""

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from district.model.base import Record, Signup, Span, Where, YamlModel
from district.model.fields import Count, Day, Slug, Text, mistake

EventStatus = Literal["confirmed", "tentative", "cancelled", "postponed", "moved_online"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Every = Literal["day", "week", "month"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Moved(Span):
    from_: Annotated[Day, Field(alias="from")]
    where: Where | None = None
    note: Text | None = None


class Cancelled(YamlModel):
    date: Day
    note: Text | None = None


class Repeat(YamlModel):
    every: Every
    interval: Count = 1
    on: tuple[Weekday, ...] = ()
    until: Day | None = None
    count: Count | None = None
    except_: Annotated[tuple[Day, ...], Field(alias="except")] = ()
    cancelled: tuple[Cancelled, ...] = ()
    moved: tuple[Moved, ...] = ()

    @model_validator(mode="after")
    def _ends_one_way(self) -> Self:
        if (self.until is None) == (self.count is None):
            raise mistake("repeat_both_ends" if self.until else "repeat_never_ends")
        return self


class Event(Record, Span):
    kind, folder = "event", "kalender"

    status: EventStatus = "confirmed"
    note: Text | None = None
    where: Where | None = None
    for_: Annotated[Text | None, Field(alias="for")] = None
    organizer: Text | None = None
    signup: Signup | None = None
    repeat: Repeat | None = None
    study: Slug | None = None

    @field_validator("repeat")
    @classmethod
    def _repeat_fits(cls, repeat: Repeat | None, info: ValidationInfo) -> Repeat | None:
        start = info.data.get("start")
        if repeat and start:
            if not start.has_day:
                raise mistake("repeat_without_day")
            if repeat.on and WEEKDAYS[start.first_day.weekday()] not in repeat.on:
                raise mistake("repeat_misses_start", day=WEEKDAYS[start.first_day.weekday()])
            if repeat.until and repeat.until < start.first_day:
                raise mistake("repeat_ends_before_start", start=str(start.first_day))
        return repeat
