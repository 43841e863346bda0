"""The yearly plan: its areas, their goals, and what has been reported about each goal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from district.model.base import Link, Record, YamlModel
from district.model.fields import Day, GoalRef, Markdown, Slug, Text, WhenField

GoalStatus = Literal["planned", "ongoing", "done", "dropped"]
MOST_GOALS = 60  # shown whole on the plan's page; in a plan with more, each area has a page
Standing = Literal["planned", "ongoing", "done", "dropped", "unreported"]


class Quote(YamlModel):
    text: Text
    source: Text


class HistoryRow(YamlModel):
    date: Day
    status: GoalStatus | None = None
    text: Text
    links: tuple[Link, ...] = ()


class Goal(YamlModel):
    id: Slug
    text: Text
    said: Literal["list", "text"] = "list"
    responsible: Text | None = None
    due: WhenField | None = None
    status: GoalStatus | None = None
    was: tuple[Slug, ...] = ()
    follows: GoalRef | None = None
    history: tuple[HistoryRow, ...] = ()

    @property
    def oldest_id(self) -> str:
        """The id that ids in feeds are made of. It does not change when the goal gets another id."""
        return self.was[0] if self.was else self.id

    @property
    def reported(self) -> GoalStatus | None:
        """The status of the newest row of the history that has one, else `status`, else None."""
        rows = sorted((row for row in self.history if row.status), key=lambda row: row.date)
        return rows[-1].status if rows else self.status


class Area(YamlModel):
    id: Slug
    title: Text
    group: Text | None = None
    quote: Quote | None = None
    text: Markdown | None = None
    was: tuple[Slug, ...] = ()
    goals: tuple[Goal, ...] = ()

    @property
    def oldest_id(self) -> str:
        """The id that ids in feeds are made of. It does not change when the area gets another id."""
        return self.was[0] if self.was else self.id


class Plan(Record):
    kind, folder = "plan", "plan"

    adopted: Day | None = None
    intro: Markdown | None = None
    closing: Markdown | None = None
    areas: tuple[Area, ...]

    @property
    def year(self) -> int:
        return int(self.name)

    @property
    def is_long(self) -> bool:
        """Whether each area has a page, where its goals are shown whole."""
        return sum(len(area.goals) for area in self.areas) > MOST_GOALS


def area_path(plan: Plan, area: Area) -> str:
    """Return the address of an area, relative to the site's: of its page in a long plan, else on its plan's page."""
    return f"{plan.path}{area.id}/" if plan.is_long else f"{plan.path}#{area.id}"


@dataclass(frozen=True)
class PlanGoal:
    """A goal with its plan and area; `place` is the key path to it in the plan's file."""

    plan: Plan
    area: Area
    goal: Goal
    place: tuple[str | int, ...]

    @property
    def line(self) -> int:
        """The line where it begins in the plan's file."""
        return self.plan.origin.lines.get(self.place, 1)

    @property
    def ref(self) -> str:
        """The id that other records refer to it by: `2024/studier/antirasism`."""
        return f"{self.plan.name}/{self.area.id}/{self.goal.id}"

    @property
    def path(self) -> str:
        """The address where it is shown whole."""
        return f"{area_path(self.plan, self.area).partition('#')[0]}#{self.ids[0]}"

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id on the page where it is shown whole, and those that lead to it there with an earlier name."""
        if self.plan.is_long:
            return self.goal.id, *self.goal.was
        return tuple(f"{area}-{goal}" for area, goal in self.names)

    @property
    def names(self) -> Iterator[tuple[str, str]]:
        """Yield its area's and its own id, then each combination with an id that either has had."""
        for area in (self.area.id, *self.area.was):
            yield from ((area, goal) for goal in (self.goal.id, *self.goal.was))

    @property
    def old_refs(self) -> tuple[str, ...]:
        """The ids that records may have referred to it by, with the area's or the goal's old id or both."""
        refs = (f"{self.plan.name}/{area}/{goal}" for area, goal in self.names)
        return tuple(ref for ref in refs if ref != self.ref)

    def standing(self, today: date) -> Standing:
        """Return the reported status, or "unreported" after the due day (or the plan's year) unless done or dropped."""
        reported = self.goal.reported or "planned"
        if reported in ("done", "dropped"):
            return reported
        last_day = self.goal.due.last_day if self.goal.due else date(self.plan.year, 12, 31)
        return "unreported" if today > last_day else reported
