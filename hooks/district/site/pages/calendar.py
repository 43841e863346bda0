"""The calendar's pages: coming occasions by channel, every year, and every event."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from district.language import swedish
from district.library.channels import Channel, channels, year_calendars
from district.library.months import Agenda, coming, without_long_series
from district.library.occasions import Occasion
from district.model.event import Event
from district.site.page import Page, record_page
from district.site.view import View

FOLDER = "kalender/"
TOP = (FOLDER, "Kalender")
MOST = 60  # occasions on a page of what is coming


@dataclass(frozen=True)
class Left:
    """The last occasion of a series in a list, and how many more there are."""

    last: Occasion
    more: int


def calendar_pages(view: View) -> Iterator[Page]:
    """Yield what is coming in each channel, the years, and the events."""
    library = view.library
    ahead = coming(library.occasions, view.today)
    years = {year: tuple(group) for year, group in groupby(library.occasions, key=lambda occasion: occasion.start.year)}
    for channel in library.once(channels):
        if channel.folder.startswith(FOLDER):
            chosen = tuple(occasion for occasion in ahead if channel.has(occasion))
            yield _channel_page(view, channel, chosen, sorted(years, reverse=True))
    files = library.once(year_calendars)
    for year, group in years.items():
        title = f"Kalender {year}"
        about = f"Allt som {library.district.name} har i kalendern för {year}."
        calendar = files[year] if year in files and year < view.today.year else ""
        shown = {"year": year, "agenda": Agenda.of(group), "calendar": calendar}
        yield Page(f"{FOLDER}{year}/", "calendar-year", title, about, crumbs=(TOP,), values=shown)
    yield from map(partial(_event_page, view), library.events)


def _channel_page(view: View, channel: Channel, ahead: tuple[Occasion, ...], years: list[int]) -> Page:
    library, found = view.library, view.library.once(channels)
    dated, series = without_long_series(occasion for occasion in ahead if occasion.start.has_day)
    shown, rest = dated[:MOST], dated[MOST:]
    last = {occasion.record.path: occasion for occasion in shown}
    undated = tuple(occasion for occasion in ahead if not occasion.start.has_day)
    is_part = channel.folder != FOLDER
    values = {
        "channel": channel.empty,
        "agenda": Agenda.of((*shown, *undated)),
        "left": {path: Left(last[path], more) for path, more in series.items() if path in last},
        "later": len(rest),
        "years_ahead": sorted({occasion.start.year for occasion in rest}),
        "towns": tuple(each.empty for each in found if each.folder.startswith(f"{FOLDER}kommun/")),
        "topics": tuple(each.empty for each in found if each.folder.startswith(f"{FOLDER}amne/")),
        "branches": [group for group in library.groups if channel.municipality in group.municipalities],
        "years": () if is_part else years,
        "new_event": "" if is_part else view.new_event,
    }
    title = f"Kalender: {channel.name}" if is_part else ""
    crumbs = (TOP,) if is_part else ()
    return Page(
        channel.folder, "calendar", channel.name, f"{channel.about}.", full_title=title, crumbs=crumbs, values=values
    )


def _event_page(view: View, event: Event) -> Page:
    library = view.library
    occasions = tuple(sorted(library.occasions_of(event), key=lambda occasion: occasion.start))
    ahead = coming(occasions, view.today)
    where = event.where.municipality if event.where else None
    town = next((town for town in library.district.municipalities if town.id == where), None)
    above = (TOP, (f"{FOLDER}kommun/{town.id}/", town.name)) if town else (TOP,)
    return record_page(
        view,
        event,
        above,
        full_title=f"{event.title}, {swedish.days(event.start, event.end)}",
        occasions=occasions,
        coming=ahead,
        study=library.studies_by_name[event.study] if event.study else None,
        organizer=library.group(event.organizer),
        town=town,
    )
