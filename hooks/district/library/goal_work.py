"""What has been done for a goal, and what is to come, as far as the data says."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from district.library.library import Library, PlanGoal
from district.library.occasions import Occasion
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.plan import Area, Plan, Standing
from district.model.study import Study

FATES = ("held", "coming", "called_off", "unsure", "elsewhen")


@dataclass(frozen=True)
class Activity:
    """An event or a study, its occasions by what can be said of them as of a day.

    `unsure` were planned for a time that is past, but had no day set or stood as tentative;
    `elsewhen` were held in another year than the one that is asked about.
    """

    record: Event | Study
    held: tuple[Occasion, ...]
    coming: tuple[Occasion, ...]
    called_off: tuple[Occasion, ...]
    unsure: tuple[Occasion, ...]
    elsewhen: tuple[Occasion, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing stands in the calendar."""
        return not (self.held or self.coming or self.called_off or self.unsure or self.elsewhen)


@dataclass(frozen=True)
class Work:
    """All that names a goal, or that was written at it, and the goals that it goes on from and in."""

    plan_goal: PlanGoal
    standing: Standing
    events: tuple[Activity, ...]
    studies: tuple[Activity, ...]
    letters: tuple[Newsletter, ...]
    before: PlanGoal | None = None
    after: tuple[PlanGoal, ...] = ()

    @property
    def activities(self) -> tuple[Activity, ...]:
        return (*self.events, *self.studies)

    @property
    def is_silent(self) -> bool:
        """Nobody has said anything, and nothing points at it."""
        goal = self.plan_goal.goal
        return not (goal.reported or goal.history or self.activities or self.letters)


def work(library: Library, plan_goal: PlanGoal, today: date, year: int | None = None) -> Work:
    """What has been done for a goal, in a year if one is given, and what is to come whenever it is."""
    named = library.naming(plan_goal)
    return Work(
        plan_goal,
        plan_goal.standing(today),
        tuple(activity(library, record, today, year) for record in named if isinstance(record, Event)),
        tuple(activity(library, record, today, year) for record in named if isinstance(record, Study)),
        tuple(sorted((r for r in named if isinstance(r, Newsletter)), key=lambda letter: letter.published)),
        library.plan_goals[plan_goal.goal.follows] if plan_goal.goal.follows else None,
        library.followers(plan_goal),
    )


def material(library: Library, plan: Plan, area: Area | None = None) -> tuple[object, ...]:
    """All that a plan's works are made of, or an area's: that plan among the others, and what names its goals."""
    return plan.path, library.plans, tuple(library.naming(plan_goal) for plan_goal in library.goals_in(plan, area))


def activity(library: Library, record: Event | Study, today: date, year: int | None = None) -> Activity:
    """Its occasions by what became of them; what is past only in the year, if one is given."""
    found: defaultdict[str, list[Occasion]] = defaultdict(list)
    for occasion in sorted(library.occasions_of(record), key=lambda occasion: occasion.start):
        fate = _fate(occasion, today)
        if fate == "coming" or year in (None, occasion.start.year):
            found[fate].append(occasion)
        elif fate == "held":
            found["elsewhen"].append(occasion)
    return Activity(record, **{fate: tuple(found[fate]) for fate in FATES})


def _fate(occasion: Occasion, today: date) -> str:
    if occasion.status in ("cancelled", "postponed"):
        return "called_off"
    if occasion.last_day >= today:
        return "coming"
    return "held" if occasion.start.has_day and occasion.status != "tentative" else "unsure"
