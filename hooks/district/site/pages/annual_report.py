"""The draft of the annual report: what the records say about a plan's year, area by area."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from district.library.goal_work import GoalWork, Outcomes, goal_work, material, outcomes, standings
from district.library.library import Library
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import Area, Plan, Standing
from district.model.study import Study
from district.site.content import Content, Lazy
from district.site.page import Crumbs, Page
from district.site.templating import Templates, editable, outward
from district.site.view import View

MOST_OTHERS = 300  # events and studies beside the plan's goals in a list on the report's page
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Totals:
    """How many events and studies were held in a year, how many times, and how many newsletters were sent.

    It is not known whether the `unsure` ones were held.
    """

    held_events: int
    turns: int
    unsure_events: int
    held_studies: int
    meetings: int
    unsure_studies: int
    letters: int


@dataclass(frozen=True)
class Chapter:
    """An area: its goals with reports or records (`told`), and those with neither (`silent`)."""

    area: Area
    counts: dict[Standing, int]
    told: tuple[GoalWork, ...]
    silent: tuple[GoalWork, ...]


@dataclass(frozen=True)
class Share:
    """A group, or another name in the plan, with the goals it is responsible for and what it arranged."""

    name: str
    group: Group | None
    goals: tuple[GoalWork, ...]
    held: tuple[Outcomes, ...]


@dataclass(frozen=True)
class Report:
    """A plan's year as of a day; `is_over` when the year has ended.

    `others` were held for none of the plan's goals, and `continued` are the goals that a later plan follows up.
    """

    plan: Plan
    counts: dict[Standing, int]
    for_goals: Totals
    in_all: Totals
    chapters: tuple[Chapter, ...]
    shares: tuple[Share, ...]
    others: tuple[Outcomes, ...]
    news: tuple[News, ...]
    letters: tuple[Newsletter, ...]
    continued: tuple[GoalWork, ...]
    is_over: bool

    @property
    def has_many_others(self) -> bool:
        """Whether the page says only how many `others` there are."""
        return len(self.others) > MOST_OTHERS

    @property
    def without_responsible(self) -> int:
        """The number of goals with no one responsible."""
        return sum(self.counts.values()) - sum(len(share.goals) for share in self.shares)


def texts(view: View) -> Iterator[tuple[str, Content]]:
    """Yield each plan's draft as a Markdown file to download, by address."""
    templates = editable_templates(view)
    for plan in view.library.plans:
        of = _material(view.library, plan)
        yield f"{plan.path}berattelse/berattelse.txt", Content(partial(markdown, page(view, plan), templates), of)


def _material(library: Library, plan: Plan) -> tuple[object, ...]:
    """Return what a plan's report depends on."""
    return *material(library, plan), library.scheduled_in(plan.year), _letters(library, plan), _news(library, plan)


def _letters(library: Library, plan: Plan) -> tuple[Newsletter, ...]:
    return tuple(letter for letter in library.newest_newsletters[::-1] if letter.published.year == plan.year)


def _news(library: Library, plan: Plan) -> tuple[News, ...]:
    return tuple(news for news in library.newest_news[::-1] if news.published.year == plan.year)


def editable_templates(view: View) -> Templates:
    """Return the templates of Markdown for people to go on editing, with absolute links."""
    return outward(view.library, view.site_url, editable, today=view.today)


def markdown(page: Page, templates: Templates) -> str:
    """Return a page of a plan as Markdown by `editable_templates`."""
    text = templates.render(f"{page.template.removesuffix('-page')}.md", title=page.title, **page.values)
    return _EMPTY_LINES.sub("\n\n", text).strip() + "\n"


def page(view: View, plan: Plan, crumbs: Crumbs = ()) -> Page:
    """Return the draft as a page."""
    return Page(
        path=f"{plan.path}berattelse/",
        template="annual-page",
        title=f"Verksamhetsberättelse {plan.year}",
        about=f"Utkast till verksamhetsberättelse för {plan.year}, gjort av det som är inlagt.",
        source=plan.origin.file,
        crumbs=crumbs,
        searched=False,
        values=Lazy(_material(view.library, plan), lambda: {"report": _report(view.library, plan, view.today)}),
    )


def _report(library: Library, plan: Plan, today: date) -> Report:
    plan_goals = library.goals_in(plan)
    goals = {plan_goal.ref for plan_goal in plan_goals}
    scheduled, letters = library.scheduled_in(plan.year), _letters(library, plan)
    known = [outcomes(library, record, today, plan.year) for record in scheduled]
    for_goals = [done for done in known if not goals.isdisjoint(done.record.goals)]
    chapters = tuple(_chapter(library, plan, area, today) for area in plan.areas)
    works = [done for chapter in chapters for done in (*chapter.told, *chapter.silent)]
    return Report(
        plan,
        standings(plan_goals, today),
        _totals(for_goals, [letter for letter in letters if not goals.isdisjoint(letter.goals)]),
        _totals(known, letters),
        chapters,
        tuple(_shares(library, works, [done for done in known if done.held])),
        tuple(done for done in known if done.held and goals.isdisjoint(done.record.goals)),
        _news(library, plan),
        letters,
        tuple(done for done in works if done.successors),
        today > date(plan.year, 12, 31),
    )


def _chapter(library: Library, plan: Plan, area: Area, today: date) -> Chapter:
    plan_goals = library.goals_in(plan, area)
    works = tuple(goal_work(library, plan_goal, today, plan.year) for plan_goal in plan_goals)
    told = tuple(done for done in works if not done.is_empty)
    return Chapter(area, standings(plan_goals, today), told, tuple(done for done in works if done.is_empty))


def _shares(library: Library, works: Iterable[GoalWork], held: Iterable[Outcomes]) -> Iterator[Share]:
    """Yield what each group is responsible for and held, then the same of those that are no groups."""
    goals, events = defaultdict[str | None, list[GoalWork]](list), defaultdict[str | None, list[Outcomes]](list)
    for done in works:
        goals[done.responsible].append(done)
    for outcome in held:
        events[library.called(outcome.record.organizer)].append(outcome)
    for name in dict.fromkeys((*(group.title for group in library.groups), *goals, *events)):
        if name and (name in goals or name in events):
            yield Share(name, library.group(name), tuple(goals[name]), tuple(events[name]))


def _totals(known: Iterable[Outcomes], letters: Collection[Newsletter]) -> Totals:
    events = _held_and_unsure([done for done in known if isinstance(done.record, Event)])
    studies = _held_and_unsure([done for done in known if isinstance(done.record, Study)])
    return Totals(*events, *studies, len(letters))


def _held_and_unsure(known: list[Outcomes]) -> tuple[int, int, int]:
    """Return how many were held, how many times in all, and of how many it is not known."""
    held = [len(done.held) for done in known if done.held]
    return len(held), sum(held), sum(bool(done.uncertain and not done.held) for done in known)
