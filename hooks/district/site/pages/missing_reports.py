"""What the board has left to tell of a plan: who, how far, and what shows it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from district.library.goal_work import GoalWork, goal_work, material
from district.library.library import Library
from district.model.plan import Area, Plan
from district.site.content import Lazy
from district.site.page import Crumbs, Page

Gap = Literal["status", "responsible", "activity", "overdue"]
GAPS: tuple[Gap, ...] = ("overdue", "status", "responsible", "activity")


@dataclass(frozen=True)
class Unfinished:
    """A goal, what is missing of it, and where that is filled in."""

    work: GoalWork
    gaps: tuple[Gap, ...]
    edit: str | None


@dataclass(frozen=True)
class Missing:
    """A plan's unfinished goals by area, and how many lack what."""

    plan: Plan
    areas: tuple[tuple[Area, tuple[Unfinished, ...]], ...]

    @property
    def goals(self) -> int:
        return sum(len(goals) for _, goals in self.areas)

    @property
    def counts(self) -> dict[Gap, int]:
        counts = Counter(gap for _, goals in self.areas for goal in goals for gap in goal.gaps)
        return {gap: counts[gap] for gap in GAPS if counts[gap]}


def page(library: Library, plan: Plan, today: date, crumbs: Crumbs = ()) -> Page:
    """The list as a page."""
    return Page(
        path=f"{plan.path}ateras/",
        template="missing",
        title=f"Att återrapportera {plan.year}",
        about=f"Det som saknas i {plan.title}, för styrelsen att fylla i.",
        source=plan.origin.file,
        crumbs=crumbs,
        values=Lazy(material(library, plan), lambda: {"missing": missing(library, plan, today)}),
    )


def missing(library: Library, plan: Plan, today: date) -> Missing:
    """What is missing as of a day; areas and goals that lack nothing are left out."""
    areas = ((area, tuple(_unfinished(library, plan, area, today))) for area in plan.areas)
    return Missing(plan, tuple((area, goals) for area, goals in areas if goals))


def _unfinished(library: Library, plan: Plan, area: Area, today: date) -> Iterator[Unfinished]:
    for plan_goal in library.goals_in(plan, area):
        done = goal_work(library, plan_goal, today)
        if found := gaps(done):
            yield Unfinished(done, found, library.district.edit_address(plan.origin.file, plan_goal.line))


def gaps(done: GoalWork) -> tuple[Gap, ...]:
    """What is missing of a goal: nothing of one that is dropped, for that says why."""
    if done.standing == "dropped":
        return ()
    goal = done.plan_goal.goal
    lacks: dict[Gap, bool] = {
        "overdue": done.standing == "unreported",
        "status": goal.reported is None,
        "responsible": not goal.responsible and done.standing != "done",
        "activity": not (done.outcomes or done.newsletters or goal.history),
    }
    return tuple(gap for gap in GAPS if lacks[gap])
