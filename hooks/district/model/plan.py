"""The yearly plan: its areas, their goals, and what has been reported about each goal."""

from typing import Literal

from district.model.base import Link, Record, YamlModel
from district.model.fields import Day, GoalRef, Markdown, Slug, Text, WhenField

GoalStatus = Literal["planned", "ongoing", "done", "dropped"]
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
