"""How many goals of a plan or an area have each standing."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from district.library.library import Library, PlanGoal
from district.model.plan import Area, Plan, Standing

STANDINGS: tuple[Standing, ...] = ("done", "ongoing", "planned", "dropped", "unreported")


def standings(plan_goals: Iterable[PlanGoal], today: date) -> dict[Standing, int]:
    """Count the goals by standing, in the order of STANDINGS; standings without goals are left out."""
    counts = Counter(plan_goal.standing(today) for plan_goal in plan_goals)
    return {standing: counts[standing] for standing in STANDINGS if counts[standing]}


def areas(library: Library, plan: Plan, today: date) -> tuple[tuple[Area, dict[Standing, int]], ...]:
    """Return the plan's areas, each with its counts by standing."""
    return tuple((area, standings(library.goals_in(plan, area), today)) for area in plan.areas)
