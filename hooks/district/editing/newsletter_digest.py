"""Collect what a newsletter reports: changes since the last one, and the next eight weeks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from district.library.library import Library
from district.library.occasions import Occasion
from district.model.event import Event
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import HistoryRow, Plan, PlanGoal
from district.model.study import Study
from district.model.when import When

PERIOD = timedelta(weeks=8)
ScheduleChangeKind = Literal["cancelled", "postponed", "moved_online", "moved"]


@dataclass(frozen=True)
class ScheduleChange:
    """Occasions of one record that have been cancelled, postponed or moved in the same way, by time."""

    kind: ScheduleChangeKind
    record: Event | Study
    title: str
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True)
class Digest:
    """The contents of one newsletter.

    `upcoming` are occasions whose day is set, `undated` those with only a month. `reports` are goals
    with the rows of their history since the last newsletter, oldest first. `due` are goals that are
    neither done nor dropped and whose date falls in the newsletter's period.
    """

    today: date
    last: Newsletter | None
    upcoming: tuple[Occasion, ...]
    undated: tuple[Occasion, ...]
    changes: tuple[ScheduleChange, ...]
    studies: tuple[Study, ...]
    plans: tuple[Plan, ...]
    news: tuple[News, ...]
    reports: tuple[tuple[PlanGoal, list[HistoryRow]], ...]
    due: tuple[PlanGoal, ...]

    @property
    def until(self) -> date:
        """The last day of the period."""
        return self.today + PERIOD

    @property
    def goals(self) -> tuple[str, ...]:
        """Ids of the goals in `reports` and `due`, without duplicates."""
        plan_goals = (*(plan_goal for plan_goal, _ in self.reports), *self.due)
        return tuple(dict.fromkeys(plan_goal.ref for plan_goal in plan_goals))

    def is_first_mention(self, occasion: Occasion) -> bool:
        """Return whether no earlier occasion in the newsletter belongs to the same record."""
        return next(other for other in self.upcoming + self.undated if other.record is occasion.record) is occasion


def digest(library: Library, today: date) -> Digest:
    """Return the contents of a newsletter that is sent today.

    What was published on the day of the last newsletter counts as reported in it. If there is no
    earlier newsletter, the last eight weeks are reported.
    """
    earlier = (letter for letter in library.newsletters if letter.published <= today)
    last = max(earlier, key=lambda letter: (letter.published, letter.name), default=None)
    since = last.published if last else today - PERIOD
    ahead = [occasion for occasion in library.occasions if occasion.last_day >= today]
    taking_place = (occasion for occasion in ahead if occasion.status not in ("cancelled", "postponed"))
    upcoming = [occasion for occasion in taking_place if occasion.start.first_day <= today + PERIOD]
    return Digest(
        today=today,
        last=last,
        upcoming=tuple(occasion for occasion in upcoming if occasion.start.has_day),
        undated=tuple(occasion for occasion in upcoming if occasion.start.precision == "month"),
        changes=tuple(_changes(library, ahead, since, today)),
        studies=tuple(s for s in library.studies if since < s.published <= today and s.status != "cancelled"),
        plans=tuple(plan for plan in library.plans if since < plan.published <= today),
        news=tuple(news for news in library.newest_news if since < news.published <= today),
        reports=tuple(_reports(library, since, today)),
        due=tuple(_due(library, since, today)),
    )


def _changes(library: Library, ahead: list[Occasion], since: date, today: date) -> Iterator[ScheduleChange]:
    """Yield the changes to occasions from today on, by time, grouped by record, title and kind of change."""
    changed = {record.path for record in library.scheduled if since < record.changed <= today}
    groups: dict[tuple[object, ...], tuple[ScheduleChangeKind, list[Occasion]]] = {}
    for occasion in sorted((*ahead, *_excepted(library, today)), key=lambda occasion: occasion.start):
        if occasion.record.path in changed and (kind := _kind(occasion)):
            # Each moved occasion has a new time, so that it is a change on its own.
            key = (kind, occasion.record.path, occasion.title, kind == "moved" and occasion.number)
            groups.setdefault(key, (kind, []))[1].append(occasion)
    for kind, occasions in groups.values():
        yield ScheduleChange(kind, occasions[0].record, occasions[0].title, tuple(occasions))


def _kind(occasion: Occasion) -> ScheduleChangeKind | None:
    if occasion.status in ("cancelled", "postponed", "moved_online"):
        return occasion.status
    return "moved" if occasion.moved_from else None


def _excepted(library: Library, today: date) -> Iterator[Occasion]:
    """Yield the days of the period that are excepted from a repeat, as cancelled occasions."""
    for event in library.events:
        if event.repeat and event.status not in ("cancelled", "postponed"):
            for day in set(event.repeat.except_) - {row.from_ for row in event.repeat.moved}:
                if today <= day <= today + PERIOD:
                    start = When(day.year, day.month, day.day, event.start.clock)
                    yield Occasion(event, start, None, "cancelled", event.title, event.where)


def _reports(library: Library, since: date, today: date) -> Iterator[tuple[PlanGoal, list[HistoryRow]]]:
    for plan_goal in library.plan_goals.values():
        rows = sorted((row for row in plan_goal.goal.history if since < row.date <= today), key=lambda row: row.date)
        if rows:
            yield plan_goal, rows


def _due(library: Library, since: date, today: date) -> Iterable[PlanGoal]:
    """Return unsettled goals that were due since the last newsletter or are due in the period, by day."""
    unsettled = (p for p in library.plan_goals.values() if p.standing(today) not in ("done", "dropped"))
    dated = [(p.goal.due, p) for p in unsettled if p.goal.due and since < p.goal.due.last_day <= today + PERIOD]
    return (plan_goal for _, plan_goal in sorted(dated, key=lambda pair: pair[0].last_day))
