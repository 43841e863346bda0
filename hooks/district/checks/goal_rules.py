"""The rules about the goals of a plan and what is reported of them."""

from collections.abc import Iterator

from district.checks.problem import Finding
from district.library.library import Library


def dropped_goals_say_why(library: Library) -> Iterator[Finding]:
    """The history of a dropped goal gives the reason."""
    for planned in library.all_goals:
        goal = planned.goal
        if goal.reported == "dropped" and not any(row.status == "dropped" for row in goal.history):
            yield Finding(planned.plan.origin.file, (*planned.place, "status"), "dropped_without_reason")


def statuses_agree(library: Library) -> Iterator[Finding]:
    """A goal's `status` says the same as the newest row of its history."""
    for planned in library.all_goals:
        goal = planned.goal
        if goal.status and goal.status != goal.reported:
            context = {"given": goal.status, "newest": goal.reported}
            yield Finding(planned.plan.origin.file, (*planned.place, "status"), "status_contradicts", context)


def goals_follow_earlier_ones(library: Library) -> Iterator[Finding]:
    """A goal follows one of an earlier year."""
    for planned in library.all_goals:
        plan, follows = planned.plan, planned.goal.follows
        if follows and follows in library.plan_goals and follows.split("/")[0] >= plan.name:
            context = {"given": follows, "year": plan.year}
            yield Finding(plan.origin.file, (*planned.place, "follows"), "follows_no_earlier", context)
