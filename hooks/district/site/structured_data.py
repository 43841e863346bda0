"""Structured data of pages: schema.org as JSON-LD."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from district.library.addresses import SITE_CARD
from district.library.months import coming
from district.library.occasions import Occasion
from district.model.base import Contact, Record, Where, WrittenRecord
from district.model.event import Event
from district.model.group import Group
from district.model.study import Study
from district.model.when import When
from district.site.page import Page
from district.site.view import View

Thing = dict[str, Any]
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed", "moved_online": "EventMovedOnline"}


# Occasions of one series or study that are listed: the rest are too far off for a search engine.
_NEXT = 12


class Structured:
    """Makes the JSON-LD of a view's pages.

    Search engines require a start and a place of whatever is an Event, a series too: without them a page has none.
    """

    def __init__(self, view: View) -> None:
        self._library = view.library
        self._today = view.today
        self._site_url = view.site_url
        self._zone = ZoneInfo(view.library.district.timezone)

    def of(self, page: Page) -> list[Thing]:
        """Return the JSON-LD of a page's record, and its breadcrumbs."""
        things = [*self._about(page)]
        if page.crumbs:
            things.append(self._breadcrumbs(page))
        return [{"@context": "https://schema.org", **thing} for thing in things]

    def _about(self, page: Page) -> Iterator[Thing]:
        record = page.record
        if isinstance(record, Event):
            common = self._common(page, record, "Event") | {"organizer": self._organization(record.organizer)}
            occasions = self._dated(record)
            if record.repeat:
                yield from self._series(common, record, occasions)
            else:
                yield from self._events(common, occasions)
        if isinstance(record, Study):
            yield self._course(page, record)
        if isinstance(record, WrittenRecord):
            yield self._article(page, record)
        if isinstance(record, Group):
            yield self._group(record)
        if page.path == "vi/":
            yield self._district()

    def _breadcrumbs(self, page: Page) -> Thing:
        steps = [("", "Hem"), *page.crumbs, (page.path, page.title)]
        items = [
            {"@type": "ListItem", "position": position, "name": name, "item": self._site_url + path}
            for position, (path, name) in enumerate(steps, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _common(self, page: Page, record: Record, kind: str, name: str = "name") -> Thing:
        picture = record.image.file if record.image else page.picture or SITE_CARD
        url, image = self._site_url + record.path, self._site_url + picture
        return _known({"@type": kind, name: record.title, "description": record.summary, "url": url, "image": image})

    def _dated(self, record: Event | Study) -> list[Occasion]:
        """Return the occasions with a known day in order of time."""
        found = (occasion for occasion in self._library.occasions_of(record) if occasion.start.has_day)
        return sorted(found, key=lambda occasion: occasion.start)

    def _series(self, common: Thing, event: Event, occasions: list[Occasion]) -> Iterator[Thing]:
        if occasions and (location := self._location(event.where, moved_online=event.status == "moved_online")):
            status = _STATUS.get(event.status, "EventScheduled")
            yield self._span(common, "EventSeries", occasions, status, location)

    def _span(self, common: Thing, kind: str, occasions: list[Occasion], status: str, location: Thing) -> Thing:
        """Return an event from the first occasion to the last, with the next ones as events of their own."""
        next_ones = [*self._events(common, coming(occasions, self._today)[:_NEXT])]
        return _known(
            {
                **common,
                "@type": kind,
                "startDate": self._time(occasions[0].start),
                "endDate": self._time(occasions[-1].end or occasions[-1].start),
                "eventStatus": f"https://schema.org/{status}",
                **location,
                "subEvent": next_ones or None,
            }
        )

    def _events(self, common: Thing, occasions: Iterable[Occasion]) -> Iterator[Thing]:
        """Yield an event for each occasion whose place is known."""
        for occasion in occasions:
            location = self._location(occasion.where, moved_online=occasion.status == "moved_online")
            status = _STATUS.get(occasion.status, "EventRescheduled" if occasion.moved_from else "EventScheduled")
            if location:
                yield _known(
                    {
                        **common,
                        "name": occasion.title,
                        "startDate": self._time(occasion.start),
                        "endDate": self._time(occasion.end) if occasion.end else None,
                        "previousStartDate": self._previous_start(occasion),
                        "eventStatus": f"https://schema.org/{status}",
                        **location,
                    }
                )

    def _previous_start(self, occasion: Occasion) -> str | None:
        """Return when a moved occasion was to begin. One of a series has the time of day that the series has."""
        day, record = occasion.moved_from, occasion.record
        if day is None:
            return None
        if isinstance(record, Event) and record.repeat:
            return self._time(When(day.year, day.month, day.day, record.start.clock))
        span = record if isinstance(record, Event) else record.sessions[occasion.number - 1]
        return self._time(span.first_start)

    def _location(self, where: Where | None, *, moved_online: bool) -> Thing:
        """Return where something is and whether one attends on the spot or online, or {} if neither is known."""
        online = [{"@type": "VirtualLocation", "url": where.online}] if where and where.online else []
        place = [self._place(where)] if where and not moved_online and self._library.place(where) else []
        if not (online or place):
            return {}
        mode = "Mixed" if online and place else "Offline" if place else "Online"
        locations = place + online
        return {
            "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
            "location": locations[0] if len(locations) == 1 else locations,
        }

    def _place(self, where: Where) -> Thing:
        town = self._library.names[where.municipality] if where.municipality else None
        address = {"streetAddress": where.address, "addressLocality": town, "addressCountry": "SE"}
        return _known({"@type": "Place", "name": where.name, "address": _known({"@type": "PostalAddress", **address})})

    def _course(self, page: Page, study: Study) -> Thing:
        course, provider = self._common(page, study, "Course"), self._organization(study.organizer)
        instance, occasions = None, self._dated(study)
        known = [*self._events(course, [*coming(occasions, self._today), *occasions])]
        if known:
            status = "EventCancelled" if study.status == "cancelled" else "EventScheduled"
            # Where the next meeting is, else where the first one was.
            location = {key: known[0][key] for key in ("eventAttendanceMode", "location")}
            common = course | {"@type": "Event", "organizer": provider}
            instance = self._span(common, "CourseInstance", occasions, status, location)
        changed = {"dateModified": study.changed.isoformat()}
        return _known({**course, **changed, "provider": provider, "hasCourseInstance": instance})

    def _article(self, page: Page, record: WrittenRecord) -> Thing:
        publisher = self._organization(None)
        return {
            **self._common(page, record, "NewsArticle", "headline"),
            "datePublished": record.published.isoformat(),
            "dateModified": record.changed.isoformat(),
            "author": publisher,
            "publisher": publisher,
        }

    def _district(self) -> Thing:
        """Return the district with its contacts and groups."""
        district = self._library.district
        groups = [
            {"@type": "Organization", "name": g.title, "url": self._site_url + g.path} for g in self._library.groups
        ]
        points, parts = {"contactPoint": _contact_points(district.contact)}, {"subOrganization": groups or None}
        return _known({**self._organization(None), "description": district.about, **points, **parts})

    def _group(self, group: Group) -> Thing:
        towns = [self._library.names[name] for name in group.municipalities]
        return _known(
            {
                **self._organization(group.name),
                "description": group.summary,
                "parentOrganization": self._organization(None),
                "areaServed": towns or None,
                "contactPoint": _contact_points(group.contact),
                "sameAs": [link.url for link in group.links] or None,
            }
        )

    def _organization(self, name: str | None) -> Thing:
        """Return the group or the organizer of this name, or the district."""
        if group := self._library.group(name):
            return {"@type": "Organization", "name": group.title, "url": self._site_url + group.path}
        if name:
            return {"@type": "Organization", "name": name}
        return {"@type": "Organization", "name": self._library.district.name, "url": self._site_url}

    def _time(self, when: When) -> str:
        value = when.value
        return (value.replace(tzinfo=self._zone) if isinstance(value, datetime) else value).isoformat()


def _contact_points(ways: Iterable[Contact]) -> list[Thing] | None:
    points = (
        _known({"contactType": way.role, "email": way.email, "telephone": way.phone, "url": way.url}) for way in ways
    )
    return [{"@type": "ContactPoint", **point} for point in points] or None


def _known(thing: Thing) -> Thing:
    return {key: value for key, value in thing.items() if value is not None}
