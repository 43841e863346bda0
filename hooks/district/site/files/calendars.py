"""The calendars of the site: one for every channel, past year and event."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from district.library.channels import Channel, year_calendars
from district.library.library import Library
from district.model.event import Event
from district.site.content import Content
from district.site.templating import Templates
from district.site.view import View

# icalendar is imported when there is a calendar to write.
if TYPE_CHECKING:
    from district.site.files.vcalendar import Maker

KEPT_FOR = timedelta(days=366)


def calendars(view: View, channels: Iterable[Channel], templates: Templates) -> Iterator[tuple[str, Content]]:
    """Yield every calendar by address: the channels', and one for each past year and each event that has a day."""
    library = view.library
    maker = cache(partial(_maker, library, templates, view.site_url))
    for channel in channels:
        if channel.calendar:
            make = partial(_of_channel, maker, channel, view.today - KEPT_FOR)
            yield channel.calendar, Content(make, of=(channel,))
    for year, address in library.once(year_calendars).items():
        if year < view.today.year:
            yield address, Content(partial(_of_year, maker, year), of=library.scheduled_in(year))
    for event in library.events:
        if event.start.has_day:
            yield f"{event.path}handelse.ics", Content(partial(_of_event, maker, event), of=(event,))


def _maker(library: Library, templates: Templates, site_url: str) -> "Maker":
    from district.site.files.vcalendar import Maker

    return Maker(library, templates, site_url)


def _of_channel(maker: "Callable[[], Maker]", channel: Channel, first_day: date) -> bytes:
    return maker().of_channel(channel, first_day)


def _of_year(maker: "Callable[[], Maker]", year: int) -> bytes:
    return maker().of_year(year)


def _of_event(maker: "Callable[[], Maker]", event: Event) -> bytes:
    return maker().of_event(event)
