"""A bar that shows how a plan's goals are divided by standing, with a pattern for each so that colour is not needed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from district.model.plan import Standing

# In SVG user units; the page scales the drawing.
WIDTH, HEIGHT = 3200, 140
_GAP, _STEP = 30, 60


@dataclass(frozen=True)
class Segment:
    """A box of a bar; `lines` is the SVG path data of its pattern, or "" if it has none."""

    standing: Standing
    x: int
    width: int
    lines: str


def bar(counts: Mapping[Standing, int]) -> tuple[Segment, ...]:
    """Return a bar's segments from left to right, with widths proportional to the counts."""
    share = (WIDTH - _GAP * (len(counts) - 1)) / max(sum(counts.values()), 1)
    segments, x = [], 0.0
    for standing, number in counts.items():
        segments.append(segment(standing, round(x), round(number * share)))
        x += number * share + _GAP
    return tuple(segments)


def segment(standing: Standing, x: int = 0, width: int = HEIGHT) -> Segment:
    """Return a box with its pattern: hatching, a cross or dots. The style sheet fills those without one."""
    pattern = {"ongoing": _hatching, "dropped": _cross, "unreported": _dots}.get(standing)
    return Segment(standing, x, width, " ".join(pattern(x, width)) if pattern else "")


def _hatching(x: int, width: int) -> Iterator[str]:
    """Yield slanting lines, clipped to the box."""
    for c in range(_STEP, width + HEIGHT, _STEP):
        left, right = max(0, c - HEIGHT), min(c, width)
        yield f"M{x + left} {c - left}L{x + right} {c - right}"


def _cross(x: int, width: int) -> Iterator[str]:
    yield f"M{x} {HEIGHT}L{x + width} 0M{x} 0L{x + width} {HEIGHT}"


def _dots(x: int, width: int) -> Iterator[str]:
    """Yield lines of no length, which round line caps show as dots."""
    number = max(width // _STEP, 1)
    start = x + (width - _STEP * (number - 1)) // 2
    for n in range(number):
        yield f"M{start + _STEP * n} {HEIGHT // 2}h0"
