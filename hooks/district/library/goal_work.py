"""What has been done for the goals, what is planned, and how many have each standing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from district.library.grouping import grouped
from district.library.library import Library
from district.library.occasions import Occasion
from district.model.base import Record
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import Area, Plan, PlanGoal, Standing
from district.model.study import Study

STANDINGS: tuple[Standing, ...] = ("done", "ongoing", "planned", "dropped", "unreported")
# The fields of Outcomes, in their order.
Outcome = Literal["held", "coming", "called_off", "uncertain", "other_years"]


@dataclass(frozen=True)
class Outcomes:
    """An event or a study with its occasions, each in order of time, grouped by outcome as of a day.

    `called_off` are cancelled or postponed. `uncertain` are in the past, but had no day or were tentative.
    `other_years` were held in another year than the one asked for.
    """

    record: Event | Study
    held: tuple[Occasion, ...]
    coming: tuple[Occasion, ...]
    called_off: tuple[Occasion, ...]
    uncertain: tuple[Occasion, ...]
    other_years: tuple[Occasion, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.held or self.coming or self.called_off or self.uncertain or self.other_years)

    @property
    def called_off_alike(self) -> tuple[tuple[Occasion, ...], ...]:
        """Those called off in groups of the same status and reason."""
        alike = grouped(((occasion.status, occasion.note), occasion) for occasion in self.called_off)
        return tuple(alike.values())

    @property
    def uncertain_alike(self) -> tuple[tuple[Occasion, ...], ...]:
        """The uncertain ones in groups of the same cause: tentative ones, and those without a day."""
        return tuple(grouped((occasion.start.has_day, occasion) for occasion in self.uncertain).values())


@dataclass(frozen=True)
class GoalWork:
    """A goal with the records that name it, and the goals of other plans that it continues or that continue it."""

    plan_goal: PlanGoal
    group: Group | None
    standing: Standing
    events: tuple[Outcomes, ...]
    studies: tuple[Outcomes, ...]
    newsletters: tuple[Newsletter, ...]
    groups: tuple[Group, ...]
    news: tuple[News, ...]
    predecessor: PlanGoal | None
    successors: tuple[PlanGoal, ...]

    @property
    def outcomes(self) -> tuple[Outcomes, ...]:
        return (*self.events, *self.studies)

    @property
    def responsible(self) -> str | None:
        """Who is responsible: the name of the group, or what the plan says."""
        return self.group.title if self.group else self.plan_goal.goal.responsible

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been reported of the goal and no record names it."""
        goal = self.plan_goal.goal
        return not (goal.reported or goal.history or self.outcomes or self.newsletters or self.news)


def records_naming(library: Library, plan_goal: PlanGoal) -> tuple[Record, ...]:
    """Return the records that name the goal, in the order of `Library.records`."""
    return library.once(_named_by).get(plan_goal.ref, ())


def _named_by(library: Library) -> Mapping[str, tuple[Record, ...]]:
    return grouped((ref, record) for record in library.records for ref in dict.fromkeys(record.goals))


def _followed_by(library: Library) -> Mapping[str | None, tuple[PlanGoal, ...]]:
    return grouped((plan_goal.goal.follows, plan_goal) for plan_goal in library.plan_goals.values())


def goal_work(library: Library, plan_goal: PlanGoal, today: date, year: int | None = None) -> GoalWork:
    """Return what has been done for a goal, in `year` if it is given, and what is planned for any year."""
    records = records_naming(library, plan_goal)
    return GoalWork(
        plan_goal,
        library.group(plan_goal.goal.responsible),
        plan_goal.standing(today),
        tuple(outcomes(library, record, today, year) for record in records if isinstance(record, Event)),
        tuple(outcomes(library, record, today, year) for record in records if isinstance(record, Study)),
        tuple(sorted((r for r in records if isinstance(r, Newsletter)), key=lambda letter: letter.published)),
        tuple(group for group in library.groups if group in records),
        tuple(sorted((r for r in records if isinstance(r, News)), key=lambda news: news.published)),
        library.plan_goals[plan_goal.goal.follows] if plan_goal.goal.follows else None,
        library.once(_followed_by).get(plan_goal.ref, ()),
    )


def material(library: Library, plan: Plan) -> tuple[object, ...]:
    """Return a cache key: everything that the GoalWork of a plan is computed from."""
    named = tuple(records_naming(library, goal) for goal in library.goals_in(plan))
    return plan.path, library.plans, library.groups, named


def outcomes(library: Library, record: Event | Study, today: date, year: int | None = None) -> Outcomes:
    """Return the record's occasions by outcome. If `year` is given, past ones of other years are kept apart."""
    found: defaultdict[Outcome, list[Occasion]] = defaultdict(list)
    for occasion in sorted(library.occasions_of(record), key=lambda occasion: occasion.start):
        outcome = _outcome(occasion, today)
        if outcome == "coming" or year in (None, occasion.start.year):
            found[outcome].append(occasion)
        elif outcome == "held":
            found["other_years"].append(occasion)
    return Outcomes(record, *(tuple(found[outcome]) for outcome in get_args(Outcome)))


def _outcome(occasion: Occasion, today: date) -> Outcome:
    if occasion.status in ("cancelled", "postponed"):
        return "called_off"
    if occasion.last_day >= today:
        return "coming"
    return "held" if occasion.start.has_day and occasion.status != "tentative" else "uncertain"


def standings(plan_goals: Iterable[PlanGoal], today: date) -> dict[Standing, int]:
    """Count the goals by standing, in the order of STANDINGS; standings without goals are left out."""
    counts = Counter(plan_goal.standing(today) for plan_goal in plan_goals)
    return {standing: counts[standing] for standing in STANDINGS if counts[standing]}


def areas(library: Library, plan: Plan, today: date) -> tuple[tuple[Area, dict[Standing, int]], ...]:
    """Return the plan's areas, each with its counts by standing."""
    return tuple((area, standings(library.goals_in(plan, area), today)) for area in plan.areas)
