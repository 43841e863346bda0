"""The plan's pages: the years, each plan, its areas with their goals, its report and what is missing."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from district.library.goal_work import areas, goal_work, material, standings
from district.library.library import area_path
from district.model.plan import Area, Plan
from district.site.content import Lazy
from district.site.files.goal_table import FIELDS
from district.site.page import Page, record_page
from district.site.pages import annual_report, missing_reports
from district.site.view import View

TOP = ("plan/", "Verksamhetsplan")


def plan_pages(view: View) -> Iterator[Page]:
    """Yield the list of years, newest first, and the pages of each plan."""
    library, today = view.library, view.today
    years = [(plan, standings(library.goals_in(plan), today)) for plan in library.plans[::-1]]
    yield Page(TOP[0], "plans", TOP[1], values={"years": years})
    for plan in library.plans:
        above = (TOP, (plan.path, plan.title))
        yield record_page(
            view,
            plan,
            (TOP,),
            areas=areas(library, plan, today),
            counts=standings(library.goals_in(plan), today),
            fields=[(field.key, field.heading, field.about) for field in FIELDS],
        )
        yield from _areas(view, plan)
        yield annual_report.page(view, plan, above)
        yield missing_reports.page(view, plan, above)


def _areas(view: View, plan: Plan) -> Iterator[Page]:
    library = view.library

    def values(area: Area, before: Area | None, after: Area | None) -> dict[str, Any]:
        works = [goal_work(library, plan_goal, view.today) for plan_goal in library.goals_in(plan, area)]
        return {"plan": plan, "area": area, "works": works, "neighbours": (before, after)}

    for number, area in enumerate(plan.areas):
        before, after = (None, *plan.areas)[number], (*plan.areas, None)[number + 1]
        yield Page(
            area_path(plan, area),
            "area",
            area.title,
            f"{plan.title}: {area.title}.",
            plan.origin.file,
            (TOP, (plan.path, plan.title)),
            values=Lazy((area.id, material(library, plan, area)), partial(values, area, before, after)),
        )
