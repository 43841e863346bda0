"""The plan's pages: the years, each plan with its areas and goals, its report and what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from district.language.plain_text import minutes_to_read
from district.library.goal_work import areas, goal_work, material, standings
from district.model.plan import Area, Plan, PlanGoal, area_path
from district.site.content import Lazy
from district.site.files.goal_table import FIELDS
from district.site.page import Page, record_page
from district.site.pages import annual_report, missing_reports
from district.site.spread import spread_of_goals
from district.site.view import View

TOP = ("plan/", "Vad vi lovat")


def plan_pages(view: View) -> Iterator[Page]:
    """Yield the list of years, newest first, and the pages of each plan."""
    library, today = view.library, view.today
    years = [(plan, standings(library.goals_in(plan), today)) for plan in library.plans[::-1]]
    yield Page(TOP[0], "plans", TOP[1], values={"years": years})
    for plan in library.plans:
        above = (TOP, (plan.path, plan.title))
        of = (plan, material(library, plan))
        yield replace(record_page(view, plan, (TOP,)), values=Lazy(of, partial(_values, view, plan)))
        for area in plan.areas if plan.is_long else ():
            yield _area_page(view, plan, area, Lazy(of, partial(_area_values, view, plan, area)))
        yield annual_report.page(view, plan, above)
        yield missing_reports.page(view, plan, above)


def _area_page(view: View, plan: Plan, area: Area, values: Lazy) -> Page:
    """Return the page of an area of a long plan."""
    return replace(
        record_page(view, plan, (TOP, (plan.path, plan.title)), full_title=f"{area.title}, {plan.title}"),
        path=area_path(plan, area),
        template="plan-area",
        title=area.title,
        about=f"{area.title}: målen i {plan.title} och hur långt vi har kommit.",
        values=values,
    )


def _area_values(view: View, plan: Plan, area: Area) -> dict[str, Any]:
    goals, place = view.library.goals_in(plan, area), plan.areas.index(area)
    beside = (*plan.areas[max(place - 1, 0) : place], *plan.areas[place + 1 : place + 2])
    return {
        "area": area,
        "counts": standings(goals, view.today),
        "works": [goal_work(view.library, goal, view.today) for goal in goals],
        "neighbours": [(area_path(plan, other), other.title) for other in beside],
        **_reporting(view, goals),
    }


def _reporting(view: View, goals: tuple[PlanGoal, ...]) -> dict[str, Any]:
    return {
        "report": {goal.ref: missing_reports.report_address(view.library, [goal]) for goal in goals},
        "spread": spread_of_goals(view, goals),
    }


def _values(view: View, plan: Plan) -> dict[str, Any]:
    library, today = view.library, view.today
    counts = standings(library.goals_in(plan), today)
    works = {goal.ref: goal_work(library, goal, today) for goal in library.goals_in(plan)}
    texts = (plan.text, plan.intro, plan.closing, *(area.text for area in plan.areas))
    return {
        "plan_goals": library.goals_of(plan),
        "areas": areas(library, plan, today),
        "works": {area.id: [works[goal.ref] for goal in library.goals_in(plan, area)] for area in plan.areas},
        "counts": counts,
        "current": library.plan_of(today.year),
        **_reporting(view, library.goals_in(plan)),
        "minutes": minutes_to_read(text for text in texts if text),
        "fields": [(field.key, field.heading, field.about) for field in FIELDS],
    }
