"""What has been done for a goal, and what is to come, as far as the data says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from district.library import Library, Promise
from district.model import Event, Newsletter, Standing, Study
from district.occasions import Occasion, of_event, of_study

Happened = Callable[[Occasion], bool]


@dataclass(frozen=True)
class Activity:
    """An event or a study, its occasions by what can be said of them as of a day.

    `unsure` were planned for a time that is past, but had no day set or stood as tentative.
    """

    record: Event | Study
    held: tuple[Occasion, ...]
    coming: tuple[Occasion, ...]
    called_off: tuple[Occasion, ...]
    unsure: tuple[Occasion, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.held or self.coming or self.called_off or self.unsure)


@dataclass(frozen=True)
class Work:
    """All that names a goal, or that was written at it."""

    promise: Promise
    standing: Standing
    events: tuple[Activity, ...]
    studies: tuple[Activity, ...]
    letters: tuple[Newsletter, ...]

    @property
    def activities(self) -> tuple[Activity, ...]:
        return (*self.events, *self.studies)

    @property
    def is_silent(self) -> bool:
        """Nobody has said anything, and nothing points at it."""
        goal = self.promise.goal
        return not (goal.reported or goal.history or self.activities or self.letters)


def work(library: Library, promise: Promise, today: date) -> Work:
    """What has been done for a goal, whenever it was."""
    named = library.naming(promise)
    return Work(
        promise,
        promise.standing(today),
        tuple(activity(record, today) for record in named if isinstance(record, Event)),
        tuple(activity(record, today) for record in named if isinstance(record, Study)),
        tuple(sorted((r for r in named if isinstance(r, Newsletter)), key=lambda letter: letter.published)),
    )


def activity(record: Event | Study, today: date, year: int | None = None) -> Activity:
    """Its occasions by what became of them; those of a single year if one is given."""
    found = sorted(of_event(record) if isinstance(record, Event) else of_study(record), key=lambda o: o.start)
    chosen = [occasion for occasion in found if year is None or occasion.start.year == year]

    def are(happened: Happened) -> tuple[Occasion, ...]:
        return tuple(occasion for occasion in chosen if happened(occasion))

    return Activity(
        record,
        held=are(lambda o: _is_over(o, today) and _is_sure(o)),
        coming=are(lambda o: not _is_over(o, today) and not _is_called_off(o)),
        called_off=are(_is_called_off),
        unsure=are(lambda o: _is_over(o, today) and not _is_sure(o) and not _is_called_off(o)),
    )


def _is_over(occasion: Occasion, today: date) -> bool:
    return occasion.last_day < today


def _is_called_off(occasion: Occasion) -> bool:
    return occasion.status in ("cancelled", "postponed")


def _is_sure(occasion: Occasion) -> bool:
    """The day was set and nothing was said against it."""
    return occasion.start.has_day and occasion.status in ("confirmed", "moved_online")
