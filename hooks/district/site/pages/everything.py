"""Which pages there are, and what each is told; what they say is in the templates."""

from collections.abc import Iterator
from datetime import date

from district.library.activity import newest
from district.library.channels import Channel
from district.library.goal_progress import areas
from district.library.library import Library
from district.library.months import coming
from district.library.years import newsletters_by_year
from district.model.base import Record
from district.model.newsletter import Newsletter
from district.site.page import Page, record_page
from district.site.pages.calendar import calendar_pages
from district.site.pages.plan import plan_pages
from district.site.pages.studies import study_pages

SHOWN_AT_HOME = 5


def pages(library: Library, channels: tuple[Channel, ...], today: date) -> Iterator[Page]:
    """Every page that is made from data, home first."""
    yield _home(library, today)
    yield from calendar_pages(library, channels, today)
    yield from study_pages(library, today)
    yield from plan_pages(library, today)
    yield from _newsletters(library, today)
    yield Page("prenumerera/", "subscribe", "Prenumerera", words={"channels": [channel.empty for channel in channels]})
    yield Page("sok/", "search", "Sök", "Sök bland händelser, mål och nyhetsbrev.", searched=False)


def _home(library: Library, today: date) -> Page:
    ahead = coming(library.occasions, today)
    words = {
        "coming": [occasion for occasion in ahead if occasion.start.has_day][:SHOWN_AT_HOME],
        "undated": sum(not occasion.start.has_day for occasion in ahead),
        "plan": library.plans[-1] if library.plans else None,
        "areas": areas(library, library.plans[-1], today) if library.plans else (),
        "news": newest(library, today, SHOWN_AT_HOME),
        "newsletter": next(iter(library.newest_newsletters), None),
    }
    about = f"Det som händer, det vi har lovat och hur långt vi har kommit. {library.district.name}."
    return Page("", "home", library.district.name, about, words=words)


def _newsletters(library: Library, today: date) -> Iterator[Page]:
    top = ("nyhetsbrev/", "Nyhetsbrev")
    letters = library.newest_newsletters
    newest, older = newsletters_by_year(library)
    words = {"by_year": newest, "older": [year for year, _ in older]}
    yield Page("nyhetsbrev/", "newsletters", "Nyhetsbrev", words=words)
    for year, group in older:
        about = f"Nyhetsbreven från {year}."
        words = {"by_year": [(year, group)], "older": []}
        yield Page(f"nyhetsbrev/{year}/", "newsletters", f"Nyhetsbrev {year}", about, crumbs=(top,), words=words)
    around: list[Newsletter | None] = [None, *letters, None]
    for later, letter, earlier in zip(around, letters, around[2:], strict=False):
        yield record_page(library, letter, today, (top,), earlier=earlier, later=later)


def redirects(library: Library) -> Iterator[tuple[str, Record]]:
    """Old addresses, and the record that each leads to now."""
    for record in library.records:
        for name in record.was:
            yield f"{record.folder}/{name}/", record
