"""The calendar's pages: coming occasions by channel, every year, and every event."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from district.language import swedish
from district.library.addresses import PROGRAMME
from district.library.channels import Channel, channels, year_calendars
from district.library.months import Agenda, CalendarYear, calendar_years, coming, days, without_long_series
from district.library.occasions import Occasion
from district.model.event import Event
from district.site.page import Page, record_page
from district.site.pages.posters import with_poster
from district.site.pages.programmes import programme_page
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
    years = library.once(calendar_years)
    for channel in library.once(channels):
        if channel.folder.startswith(FOLDER):
            chosen = tuple(occasion for occasion in ahead if channel.has(occasion))
            page = _channel_page(view, channel, chosen, [each.year for each in reversed(years)])
            yield page
            if _has_programme(view, channel):
                yield programme_page(view, page, channel, chosen)
    for year in years:
        yield from _year_pages(view, year)
    for event in library.events:
        yield from with_poster(view, _event_page(view, event))


def _has_programme(view: View, channel: Channel) -> bool:
    return not view.members and not channel.folder.startswith(f"{FOLDER}amne/")


def _channel_page(view: View, channel: Channel, ahead: tuple[Occasion, ...], years: list[int]) -> Page:
    library, found = view.library, view.library.once(channels)
    dated, series = without_long_series(occasion for occasion in ahead if occasion.start.has_day)
    shown, rest = dated[:MOST], dated[MOST:]
    undated = tuple(occasion for occasion in ahead if not occasion.start.has_day)
    is_part = channel.folder != FOLDER
    values = {
        "channel": channel.empty,
        "agenda": Agenda.of((*shown, *undated)),
        "left": _left(shown, series),
        "later": len(rest),
        "years_ahead": sorted({occasion.start.year for occasion in rest}),
        "towns": tuple(each.empty for each in found if each.folder.startswith(f"{FOLDER}kommun/")),
        "topics": tuple(each.empty for each in found if each.folder.startswith(f"{FOLDER}amne/")),
        "branches": [group for group in library.groups if channel.municipality in group.municipalities],
        "years": () if is_part else years,
        "new_event": "" if is_part else view.new_event,
        "programme": channel.folder + PROGRAMME if _has_programme(view, channel) else "",
    }
    title = f"Kalender: {channel.name}" if is_part else ""
    crumbs = (TOP,) if is_part else ()
    return Page(
        channel.folder, "calendar", channel.name, f"{channel.about}.", full_title=title, crumbs=crumbs, values=values
    )


def _year_pages(view: View, year: CalendarYear) -> Iterator[Page]:
    """Yield the page of a year and, if the year is long, of each month."""
    file = view.library.once(year_calendars).get(year.year, "") if year.year < view.today.year else ""
    months = [(path, swedish.month(month.first_day), month) for path, month in year.month_pages.items()]
    about = f"Allt som {view.library.district.name} har i kalendern för"
    shown = {
        "agenda": Agenda((), year.agenda.undated) if months else year.agenda,
        "months": [(path, name, len(month.occasions)) for path, name, month in months],
        "calendar": file,
        "year": year.year,
    }
    title = f"Kalender {year.year}"
    yield Page(year.path, "calendar-year", title, f"{about} {year.year}.", crumbs=(TOP,), values=shown)
    for number, (path, name, month) in enumerate(months):
        kept, series = without_long_series(month.occasions)
        neighbours = [each[:2] for each in (*months[max(number - 1, 0) : number], *months[number + 1 : number + 2])]
        values = {"days": days(kept), "left": _left(kept, series), "neighbours": neighbours}
        crumbs = (TOP, (year.path, str(year.year)))
        yield Page(path, "calendar-month", f"Kalender {name}", f"{about} {name}.", crumbs=crumbs, values=values)


def _left(shown: Iterable[Occasion], series: Mapping[str, int]) -> dict[str, Left]:
    """Return how much of each series is not shown, by the event's path."""
    last = {occasion.record.path: occasion for occasion in shown}
    return {path: Left(last[path], more) for path, more in series.items() if path in last}


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
