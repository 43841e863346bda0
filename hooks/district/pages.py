"""Which pages there are, and what each is told; what they say is in the templates."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from district.agenda import coming
from district.calendar_pages import calendar_pages
from district.channels import Channel
from district.library import Library, Promise, area_path
from district.model import Area, Newsletter, Plan, Record, Standing
from district.occasions import Occasion, all_occasions
from district.page import Page, record_page
from district.study_pages import study_pages

STANDINGS: tuple[Standing, ...] = ("done", "ongoing", "planned", "dropped", "unreported")
SHOWN_AT_HOME = 5


def pages(library: Library, channels: tuple[Channel, ...], today: date) -> Iterator[Page]:
    """Every page that is made from data, home first."""
    occasions = all_occasions(library)
    yield _home(library, occasions, today)
    yield from calendar_pages(library, channels, occasions, today)
    yield from study_pages(library, today)
    yield from _plans(library, today)
    yield from _newsletters(library)
    yield Page("prenumerera/", "subscribe", "Prenumerera", words={"channels": channels})


def standings(promises: Iterable[Promise], today: date) -> dict[Standing, int]:
    """How many goals stand where, in the order that they are told; none are left out."""
    counts = Counter(promise.standing(today) for promise in promises)
    return {standing: counts[standing] for standing in STANDINGS if counts[standing]}


def _home(library: Library, occasions: tuple[Occasion, ...], today: date) -> Page:
    ahead = coming(occasions, today)
    words = {
        "coming": [occasion for occasion in ahead if occasion.start.has_day][:SHOWN_AT_HOME],
        "undated": sum(not occasion.start.has_day for occasion in ahead),
        "plan": library.plans[-1] if library.plans else None,
        "areas": _areas(library, library.plans[-1], today) if library.plans else (),
        "newsletter": max(library.newsletters, key=lambda letter: (letter.published, letter.name), default=None),
    }
    about = f"Det som händer, det vi har lovat och hur långt vi har kommit. {library.district.name}."
    return Page("", "home", library.district.name, about, words=words)


def _plans(library: Library, today: date) -> Iterator[Page]:
    top = ("plan/", "Verksamhetsplan")
    newest = library.plans[::-1]
    years = [(plan, standings(_promises(library, plan), today)) for plan in newest]
    yield Page("plan/", "plans", "Verksamhetsplan", words={"years": years})
    for plan in library.plans:
        above = (top, (plan.path, plan.title))
        words = {
            "plan": plan,
            "areas": _areas(library, plan, today),
            "counts": standings(_promises(library, plan), today),
        }
        yield record_page(library, plan, (top,), **words)
        for number, area in enumerate(plan.areas):
            neighbours = (plan.areas[number - 1] if number else None, *plan.areas[number + 1 : number + 2], None)[:2]
            yield Page(
                area_path(plan, area),
                "area",
                area.title,
                f"{plan.title}: {area.title}.",
                plan.origin.file,
                above,
                words={
                    "plan": plan,
                    "area": area,
                    "promises": _promises(library, plan, area),
                    "neighbours": neighbours,
                },
            )


def _promises(library: Library, plan: Plan, area: Area | None = None) -> tuple[Promise, ...]:
    found = (promise for promise in library.promises.values() if promise.plan is plan)
    return tuple(promise for promise in found if area is None or promise.area is area)


def _areas(library: Library, plan: Plan, today: date) -> tuple[tuple[Area, dict[Standing, int]], ...]:
    """The plan's areas, each with how its goals stand."""
    return tuple((area, standings(_promises(library, plan, area), today)) for area in plan.areas)


def _newsletters(library: Library) -> Iterator[Page]:
    top = ("nyhetsbrev/", "Nyhetsbrev")
    letters = sorted(library.newsletters, key=lambda letter: (letter.published, letter.name), reverse=True)
    by_year = [(year, tuple(group)) for year, group in groupby(letters, key=lambda letter: letter.published.year)]
    yield Page("nyhetsbrev/", "newsletters", "Nyhetsbrev", words={"by_year": by_year})
    around: list[Newsletter | None] = [None, *letters, None]
    for later, letter, earlier in zip(around, letters, around[2:], strict=False):
        yield record_page(library, letter, (top,), earlier=earlier, later=later)


def redirects(library: Library) -> Iterator[tuple[str, Record]]:
    """Old addresses, and the record that each leads to now."""
    for record in library.records:
        for name in record.was:
            yield f"{record.folder}/{name}/", record
