"""How the time, the memory and the pages grow with each thing that a district may have much of."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import made_up
from made_up import Shape

# A build: the seconds, and the peak in MB.
Build = Callable[[Path, Path], tuple[float, float]]
USUAL = Shape(300)
SERIES = {
    "records": [Shape(records) for records in (100, 1000, 3000, 10_000, 30_000)],
    "municipalities and topics": [replace(USUAL, places=places) for places in (8, 50, 200)],
    "daily series": [replace(USUAL, daily=daily) for daily in (0, 10, 50)],
    "plans of 100 goals": [replace(USUAL, plans=plans, goals=100) for plans in (1, 5, 20)],
    "photos of 12 megapixels": [replace(USUAL, photos=photos) for photos in (0, 30, 300)],
}
FIELDS = ("records", "places", "daily", "plans", "photos")


def table(folder: Path, build: Build, most: int) -> Iterator[str]:
    """Yield a row for each shape of at most so many records, built once, cold."""
    yield "| | number | cold | exponent | peak | largest page |"
    yield "|---|---|---|---|---|---|"
    for (name, shapes), field in zip(SERIES.items(), FIELDS, strict=True):
        before: tuple[int, float] | None = None
        for shape in shapes:
            if shape.records > most:
                continue
            number = getattr(shape, field)
            place = folder / f"{field}-{number}"
            config = made_up.write_shape(place / "district", shape)
            seconds, peak = build(config, place / "site")
            yield (
                f"| {name} | {number} | {seconds:.1f} s | {_exponent(before, (number, seconds))} |"
                f" {peak:.0f} MB | {_largest(place / 'site') / 1000:.0f} kB |"
            )
            before = (number, seconds) if number else None


def _exponent(before: tuple[int, float] | None, after: tuple[int, float]) -> str:
    """Return by which power of the number the seconds have grown: 1 if they are proportional."""
    if not before:
        return ""
    return f"{math.log(after[1] / before[1]) / math.log(after[0] / before[0]):.2f}"


def _largest(site: Path) -> int:
    return max(page.stat().st_size for page in site.rglob("*.html") if not page.name.startswith("mejl"))
