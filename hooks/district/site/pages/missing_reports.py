"""What the board has not yet reported about a plan's goals: status, responsible and activity."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from district.library.goal_work import GoalWork, goal_work, material
from district.model.plan import Area, Plan
from district.site.content import Lazy
from district.site.page import Crumbs, Page
from district.site.view import View

Gap = Literal["status", "responsible", "activity", "overdue"]
GAPS: tuple[Gap, ...] = ("overdue", "status", "responsible", "activity")


@dataclass(frozen=True)
class Unfinished:
    """A goal, what is missing, and where it is edited and reported: "" without a repository."""

    work: GoalWork
    gaps: tuple[Gap, ...]
    edit: str
    report: str


@dataclass(frozen=True)
class Missing:
    """A plan's unfinished goals by area. Areas without any are left out."""

    plan: Plan
    areas: tuple[tuple[Area, tuple[Unfinished, ...]], ...]

    @property
    def goals(self) -> int:
        return sum(len(goals) for _, goals in self.areas)

    @property
    def counts(self) -> dict[Gap, int]:
        counts = Counter(gap for _, goals in self.areas for goal in goals for gap in goal.gaps)
        return {gap: counts[gap] for gap in GAPS if counts[gap]}


def page(view: View, plan: Plan, crumbs: Crumbs = ()) -> Page:
    """Return the list as a page."""
    return Page(
        path=f"{plan.path}ateras/",
        template="missing",
        title=f"Att återrapportera {plan.year}",
        about=f"Det som saknas i {plan.title}, för styrelsen att fylla i.",
        source=plan.origin.file,
        crumbs=crumbs,
        values=Lazy(material(view.library, plan), lambda: {"missing": _missing(view, plan)}),
    )


def _missing(view: View, plan: Plan) -> Missing:
    district, areas = view.library.district, dict[Area, list[Unfinished]]()
    for plan_goal in view.library.goals_in(plan):
        done = goal_work(view.library, plan_goal, view.today)
        if found := gaps(done):
            edit, report = district.edit_address(plan.origin.file), district.report_address(plan_goal.ref)
            at_line = edit and f"{edit}#L{plan_goal.line}"
            areas.setdefault(plan_goal.area, []).append(Unfinished(done, found, at_line, report))
    return Missing(plan, tuple((area, tuple(goals)) for area, goals in areas.items()))


def gaps(done: GoalWork) -> tuple[Gap, ...]:
    """Return what is missing for a goal. A dropped goal needs nothing more, since its history says why."""
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
