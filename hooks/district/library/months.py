"""Occasions as a calendar page lays them out: by month, as a list and as a grid of weeks."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from district.library.occasions import Occasion

_WEEKS = Calendar()  # Monday first, as in Sweden


@dataclass(frozen=True)
class GridDay:
    """A day in a month's grid, and what goes on then; days of the months around it are blank."""

    day: date
    in_month: bool
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True)
class Month:
    """What starts in a month."""

    first_day: date
    occasions: tuple[Occasion, ...]

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
    """Occasions by month, and those that have no day yet."""

    months: tuple[Month, ...]
    undated: tuple[Occasion, ...]

    @classmethod
    def of(cls, occasions: Iterable[Occasion]) -> "Agenda":
        """From occasions in the order of time."""
        chosen = list(occasions)
        dated = (occasion for occasion in chosen if occasion.start.has_day)
        months = groupby(dated, key=lambda occasion: occasion.start.first_day.replace(day=1))
        undated = (occasion for occasion in chosen if not occasion.start.has_day)
        return cls(tuple(Month(first, tuple(group)) for first, group in months), tuple(undated))


def coming(occasions: Iterable[Occasion], today: date) -> tuple[Occasion, ...]:
    """Those that may still be going on or come."""
    return tuple(occasion for occasion in occasions if occasion.last_day >= today)
