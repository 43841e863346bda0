"""Occasions by year and month, as lists and as grids of weeks."""

from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from district.library.library import Library
from district.library.occasions import Occasion
from district.model.event import Event

MOST_OF_SERIES = 3  # occasions of one event in a list
MOST_OF_YEAR = 150  # occasions on a year's page; a year with more has a page for each month
_WEEKS = Calendar()  # Monday first, as in Sweden


@dataclass(frozen=True)
class GridDay:
    """A day in a month's grid, with the occasions in progress. Days of adjacent months have none."""

    day: date
    in_month: bool
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True)
class Month:
    """A month with the occasions that start in it."""

    first_day: date
    occasions: tuple[Occasion, ...]

    @property
    def days(self) -> tuple[tuple[date, tuple[Occasion, ...]], ...]:
        """The days on which something starts, with what does."""
        return days(self.occasions)

    @property
    def weeks(self) -> tuple[tuple[int, tuple[GridDay, ...]], ...]:
        """The month's weeks from Monday to Sunday, each with its ISO 8601 number."""
        weeks = _WEEKS.monthdatescalendar(self.first_day.year, self.first_day.month)
        return tuple((week[0].isocalendar().week, tuple(map(self._grid_day, week))) for week in weeks)

    def _grid_day(self, day: date) -> GridDay:
        in_month = day.month == self.first_day.month
        chosen = (o for o in self.occasions if o.start.first_day <= day <= o.last_day)
        return GridDay(day, in_month, tuple(chosen) if in_month else ())


@dataclass(frozen=True)
class Agenda:
    """Occasions with a known day by month, and those without, in order of time."""

    months: tuple[Month, ...]
    undated: tuple[Occasion, ...]

    @classmethod
    def of(cls, occasions: Iterable[Occasion]) -> "Agenda":
        """Group occasions, which must be in order of time."""
        chosen = list(occasions)
        dated = (occasion for occasion in chosen if occasion.start.has_day)
        months = groupby(dated, key=lambda occasion: occasion.start.first_day.replace(day=1))
        undated = (occasion for occasion in chosen if not occasion.start.has_day)
        return cls(tuple(Month(first, tuple(group)) for first, group in months), tuple(undated))


@dataclass(frozen=True)
class CalendarYear:
    """A year of the calendar."""

    year: int
    agenda: Agenda

    @property
    def path(self) -> str:
        """The address of the year's page."""
        return f"kalender/{self.year}/"

    @property
    def month_pages(self) -> Mapping[str, Month]:
        """The months that have pages of their own, by address. There are none unless the year is long."""
        if sum(len(month.occasions) for month in self.agenda.months) <= MOST_OF_YEAR:
            return {}
        return {f"{self.path}{month.first_day:%m}/": month for month in self.agenda.months}


def calendar_years(library: Library) -> tuple[CalendarYear, ...]:
    """Return the years in which something happens, in order."""
    years = groupby(library.occasions, key=lambda occasion: occasion.start.year)
    return tuple(CalendarYear(year, Agenda.of(group)) for year, group in years)


def days(occasions: Iterable[Occasion]) -> tuple[tuple[date, tuple[Occasion, ...]], ...]:
    """Group occasions with a known day, in order of time, by the day on which they start."""
    return tuple((day, tuple(group)) for day, group in groupby(occasions, key=lambda o: o.start.first_day))


def without_long_series(occasions: Iterable[Occasion]) -> tuple[tuple[Occasion, ...], dict[str, int]]:
    """Return the occasions with the first MOST_OF_SERIES of each event, and by its path how many more each has.

    Occasions that differ from the rest of their series are all kept.
    """
    kept, seen, left = [], Counter[str](), Counter[str]()
    for occasion in occasions:
        path, is_usual = occasion.record.path, not occasion.moved_from and occasion.status == "confirmed"
        seen[path] += 1
        if isinstance(occasion.record, Event) and is_usual and seen[path] > MOST_OF_SERIES:
            left[path] += 1
        else:
            kept.append(occasion)
    return tuple(kept), dict(left)


def coming(occasions: Iterable[Occasion], today: date) -> tuple[Occasion, ...]:
    """Return the occasions that are not over before `today`."""
    return tuple(occasion for occasion in occasions if occasion.last_day >= today)
