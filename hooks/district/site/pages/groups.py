"""The groups' pages: who we are, and each group with what it does."""

from collections.abc import Iterator
from itertools import groupby

from district.library.addresses import PROGRAMME
from district.library.channels import channels
from district.library.goal_work import standings
from district.library.groups import GroupWork, group_works
from district.library.months import coming, days
from district.library.occasions import Occasion
from district.model.group import Group, GroupKind
from district.site.page import Page, record_page
from district.site.pages import missing_reports
from district.site.pages.programmes import programme_page
from district.site.view import View

TOP = ("vi/", "Om oss")
_ORDER: tuple[GroupKind, ...] = ("board", "branch", "working_group", "network", "elected", "youth", "other")
_MOST_PAST = 5  # occasions


def group_pages(view: View) -> Iterator[Page]:
    """Yield the list of groups by kind, and a page for each."""
    library, works = view.library, view.library.once(group_works)
    kinds = sorted(library.groups, key=lambda group: _ORDER.index(group.type))
    by_kind = [(kind, tuple(group)) for kind, group in groupby(kinds, key=lambda group: group.type)]
    about = f"Styrelsen och grupperna i {library.district.name}, och hur du når oss."
    yield Page(TOP[0], "groups", TOP[1], about, values={"by_kind": by_kind})
    for group in library.groups:
        yield from _group_pages(view, group, works[group.name])


def _group_pages(view: View, group: Group, work: GroupWork) -> Iterator[Page]:
    """Yield the page of a group, and its programme if it arranges anything that is coming."""
    library, today = view.library, view.today
    occasions = [o for record in (*work.events, *work.studies) for o in library.occasions_of(record)]
    occasions.sort(key=lambda occasion: occasion.start)
    past = [o for o in occasions if _was_held(o, view)]
    unfinished = missing_reports.unfinished(library, work.goals, today)
    ahead = coming(occasions, today)
    channel = next(channel for channel in library.once(channels) if channel.folder == group.path)
    has_programme = bool(ahead) and not view.members
    page = record_page(
        view,
        group,
        (TOP,),
        days=days([o for o in ahead if o.start.has_day]),
        undated=[o for o in ahead if not o.start.has_day],
        past=tuple(past[: -_MOST_PAST - 1 : -1]),
        studies=work.studies,
        goals=[(plan_goal, plan_goal.standing(today)) for plan_goal in work.goals],
        counts=standings(work.goals, today),
        unfinished=unfinished,
        report_all=missing_reports.report_address(library, [each.work.plan_goal for each in unfinished]),
        news=work.news,
        channel=channel.empty,
        programme=group.path + PROGRAMME if has_programme else "",
    )
    yield page
    if has_programme:
        yield programme_page(view, page, channel, ahead)


def _was_held(occasion: Occasion, view: View) -> bool:
    is_on = occasion.status not in ("cancelled", "postponed")
    return occasion.start.has_day and is_on and occasion.last_day < view.today
