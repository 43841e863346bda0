"""What the board has not yet reported about a plan's goals: status, responsible and activity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from district.library.goal_work import GoalWork, goal_work, material
from district.library.library import Library
from district.model.plan import Area, Plan, PlanGoal
from district.site.content import Lazy
from district.site.page import Crumbs, Page
from district.site.view import View

Gap = Literal["status", "responsible", "activity", "overdue"]
GAPS: tuple[Gap, ...] = ("overdue", "status", "responsible", "activity")
_LONGEST = 6000  # characters of an address: GitHub refuses one that is much longer


@dataclass(frozen=True)
class Unfinished:
    """A goal, what is missing, and where it is edited and reported: "" without a repository."""

    work: GoalWork
    gaps: tuple[Gap, ...]
    edit: str
    report: str


@dataclass(frozen=True)
class Missing:
    """A plan's unfinished goals by area. Areas without any are left out.

    `together` has forms for several goals: the name of who is responsible ("" for all), how many, and the address.
    """

    plan: Plan
    areas: tuple[tuple[Area, tuple[Unfinished, ...]], ...]
    together: tuple[tuple[str, int, str], ...]

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
        template="missing-page",
        title=f"Att återrapportera {plan.year}",
        about=f"Det som saknas i {plan.title}, för styrelsen att fylla i.",
        source=plan.origin.file,
        crumbs=crumbs,
        searched=False,
        values=Lazy(material(view.library, plan), lambda: {"missing": _missing(view, plan)}),
    )


def _missing(view: View, plan: Plan) -> Missing:
    areas: dict[Area, list[Unfinished]] = {}
    found = unfinished(view.library, view.library.goals_in(plan), view.today)
    for each in found:
        areas.setdefault(each.work.plan_goal.area, []).append(each)
    return Missing(plan, tuple((area, tuple(goals)) for area, goals in areas.items()), _together(view.library, found))


def unfinished(library: Library, plan_goals: Iterable[PlanGoal], today: date) -> tuple[Unfinished, ...]:
    """Return those of the goals for which something is missing."""

    def of(plan_goal: PlanGoal) -> Unfinished:
        done = goal_work(library, plan_goal, today)
        edit = library.district.edit_address(plan_goal.plan.origin.file)
        at_line = edit and f"{edit}#L{plan_goal.line}"
        return Unfinished(done, gaps(done), at_line, report_address(library, [plan_goal]))

    return tuple(each for each in map(of, plan_goals) if each.gaps)


def _together(library: Library, found: Sequence[Unfinished]) -> tuple[tuple[str, int, str], ...]:
    """Return a form for all of the goals, and one for each group or person that is responsible for several."""
    goals: defaultdict[str, list[PlanGoal]] = defaultdict(list)
    for each in found:
        goals[""].append(each.work.plan_goal)
        if each.work.responsible:
            goals[each.work.responsible].append(each.work.plan_goal)
    forms = ((name, len(mine), report_address(library, mine)) for name, mine in goals.items() if len(mine) > 1)
    return tuple((name, number, address) for name, number, address in forms if address)


def report_address(library: Library, plan_goals: Sequence[PlanGoal]) -> str:
    """Return the address of the form for reporting goals, filled in with them.

    Return "" if the repository has no forms or the goals are too many for an address, and for goals of members'
    plans, since issues are public.
    """
    if any(plan_goal.plan.origin.members for plan_goal in plan_goals):
        return ""
    if len(plan_goals) == 1:
        return library.district.form_address("mal", "goal", plan_goals[0].ref)
    with_words = "\n\n".join(f"> {' '.join(each.goal.text.split())}\n{each.ref}: " for each in plan_goals)
    without = "\n\n".join(f"{each.ref}: " for each in plan_goals)
    first, short = (library.district.form_address("flera-mal", "reports", text) for text in (with_words, without))
    return next((address for address in (first, short) if len(address) <= _LONGEST), "")


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
