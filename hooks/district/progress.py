"""How many goals stand where, and the bar that shows it, drawn so that it needs no colour."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from district.library import Library, Promise
from district.model import Area, Plan, Standing

STANDINGS: tuple[Standing, ...] = ("done", "ongoing", "planned", "dropped", "unreported")
Counts = Mapping[Standing, int]
# In the drawing's own units; the page scales it.
WIDTH, HEIGHT, GAP, STEP = 320, 14, 3, 6


def standings(promises: Iterable[Promise], today: date) -> dict[Standing, int]:
    """How many goals stand where, in the order that they are told; none are left out."""
    counts = Counter(promise.standing(today) for promise in promises)
    return {standing: counts[standing] for standing in STANDINGS if counts[standing]}


def areas(library: Library, plan: Plan, today: date) -> tuple[tuple[Area, dict[Standing, int]], ...]:
    """The plan's areas, each with how its goals stand."""
    return tuple((area, standings(library.promises_of(plan, area), today)) for area in plan.areas)


@dataclass(frozen=True)
class Part:
    """A piece of a bar: a box, and the lines in it."""

    standing: Standing
    x: float
    width: float
    lines: str


def bar(counts: Counts) -> tuple[Part, ...]:
    """A bar's pieces from the left, as wide as their goals are many."""
    share = (WIDTH - GAP * (len(counts) - 1)) / sum(counts.values()) if counts else 0
    parts, x = [], 0.0
    for standing, number in counts.items():
        width = round(number * share, 2)
        parts.append(Part(standing, round(x, 2), width, _lines(standing, x, width)))
        x += width + GAP
    return tuple(parts)


def swatch(standing: Standing) -> Part:
    """The same pattern as a small box beside its word."""
    return Part(standing, 0, HEIGHT, _lines(standing, 0, HEIGHT))


def _lines(standing: Standing, x: float, width: float) -> str:
    """What fills the box, as an SVG path: hatching, a strike or dots; done and planned need none."""
    if standing == "ongoing":
        return " ".join(_hatching(x, width))
    if standing == "dropped":
        return f"M{x:.2f} {HEIGHT}L{x + width:.2f} 0M{x:.2f} 0L{x + width:.2f} {HEIGHT}"
    if standing == "unreported":
        # A line of no length with round ends is a dot.
        dots = max(int(width // STEP), 1)
        start = x + (width - STEP * (dots - 1)) / 2
        return "".join(f"M{start + STEP * n:.2f} {HEIGHT / 2:.2f}h0" for n in range(dots))
    return ""


def _hatching(x: float, width: float) -> Iterator[str]:
    """Slanting lines, cut off at the edges of the box."""
    for c in range(STEP, int(width) + HEIGHT, STEP):
        left, right = max(0, c - HEIGHT), min(c, width)
        yield f"M{x + left:.2f} {c - left}L{x + right:.2f} {c - right:.2f}"
