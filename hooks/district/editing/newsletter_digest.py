"""What there is to tell since the last newsletter, and what comes in the next eight weeks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from district.library.library import Library, PlanGoal
from district.library.occasions import Occasion
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import HistoryRow, Plan
from district.model.study import Study
from district.model.when import When

AHEAD = timedelta(weeks=8)
ChangeKind = Literal["cancelled", "postponed", "moved_online", "moved"]


@dataclass(frozen=True)
class Change:
    """What is no longer as it was said, and every time that it concerns."""

    kind: ChangeKind
    record: Event | Study
    title: str
    turns: tuple[Occasion, ...]


@dataclass(frozen=True)
class Report:
    """A goal and what has been said of it since the last letter, oldest first."""

    plan_goal: PlanGoal
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True)
class News:
    """One letter's worth; `coming` have their day set, `undated` at least their month."""

    today: date
    last: Newsletter | None
    coming: tuple[Occasion, ...]
    undated: tuple[Occasion, ...]
    changes: tuple[Change, ...]
    studies: tuple[Study, ...]
    plans: tuple[Plan, ...]
    reports: tuple[Report, ...]
    due: tuple[PlanGoal, ...]

    @property
    def until(self) -> date:
        return self.today + AHEAD

    @property
    def goals(self) -> tuple[str, ...]:
        """The goals that the letter tells of."""
        return tuple(dict.fromkeys(plan_goal.ref for plan_goal in (*(r.plan_goal for r in self.reports), *self.due)))

    def opens(self, occasion: Occasion) -> bool:
        """Whether it is the first that the letter says of its record."""
        return next(other for other in self.coming + self.undated if other.record is occasion.record) is occasion


def news(library: Library, today: date) -> News:
    """Everything that one letter should tell on the day.

    What was published on the day of the last letter stood in that one; with no letter before,
    the news go as far back as the calendar goes ahead.
    """
    earlier = (letter for letter in library.newsletters if letter.published <= today)
    last = max(earlier, key=lambda letter: (letter.published, letter.name), default=None)
    since = last.published if last else today - AHEAD
    occasions = [turn for turn in library.occasions if turn.last_day >= today]
    coming = [turn for turn in occasions if _happens(turn) and turn.start.first_day <= today + AHEAD]
    return News(
        today=today,
        last=last,
        coming=tuple(turn for turn in coming if turn.start.has_day),
        undated=tuple(turn for turn in coming if turn.start.precision == "month"),
        changes=tuple(_changes(library, occasions, since, today)),
        studies=tuple(s for s in library.studies if since < s.published <= today and s.status != "cancelled"),
        plans=tuple(plan for plan in library.plans if since < plan.published <= today),
        reports=tuple(_reports(library, since, today)),
        due=tuple(_due(library, since, today)),
    )


def _happens(turn: Occasion) -> bool:
    return turn.status not in ("cancelled", "postponed")


def _changes(library: Library, coming: list[Occasion], since: date, today: date) -> Iterator[Change]:
    """Changes to what is still ahead, by time; a record's turns that changed alike are one change."""
    changed = {record.path for record in library.scheduled if since < record.changed <= today}
    groups: dict[tuple[object, ...], list[Occasion]] = {}
    for turn in sorted((*coming, *_excepted(library, today)), key=lambda turn: turn.start):
        if turn.record.path in changed and (kind := _kind(turn)):
            groups.setdefault((kind, turn.record.path, turn.title, kind == "moved" and turn.number), []).append(turn)
    for turns in groups.values():
        kind = _kind(turns[0])
        assert kind
        yield Change(kind, turns[0].record, turns[0].title, tuple(turns))


def _kind(turn: Occasion) -> ChangeKind | None:
    if turn.status in ("cancelled", "postponed", "moved_online"):
        return turn.status
    return "moved" if turn.moved_from else None


def _excepted(library: Library, today: date) -> Iterator[Occasion]:
    """Turns that were taken out of a repeat, as cancelled ones; a letter tells of the next eight weeks."""
    for event in library.events:
        if event.repeat and _happens(Occasion(event, event.start, None, event.status, event.title)):
            for day in set(event.repeat.except_) - {row.from_ for row in event.repeat.moved}:
                if today <= day <= today + AHEAD:
                    start = When(day.year, day.month, day.day, event.start.clock)
                    yield Occasion(event, start, None, "cancelled", event.title, event.where)


def _reports(library: Library, since: date, today: date) -> Iterator[Report]:
    for plan_goal in library.plan_goals.values():
        rows = sorted((row for row in plan_goal.goal.history if since < row.date <= today), key=lambda row: row.date)
        if rows:
            yield Report(plan_goal, tuple(rows))


def _due(library: Library, since: date, today: date) -> Iterable[PlanGoal]:
    """Goals whose day has come since the last letter or comes soon, and that are not settled, by day."""
    waiting = (p for p in library.plan_goals.values() if p.standing(today) not in ("done", "dropped"))
    dated = [(p.goal.due, p) for p in waiting if p.goal.due and since < p.goal.due.last_day <= today + AHEAD]
    return (plan_goal for _, plan_goal in sorted(dated, key=lambda pair: pair[0].last_day))
