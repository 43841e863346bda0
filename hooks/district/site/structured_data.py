"""Structured data of pages: schema.org as JSON-LD."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from district.library.library import Library
from district.library.occasions import Occasion
from district.model.base import Record, Where
from district.model.event import Event
from district.model.newsletter import Newsletter
from district.model.study import Study
from district.model.when import When
from district.site.page import Page

Thing = dict[str, Any]
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed", "moved_online": "EventMovedOnline"}


class Structured:
    """Makes the JSON-LD of a site's pages; `site_url` ends with a slash."""

    def __init__(self, library: Library, site_url: str) -> None:
        self._library = library
        self._site_url = site_url
        self._zone = ZoneInfo(library.district.timezone)

    def of(self, page: Page) -> list[Thing]:
        """Return the JSON-LD of a page's record, and its breadcrumbs."""
        things = [*self._about(page.record)]
        if page.crumbs:
            things.append(self._breadcrumbs(page))
        return [{"@context": "https://schema.org", **thing} for thing in things]

    def _about(self, record: Record | None) -> Iterator[Thing]:
        if isinstance(record, Event) and record.start.has_day:
            yield self._event(record)
        if isinstance(record, Study):
            yield self._course(record)
        if isinstance(record, Newsletter):
            yield self._article(record)

    def _breadcrumbs(self, page: Page) -> Thing:
        steps = [("", "Hem"), *page.crumbs, (page.path, page.title)]
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": self._site_url + path}
            for position, (path, name) in enumerate(steps, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _common(self, record: Record, kind: str, name: str = "name") -> Thing:
        image = self._site_url + record.image.file if record.image else None
        url = self._site_url + record.path
        return _known({"@type": kind, name: record.title, "description": record.summary, "url": url, "image": image})

    def _event(self, event: Event) -> Thing:
        common = self._common(event, "EventSeries" if event.repeat else "Event")
        occasions = self._dated(event)
        own = {"subEvent": [*map(self._sub_event, occasions)]} if event.repeat else self._occasion(occasions[0])
        return _known({**common, **own, "organizer": _organization(event.organizer)})

    def _dated(self, record: Event | Study) -> list[Occasion]:
        return [occasion for occasion in self._library.occasions_of(record) if occasion.start.has_day]

    def _sub_event(self, occasion: Occasion) -> Thing:
        return {"@type": "Event", "name": occasion.title, **self._occasion(occasion)}

    def _occasion(self, occasion: Occasion) -> Thing:
        status = _STATUS.get(occasion.status, "EventRescheduled" if occasion.moved_from else "EventScheduled")
        return _known(
            {
                "startDate": self._time(occasion.start),
                "endDate": self._time(occasion.end) if occasion.end else None,
                "previousStartDate": occasion.moved_from.isoformat() if occasion.moved_from else None,
                "eventStatus": f"https://schema.org/{status}",
                **self._location(occasion.where, moved_online=occasion.status == "moved_online"),
            }
        )

    def _location(self, where: Where | None, *, moved_online: bool) -> Thing:
        online = [{"@type": "VirtualLocation", "url": where.online}] if where and where.online else []
        place = [self._place(where)] if where and not moved_online and self._library.place(where) else []
        if not (online or place or moved_online):
            return {}
        mode = "Mixed" if online and place else "Offline" if place else "Online"
        locations = place + online
        return _known(
            {
                "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
                "location": locations[0] if len(locations) == 1 else locations or None,
            }
        )

    def _place(self, where: Where) -> Thing:
        town = self._library.names[where.municipality] if where.municipality else None
        address = _known({"@type": "PostalAddress", "streetAddress": where.address, "addressLocality": town})
        return _known({"@type": "Place", "name": where.name, "address": address if len(address) > 1 else None})

    def _course(self, study: Study) -> Thing:
        occasions, instance = self._dated(study), None
        if occasions:
            instance = {
                "@type": "CourseInstance",
                "startDate": self._time(occasions[0].start),
                "endDate": self._time(occasions[-1].end or occasions[-1].start),
                "subEvent": [*map(self._sub_event, occasions)],
            }
        provider = _organization(study.organizer)
        return _known({**self._common(study, "Course"), "provider": provider, "hasCourseInstance": instance})

    def _article(self, letter: Newsletter) -> Thing:
        publisher = _organization(self._library.district.name)
        return {
            **self._common(letter, "NewsArticle", "headline"),
            "datePublished": letter.published.isoformat(),
            "dateModified": letter.changed.isoformat(),
            "author": publisher,
            "publisher": publisher,
        }

    def _time(self, when: When) -> str:
        value = when.value
        return (value.replace(tzinfo=self._zone) if isinstance(value, datetime) else value).isoformat()


def _organization(name: str | None) -> Thing | None:
    return {"@type": "Organization", "name": name} if name else None


def _known(thing: Thing) -> Thing:
    return {key: value for key, value in thing.items() if value is not None}
