"""The annual report as a draft: what the data says of a plan's year, area by area, and no more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from district.library.goal_work import GoalWork, Outcomes, goal_work, material, outcomes, standings
from district.library.library import Library, PlanGoal
from district.model.base import Record
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import Area, Plan, Standing
from district.model.study import Study
from district.site.content import Content, Lazy
from district.site.files import markdown_export
from district.site.page import Crumbs, Page


@dataclass(frozen=True)
class Totals:
    """How much was held in a year, and of how much it is not known; `letters` came out then."""

    events: tuple[Outcomes, ...]
    studies: tuple[Outcomes, ...]
    letters: int

    @property
    def turns(self) -> int:
        return sum(len(event.held) for event in self.events)

    @property
    def meetings(self) -> int:
        return sum(len(study.held) for study in self.studies)

    @property
    def held_events(self) -> int:
        return sum(bool(event.held) for event in self.events)

    @property
    def held_studies(self) -> int:
        return sum(bool(study.held) for study in self.studies)

    @property
    def unsure_events(self) -> int:
        return sum(bool(event.uncertain and not event.held) for event in self.events)

    @property
    def unsure_studies(self) -> int:
        return sum(bool(study.uncertain and not study.held) for study in self.studies)


@dataclass(frozen=True)
class Chapter:
    """An area: the goals that something is known of, and those that all is silent about."""

    area: Area
    counts: dict[Standing, int]
    told: tuple[GoalWork, ...]
    silent: tuple[GoalWork, ...]


@dataclass(frozen=True)
class Report:
    """A plan's year as of a day; `is_over` when the year has ended."""

    plan: Plan
    counts: dict[Standing, int]
    for_goals: Totals
    in_all: Totals
    chapters: tuple[Chapter, ...]
    is_over: bool


def texts(library: Library, today: date, site_url: str) -> Iterator[tuple[str, Content]]:
    """Each plan's draft as a text to take along, by address."""
    for plan in library.plans:
        text = partial(_text, library, plan, today, site_url)
        yield f"{plan.path}berattelse/berattelse.txt", Content(text, of=_material(library, plan))


def _material(library: Library, plan: Plan) -> tuple[object, ...]:
    """All that a plan's report is made of."""
    return *material(library, plan), library.scheduled_in(plan.year), _letters(library, plan)


def _letters(library: Library, plan: Plan) -> tuple[Newsletter, ...]:
    return tuple(letter for letter in library.newsletters if letter.published.year == plan.year)


def _text(library: Library, plan: Plan, today: date, site_url: str) -> bytes:
    return markdown(library, plan, today, site_url).encode()


def markdown(library: Library, plan: Plan, today: date, site_url: str) -> str:
    """The page's words as Markdown to go on writing in."""
    return markdown_export.markdown(page(library, plan, today), "annual", library, today, site_url)


def page(library: Library, plan: Plan, today: date, crumbs: Crumbs = ()) -> Page:
    """The draft as a page."""
    return Page(
        path=f"{plan.path}berattelse/",
        template="annual-page",
        title=f"Verksamhetsberättelse {plan.year}",
        about=f"Utkast till verksamhetsberättelse för {plan.year}, gjort av det som är inlagt.",
        source=plan.origin.file,
        crumbs=crumbs,
        values=Lazy(_material(library, plan), lambda: {"report": report(library, plan, today)}),
    )


def report(library: Library, plan: Plan, today: date) -> Report:
    """All that the draft tells, in the plan's order."""
    plan_goals = library.goals_in(plan)
    return Report(
        plan,
        standings(plan_goals, today),
        _totals(library, plan, today, {plan_goal.ref for plan_goal in plan_goals}),
        _totals(library, plan, today),
        tuple(_chapter(library, plan, area, today) for area in plan.areas),
        today > date(plan.year, 12, 31),
    )


def _chapter(library: Library, plan: Plan, area: Area, today: date) -> Chapter:
    plan_goals: Iterable[PlanGoal] = library.goals_in(plan, area)
    works = tuple(goal_work(library, plan_goal, today, plan.year) for plan_goal in plan_goals)
    told = tuple(done for done in works if not done.is_empty)
    return Chapter(area, standings(plan_goals, today), told, tuple(done for done in works if done.is_empty))


def _totals(library: Library, plan: Plan, today: date, goals: set[str] | None = None) -> Totals:
    """The year's numbers: of all, or of what names one of the goals."""

    def counts(record: Record) -> bool:
        return goals is None or not goals.isdisjoint(record.goals)

    known = [
        outcomes(library, record, today, plan.year) for record in library.scheduled_in(plan.year) if counts(record)
    ]
    letters = [letter for letter in _letters(library, plan) if counts(letter)]
    return Totals(
        tuple(done for done in known if isinstance(done.record, Event)),
        tuple(done for done in known if isinstance(done.record, Study)),
        sum(letter.published <= today for letter in letters),
    )
