"""The calendar's pages: coming occasions by channel, every year, and every event."""

from collections.abc import Iterator
from itertools import groupby

from district.library.channels import channels, year_calendars
from district.library.months import Agenda, coming
from district.site.page import Page, record_page
from district.site.view import View

FOLDER = "kalender/"
TOP = (FOLDER, "Kalender")


def calendar_pages(view: View) -> Iterator[Page]:
    """Yield what is coming in each channel, the years, and the events."""
    library, today, found = view.library, view.today, view.library.once(channels)
    ahead = coming(library.occasions, today)
    years = {year: tuple(group) for year, group in groupby(library.occasions, key=lambda occasion: occasion.start.year)}
    values = {
        "years": sorted(years, reverse=True),
        "channels": {
            "Kommun": tuple(channel.empty for channel in found if channel.folder.startswith("kalender/kommun/")),
            "Ämne": tuple(channel.empty for channel in found if channel.folder.startswith("kalender/amne/")),
        },
        "of_both_kinds": bool(library.events and library.studies),
        "new_event": view.new_event,
    }
    for channel in found:
        if channel.folder.startswith(FOLDER):
            crumbs = () if channel.folder == FOLDER else (TOP,)
            agenda = Agenda.of(occasion for occasion in ahead if channel.has(occasion))
            branches = [group for group in library.groups if channel.municipality in group.municipalities]
            shown = values | {"channel": channel.empty, "agenda": agenda, "branches": branches}
            yield Page(channel.folder, "calendar", channel.name, f"{channel.about}.", crumbs=crumbs, values=shown)
    files = library.once(year_calendars)
    for year, group in years.items():
        title = f"Kalender {year}"
        about = f"Allt som {library.district.name} har i kalendern för {year}."
        calendar = files[year] if year in files and year < today.year else ""
        shown = {"year": year, "agenda": Agenda.of(group), "calendar": calendar}
        yield Page(f"{FOLDER}{year}/", "calendar-year", title, about, crumbs=(TOP,), values=shown)
    for event in library.events:
        occasions = tuple(sorted(library.occasions_of(event), key=lambda occasion: occasion.start))
        study = library.studies_by_name[event.study] if event.study else None
        yield record_page(
            view,
            event,
            (TOP,),
            occasions=occasions,
            coming=coming(occasions, today),
            study=study,
            organizer=library.group(event.organizer),
        )
