"""A point in time exactly as precise as its author was: a year, a month, a day or a minute."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import total_ordering

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?: +(\d\d):(\d\d))?)?)?", re.ASCII)
PRECISIONS = ("year", "month", "day", "minute")
# Calendars and time zones are only dependable this far.
YEARS = range(1900, 2200)


@total_ordering
@dataclass(frozen=True, eq=True)
class When:
    """Local time in the district; what its author left out is None."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: time | None = None

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read `2024`, `2024-06`, `2024-06-09` or `2024-06-09 18:30`.

        Raises ValueError for any other form and for a day or time that does not exist.
        """
        form = _FORM.fullmatch(text.strip())
        if not form:
            raise ValueError(text)
        year, month, day, hour, minute = (None if part is None else int(part) for part in form.groups())
        assert year is not None
        date(year, month or 1, day or 1)
        clock = None if hour is None or minute is None else time(hour, minute)
        return cls(year, month, day, clock)

    @classmethod
    def of(cls, moment: datetime | date) -> "When":
        clock = moment.time() if isinstance(moment, datetime) else None
        return cls(moment.year, moment.month, moment.day, clock)

    @property
    def precision(self) -> str:
        parts = (self.month, self.day, self.clock)
        return PRECISIONS[sum(part is not None for part in parts)]

    @property
    def has_day(self) -> bool:
        return self.day is not None

    @property
    def first_day(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day it could mean: the year's or the month's last, or the day itself."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def moment(self) -> datetime:
        """The first minute it could mean, with no time zone."""
        return datetime.combine(self.first_day, self.clock or time.min)

    @property
    def value(self) -> datetime | date:
        """A datetime when the minute is known, else a date: iCalendar's DATE-TIME or DATE."""
        return self.moment if self.clock else self.first_day

    def __lt__(self, other: "When") -> bool:
        return (self.moment, self.last_day) < (other.moment, other.last_day)

    def __str__(self) -> str:
        """ISO 8601, as far as it is known."""
        return (
            self.value.isoformat(timespec="minutes")
            if isinstance(self.value, datetime)
            else (self.value.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]])
        )
