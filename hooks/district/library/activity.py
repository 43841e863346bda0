"""News: the records by the day they were published, and the reports in the history of goals."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from district.library.library import Library
from district.model.base import Record
from district.model.plan import HistoryRow, Plan, PlanGoal


@dataclass(frozen=True)
class GoalReport:
    """A row in the history of a goal.

    `number` counts the goal's rows of the same day from 1. `change` is the status that the row changed the goal
    to, or "news" if it did not change it.
    """

    plan_goal: PlanGoal
    row: HistoryRow
    number: int
    change: str

    kind = "history"

    @property
    def published(self) -> date:
        return self.row.date

    @property
    def path(self) -> str:
        return self.plan_goal.path

    @property
    def name(self) -> str:
        """The name that its id in feeds is made of: the goal, the day and the number. The text may change."""
        goal = self.plan_goal
        place = f"{goal.plan.oldest_name}/{goal.area.oldest_id}/{goal.goal.oldest_id}/{self.row.date}"
        return place if self.number == 1 else f"{place}/{self.number}"


def goal_reports(library: Library, plan: Plan) -> Iterator[GoalReport]:
    """Yield the reports about a plan's goals, in the order of the plan and for each goal by day."""
    for plan_goal in library.goals_in(plan):
        days: Counter[date] = Counter()
        status = None
        for row in sorted(plan_goal.goal.history, key=lambda row: row.date):
            days[row.date] += 1
            change = row.status if row.status and row.status != status else "news"
            status = row.status or status
            yield GoalReport(plan_goal, row, days[row.date], change)


def newest(library: Library, most: int) -> list[Record | GoalReport]:
    """Return at most `most` records and reports, the newest first."""
    rows = [row for plan in library.plans for row in goal_reports(library, plan)]
    everything: list[Record | GoalReport] = [*library.records, *rows]
    return sorted(everything, key=lambda item: (item.published, item.path), reverse=True)[:most]
