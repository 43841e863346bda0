"""The home page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from district.library.activity import GoalReport, goal_reports, newest
from district.library.addresses import HOME
from district.library.channels import channels
from district.library.goal_work import areas, standings
from district.library.library import Library
from district.library.months import coming, days, without_long_series
from district.model.event import Event
from district.model.group import Group
from district.model.study import Study
from district.site.page import Page
from district.site.view import View

_MOST = 15  # occasions
_MOST_NEWS = 5
_MOST_REPORTS = 2


def home(view: View) -> Iterator[Page]:
    """Yield the home page."""
    library, today = view.library, view.today
    ahead = coming(library.occasions, today)
    dated, _ = without_long_series(occasion for occasion in ahead if occasion.start.has_day)
    on = [occasion for occasion in dated if occasion.status not in ("cancelled", "postponed")]
    values = {
        "days": days(dated[:_MOST]),
        "next": on[:_MOST],
        "undated": sum(not occasion.start.has_day for occasion in ahead),
        "towns": tuple(each.empty for each in library.once(channels) if each.folder.startswith("kalender/kommun/")),
        "news": _news(library, today),
        "words_of_own": next((page.text for page in library.written_pages if page.path == HOME), ""),
        "newsletter": next(iter(library.newest_newsletters), None),
        **_plan(library, today),
    }
    about = f"Det som händer, det vi har lovat och hur långt vi har kommit. {library.district.name}."
    yield Page("", "home", library.district.name, about, values=values)


def _plan(library: Library, today: date) -> dict[str, Any]:
    """Return this year's plan, or the newest, and how far it has come; over and mostly unreported it is `is_stale`."""
    if not library.plans:
        return {"plan": None}
    plan = library.plan_of(today.year) or library.plans[-1]
    goals = library.goals_in(plan)
    counts = standings(goals, today)
    # Of each goal the newest report only: an earlier one says how it was.
    newest_of = {report.plan_goal.ref: report for report in goal_reports(library, plan)}
    reports = sorted(newest_of.values(), key=lambda report: report.published, reverse=True)
    return {
        "plan": plan,
        "earlier": library.plan_of(plan.year - 1),
        "later": library.plan_of(plan.year + 1),
        "is_over": plan.year < today.year,
        "areas": areas(library, plan, today),
        "counts": counts,
        "goals": len(goals),
        "reported": sum(bool(goal.goal.reported) for goal in goals),
        "is_stale": plan.year == today.year - 1 and 2 * counts.get("unreported", 0) > len(goals),
        "is_past": plan.year < today.year - 1,
        "reports": reports[:_MOST_REPORTS],
    }


def _news(library: Library, today: date) -> list[Any]:
    """Return what is newest and not about something that is over, reports first. Groups are no news."""

    def is_left_out(item: object) -> bool:
        occasions = library.occasions_of(item) if isinstance(item, Event | Study) else ()
        return isinstance(item, Group) or (bool(occasions) and all(occasion.last_day < today for occasion in occasions))

    found = [item for item in newest(library, 10 * _MOST_NEWS) if not is_left_out(item)][:_MOST_NEWS]
    return sorted(found, key=lambda item: not isinstance(item, GoalReport))
