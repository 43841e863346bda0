"""Where the time goes: each step of the core by itself, in one process."""

import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from district.reading import load, settings
from district.reading.theme import read_theme
from district.site import site
from district.site.view import View

TODAY = date(2026, 3, 15)
KINDS = {
    ".ics": "calendars",
    ".xml": "feeds",
    ".png": "share pictures",
    ".eml": "mail",
    ".txt": "mail",
    ".html": "mail",
}


def table(config: Path) -> Iterator[str]:
    """Seconds of each step, and how many bytes came of it."""
    seconds: defaultdict[str, float] = defaultdict(float)
    sizes: defaultdict[str, int] = defaultdict(int)
    start = time.process_time()
    library = load.library(settings.folders(config))
    seconds["reading and judging"] = time.process_time() - start
    start = time.process_time()
    theme = read_theme(settings.theme_folder(config))
    built = site.build(View(library, TODAY, settings.site_url(config), theme))
    seconds["laying out"] = time.process_time() - start
    for path, content in built.items():
        kind = "pages" if path.endswith("index.html") else KINDS.get(Path(path).suffix, "the rest")
        start = time.process_time()
        made = content.as_bytes()
        seconds[kind] += time.process_time() - start
        sizes[kind] += len(made)
    whole = sum(seconds.values())
    yield "| step of the core | s | share | kB |"
    yield "|---|---|---|---|"
    for step, used in seconds.items():
        yield f"| {step} | {used:.2f} | {used / whole:.0%} | {sizes[step] // 1000} |"
