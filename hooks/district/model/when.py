"""A local time with the precision that its author gave it: year, month, day or minute."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import total_ordering

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?: +(\d\d):(\d\d))?)?)?", re.ASCII)
MINUTES_A_DAY = 24 * 60
PRECISIONS = ("year", "month", "day", "minute")
# Time zones are not reliable outside these years.
YEARS = range(1900, 2200)


@total_ordering
@dataclass(frozen=True, eq=True)
class When:
    """A local time without a time zone. Parts that were not given are None; `clock` has hours and minutes."""

    year: int
    month: int | None = None
    day: int | None = None
    clock: time | None = None

    @classmethod
    def parse(cls, text: str) -> "When":
        """Parse `2024`, `2024-06`, `2024-06-09` or `2024-06-09 18:30`.

        Raise ValueError for any other form, and for a day or time that does not exist.
        """
        form = _FORM.fullmatch(text.strip())
        if not form:
            raise ValueError(text)
        year, month, day, hour, minute = (None if part is None else int(part) for part in form.groups())
        assert year is not None
        date(year, 1 if month is None else month, 1 if day is None else day)
        clock = None if hour is None or minute is None else time(hour, minute)
        return cls(year, month, day, clock)

    @classmethod
    def of(cls, moment: datetime | date) -> "When":
        """Return a time with the precision of a date or a datetime."""
        clock = moment.time() if isinstance(moment, datetime) else None
        return cls(moment.year, moment.month, moment.day, clock)

    @property
    def precision(self) -> str:
        """One of PRECISIONS: "year", "month", "day" or "minute"."""
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
        """The day itself, or the last day of the month or year."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def moment(self) -> datetime:
        """The first minute of the day, month or year, or the minute itself."""
        return datetime.combine(self.first_day, self.clock or time.min)

    @property
    def value(self) -> datetime | date:
        """A datetime if the minute is known, else a date: the values of DATE-TIME and DATE (RFC 5545, 3.3.4–3.3.5)."""
        return self.moment if self.clock else self.first_day

    @property
    def order(self) -> tuple[datetime, date]:
        """What times are ordered by. As a sort key it is computed once for each."""
        return self.moment, self.last_day

    def __lt__(self, other: "When") -> bool:
        return self.order < other.order

    @property
    def written(self) -> str:
        """The time as files have it, with its own precision: `2024-06-09 18:30`."""
        return str(self).replace("T", " ")

    def __str__(self) -> str:
        """Return the time in ISO 8601, with its own precision."""
        if isinstance(self.value, datetime):
            return self.value.isoformat(timespec="minutes")
        return self.value.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]
