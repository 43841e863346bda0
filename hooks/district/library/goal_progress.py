"""How many goals stand where, and the bar that shows it, drawn so that it needs no colour."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from district.library.library import Library, PlanGoal
from district.model.plan import Area, Plan, Standing

STANDINGS: tuple[Standing, ...] = ("done", "ongoing", "planned", "dropped", "unreported")
Counts = Mapping[Standing, int]
# In whole units of the drawing's own; the page scales it.
WIDTH, HEIGHT, GAP, STEP = 3200, 140, 30, 60


def standings(plan_goals: Iterable[PlanGoal], today: date) -> dict[Standing, int]:
    """How many goals stand where, in the order that they are told; none are left out."""
    counts = Counter(plan_goal.standing(today) for plan_goal in plan_goals)
    return {standing: counts[standing] for standing in STANDINGS if counts[standing]}


def areas(library: Library, plan: Plan, today: date) -> tuple[tuple[Area, dict[Standing, int]], ...]:
    """The plan's areas, each with how its goals stand."""
    return tuple((area, standings(library.goals_in(plan, area), today)) for area in plan.areas)


@dataclass(frozen=True)
class Part:
    """A piece of a bar: a box, and the lines in it."""

    standing: Standing
    x: int
    width: int
    lines: str


def bar(counts: Counts) -> tuple[Part, ...]:
    """A bar's pieces from the left, as wide as their goals are many."""
    share = (WIDTH - GAP * (len(counts) - 1)) / max(sum(counts.values()), 1)
    parts, x = [], 0.0
    for standing, number in counts.items():
        parts.append(part(standing, round(x), round(number * share)))
        x += number * share + GAP
    return tuple(parts)


def part(standing: Standing, x: int = 0, width: int = HEIGHT) -> Part:
    """A box with its pattern: hatching, a cross or dots; what is done is filled, what is planned empty."""
    lines = {"ongoing": _hatching, "dropped": _cross, "unreported": _dots}.get(standing)
    return Part(standing, x, width, " ".join(lines(x, width)) if lines else "")


def _hatching(x: int, width: int) -> Iterator[str]:
    """Slanting lines, cut off at the edges of the box."""
    for c in range(STEP, width + HEIGHT, STEP):
        left, right = max(0, c - HEIGHT), min(c, width)
        yield f"M{x + left} {c - left}L{x + right} {c - right}"


def _cross(x: int, width: int) -> Iterator[str]:
    yield f"M{x} {HEIGHT}L{x + width} 0M{x} 0L{x + width} {HEIGHT}"


def _dots(x: int, width: int) -> Iterator[str]:
    """A line of no length with round ends is a dot."""
    number = max(width // STEP, 1)
    start = x + (width - STEP * (number - 1)) // 2
    for n in range(number):
        yield f"M{start + STEP * n} {HEIGHT // 2}h0"
