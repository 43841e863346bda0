"""What a group does: what it arranges, the goals that it answers for, and its news."""

from collections.abc import Mapping
from dataclasses import dataclass

from district.library.library import Library
from district.model.base import Record
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.plan import PlanGoal
from district.model.study import Study


@dataclass(frozen=True)
class GroupWork:
    """What names a group: the events and studies that it arranges, its goals, newest plan first, and its news."""

    events: tuple[Event, ...] = ()
    studies: tuple[Study, ...] = ()
    goals: tuple[PlanGoal, ...] = ()
    news: tuple[News, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """What its feed consists of."""
        return (*self.events, *self.studies, *self.news)


def group_works(library: Library) -> Mapping[str, GroupWork]:
    """Return what each group does, by its name."""
    return {group.name: _work(library, group) for group in library.groups}


def _work(library: Library, group: Group) -> GroupWork:
    def is_its(said: str | None) -> bool:
        return library.group(said) is group

    newest_first = sorted(library.plan_goals.values(), key=lambda goal: goal.plan.year, reverse=True)
    return GroupWork(
        tuple(event for event in library.events if is_its(event.organizer)),
        tuple(study for study in library.studies if is_its(study.organizer)),
        tuple(goal for goal in newest_first if is_its(goal.goal.responsible)),
        tuple(news for news in library.newest_news if any(map(is_its, news.groups))),
    )
