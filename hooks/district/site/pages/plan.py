"""The plan's pages: the years, each plan with its areas and goals, its report and what is missing."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from district.language.plain_text import minutes_to_read
from district.library.goal_work import areas, goal_work, material, standings
from district.model.plan import Plan
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
        page = record_page(view, plan, (TOP,))
        yield replace(page, values=Lazy((plan, material(library, plan)), partial(_values, view, plan)))
        yield annual_report.page(view, plan, above)
        yield missing_reports.page(view, plan, above)


def _values(view: View, plan: Plan) -> dict[str, Any]:
    library, today = view.library, view.today
    counts = standings(library.goals_in(plan), today)
    works = {goal.ref: goal_work(library, goal, today) for goal in library.goals_in(plan)}
    texts = (plan.text, plan.intro, plan.closing, *(area.text for area in plan.areas))
    return {
        "plan_goals": library.goals_of(plan),
        "areas": areas(library, plan, today),
        "works": {area.id: [works[goal.ref] for goal in library.goals_in(plan, area)] for area in plan.areas},
        "report": {goal.ref: missing_reports.report_address(library, [goal]) for goal in library.goals_in(plan)},
        "counts": counts,
        "current": library.plan_of(today.year),
        "spread": spread_of_goals(view, plan),
        "minutes": minutes_to_read(text for text in texts if text),
        "fields": [(field.key, field.heading, field.about) for field in FIELDS],
    }
