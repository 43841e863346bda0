"""The calendar's pages: what is coming, by place and topic too, every year, and every event."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from district.library.channels import Channel, channels
from district.library.months import Agenda, coming
from district.library.occasions import Occasion
from district.site.page import Page, record_page
from district.site.view import View

FOLDER = "kalender/"
TOP = (FOLDER, "Kalender")


def calendar_pages(view: View) -> Iterator[Page]:
    """Yield what is coming in each channel, the years, and the events."""
    library, today, found = view.library, view.today, channels(view.library)
    ahead = coming(library.occasions, today)
    years = {year: tuple(group) for year, group in groupby(library.occasions, key=lambda occasion: occasion.start.year)}
    of_both_kinds = bool(library.events and library.studies)
    values = {
        "years": sorted(years, reverse=True),
        "channels": _below(found),
        "of_both_kinds": of_both_kinds,
        "new_event": view.new_event,
    }
    for channel in found:
        if channel.folder.startswith(FOLDER):
            yield _channel_page(channel, ahead, values)
    for year, group in years.items():
        title = f"Kalender {year}"
        about = f"Allt som {library.district.name} har i kalendern för {year}."
        agenda = {"year": year, "agenda": Agenda.of(group)}
        yield Page(f"{FOLDER}{year}/", "calendar-year", title, about, crumbs=(TOP,), values=agenda)
    for event in library.events:
        occasions = tuple(sorted(library.occasions_of(event), key=lambda occasion: occasion.start))
        study = library.studies_by_name[event.study] if event.study else None
        yield record_page(
            library, event, today, (TOP,), occasions=occasions, coming=coming(occasions, today), study=study
        )


def _below(found: tuple[Channel, ...]) -> dict[str, tuple[Channel, ...]]:
    """Return the calendars to choose from, by municipality and by topic."""
    return {
        "Kommun": tuple(channel.empty for channel in found if channel.folder.startswith("kalender/kommun/")),
        "Ämne": tuple(channel.empty for channel in found if channel.folder.startswith("kalender/amne/")),
    }


def _channel_page(channel: Channel, ahead: tuple[Occasion, ...], values: dict[str, Any]) -> Page:
    agenda = Agenda.of(occasion for occasion in ahead if channel.has(occasion))
    crumbs = () if channel.folder == FOLDER else (TOP,)
    values = values | {"channel": channel.empty, "agenda": agenda}
    return Page(channel.folder, "calendar", channel.name, f"{channel.about}.", crumbs=crumbs, values=values)
