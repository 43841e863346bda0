"""The calendar's pages: what is coming, by place and topic too, every year, and every event."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from district.library.channels import Channel
from district.library.library import Library
from district.library.months import Agenda, coming
from district.library.occasions import Occasion
from district.site.page import Page, record_page

FOLDER = "kalender/"
TOP = (FOLDER, "Kalender")


def calendar_pages(library: Library, channels: tuple[Channel, ...], today: date) -> Iterator[Page]:
    """What is coming in every channel, the years, and the events."""
    ahead = coming(library.occasions, today)
    years = {year: tuple(group) for year, group in groupby(library.occasions, key=lambda occasion: occasion.start.year)}
    of_both_kinds = bool(library.events and library.studies)
    words = {"years": sorted(years, reverse=True), "channels": _below(channels), "of_both_kinds": of_both_kinds}
    for channel in channels:
        if channel.folder.startswith(FOLDER):
            yield _channel_page(channel, ahead, words)
    for year, group in years.items():
        title = f"Kalender {year}"
        about = f"Allt som {library.district.name} har i kalendern för {year}."
        agenda = {"year": year, "agenda": Agenda.of(group)}
        yield Page(f"{FOLDER}{year}/", "calendar-year", title, about, crumbs=(TOP,), words=agenda)
    for event in library.events:
        occasions = tuple(sorted(library.occasions_of(event), key=lambda occasion: occasion.start))
        study = library.studies_by_name[event.study] if event.study else None
        yield record_page(
            library, event, today, (TOP,), occasions=occasions, coming=coming(occasions, today), study=study
        )


def _below(channels: tuple[Channel, ...]) -> dict[str, tuple[Channel, ...]]:
    """The calendars to choose from: by municipality and by topic."""
    return {
        "Kommun": tuple(channel.empty for channel in channels if channel.folder.startswith("kalender/kommun/")),
        "Ämne": tuple(channel.empty for channel in channels if channel.folder.startswith("kalender/amne/")),
    }


def _channel_page(channel: Channel, ahead: tuple[Occasion, ...], words: dict[str, Any]) -> Page:
    agenda = Agenda.of(occasion for occasion in ahead if channel.has(occasion))
    crumbs = () if channel.folder == FOLDER else (TOP,)
    words = words | {"channel": channel.empty, "agenda": agenda}
    return Page(channel.folder, "calendar", channel.name, f"{channel.about}.", crumbs=crumbs, words=words)
