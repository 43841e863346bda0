"""Which pages there are, and what each is told; what they say is in the templates."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

import yaml

from district.address import relative
from district.channels import Channel
from district.library import Library, area_path
from district.model import Event, Newsletter, Plan, Record, Study
from district.news import newest
from district.numbers import FIELDS
from district.occasions import Occasion, all_occasions
from district.progress import areas, standings
from district.templating import Templates
from district.work import work

SHOWN_AT_HOME = 5


@dataclass(frozen=True)
class Page:
    """A page by its address, its template, and the words that it is told.

    `source` is the file that its pencil opens, `crumbs` the addresses and titles above it,
    `text_folder` where relative links in its text start.
    """

    path: str
    template: str
    title: str
    about: str = ""
    source: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    text_folder: str | None = None
    words: Mapping[str, Any] = field(default_factory=dict)

    def markdown(self, templates: Templates) -> str:
        """The page as Markdown with front matter."""
        head: dict[str, Any] = {"title": self.title}
        if self.about:
            head["description"] = self.about
        if self.crumbs:
            head["crumbs"] = [{"path": path, "title": title} for path, title in self.crumbs]
        body = templates.render(
            f"{self.template}.md",
            title=self.title,
            here=self.path,
            folder=self.path if self.text_folder is None else self.text_folder,
            link=partial(relative, page=self.path),
            **self.words,
        )
        return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n\n{body}"


def pages(library: Library, channels: tuple[Channel, ...], today: date) -> Iterator[Page]:
    """Every page that is made from data, home first."""
    occasions = all_occasions(library)
    yield _home(library, occasions, today)
    yield from _calendar(library, channels, occasions, today)
    yield from _studies(library, today)
    yield from _plans(library, today)
    yield from _newsletters(library)
    yield Page("prenumerera/", "subscribe", "Prenumerera", words={"channels": channels})


@dataclass(frozen=True)
class Agenda:
    """Occasions as a calendar page lists them: coming by month, and coming with no day yet."""

    months: tuple[tuple[date, tuple[Occasion, ...]], ...]
    undated: tuple[Occasion, ...]

    @classmethod
    def of(cls, occasions: Iterable[Occasion]) -> "Agenda":
        chosen = list(occasions)
        dated = (occasion for occasion in chosen if occasion.start.has_day)
        months = groupby(dated, key=lambda occasion: occasion.start.first_day.replace(day=1))
        return cls(
            tuple((month, tuple(group)) for month, group in months),
            tuple(occasion for occasion in chosen if not occasion.start.has_day),
        )


def _coming(occasions: Iterable[Occasion], today: date) -> tuple[Occasion, ...]:
    return tuple(occasion for occasion in occasions if occasion.last_day >= today)


def _home(library: Library, occasions: tuple[Occasion, ...], today: date) -> Page:
    coming = _coming(occasions, today)
    words = {
        "coming": [occasion for occasion in coming if occasion.start.has_day][:SHOWN_AT_HOME],
        "undated": sum(not occasion.start.has_day for occasion in coming),
        "plan": library.plans[-1] if library.plans else None,
        "areas": areas(library, library.plans[-1], today) if library.plans else (),
        "news": newest(library, today, SHOWN_AT_HOME),
        "newsletter": max(library.newsletters, key=lambda letter: (letter.published, letter.name), default=None),
    }
    about = f"Det som händer, det vi har lovat och hur långt vi har kommit. {library.district.name}."
    return Page("", "home", library.district.name, about, words=words)


def _calendar(
    library: Library, channels: tuple[Channel, ...], occasions: tuple[Occasion, ...], today: date
) -> Iterator[Page]:
    coming = _coming(occasions, today)
    by_year = {year: tuple(group) for year, group in groupby(occasions, key=lambda occasion: occasion.start.year)}
    past_years = [year for year, group in by_year.items() if any(o.last_day < today for o in group)]
    calendars = {channel.folder: channel for channel in channels if channel.folder.startswith("kalender/")}
    top = ("kalender/", "Kalender")
    words: dict[str, Any] = {"years": past_years[::-1], "channels": calendars}
    yield Page(
        "kalender/",
        "calendar",
        "Kalender",
        words=words | {"agenda": Agenda.of(coming), "channel": calendars["kalender/"]},
    )
    for channel in calendars.values():
        if channel.folder != "kalender/":
            paths = {record.path for record in channel.records}
            chosen = Agenda.of(occasion for occasion in coming if occasion.record.path in paths)
            # The channel's title begins with the district's name, which the page needs no more.
            title = channel.title.removeprefix(f"{library.district.name}: ")
            yield Page(
                channel.folder,
                "calendar",
                title,
                channel.about,
                crumbs=(top,),
                words=words | {"agenda": chosen, "channel": channel},
            )
    for year in past_years:
        agenda = Agenda.of(by_year[year])
        yield Page(
            f"kalender/{year}/",
            "calendar-year",
            f"Kalender {year}",
            crumbs=(top,),
            words={"agenda": agenda, "year": year},
        )
    for event in library.events:
        turns = tuple(occasion for occasion in occasions if occasion.record is event)
        yield _record_page(library, event, (top,), {"turns": turns, "coming": _coming(turns, today)})


def _studies(library: Library, today: date) -> Iterator[Page]:
    past = [study for study in library.studies if _is_past(study, today)]
    current = [study for study in library.studies if study not in past]
    yield Page("studier/", "studies", "Studier", words={"current": current, "past": past})
    for study in library.studies:
        events = tuple(event for event in library.events if event.study == study.name)
        words = {"events": events, "is_past": study in past}
        yield _record_page(library, study, (("studier/", "Studier"),), words)


def _is_past(study: Study, today: date) -> bool:
    if study.status in ("done", "cancelled"):
        return True
    return study.last_day is not None and study.last_day < today


def _plans(library: Library, today: date) -> Iterator[Page]:
    top = ("plan/", "Verksamhetsplan")
    newest = library.plans[::-1]
    years = [(plan, standings(library.promises_of(plan), today)) for plan in newest]
    yield Page("plan/", "plans", "Verksamhetsplan", words={"years": years})
    for plan in library.plans:
        above = (top, (plan.path, plan.title))
        words = {
            "plan": plan,
            "areas": areas(library, plan, today),
            "counts": standings(library.promises_of(plan), today),
            "fields": FIELDS,
        }
        yield _record_page(library, plan, (top,), words)
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
                    "works": [work(library, promise, today) for promise in library.promises_of(plan, area)],
                    "neighbours": neighbours,
                },
            )


def _newsletters(library: Library) -> Iterator[Page]:
    top = ("nyhetsbrev/", "Nyhetsbrev")
    letters = sorted(library.newsletters, key=lambda letter: (letter.published, letter.name), reverse=True)
    by_year = [(year, tuple(group)) for year, group in groupby(letters, key=lambda letter: letter.published.year)]
    yield Page("nyhetsbrev/", "newsletters", "Nyhetsbrev", words={"by_year": by_year})
    around: list[Newsletter | None] = [None, *letters, None]
    for later, letter, earlier in zip(around, letters, around[2:], strict=False):
        yield _record_page(library, letter, (top,), {"earlier": earlier, "later": later})


def _record_page(
    library: Library,
    record: Event | Study | Plan | Newsletter,
    crumbs: tuple[tuple[str, str], ...],
    words: dict[str, Any],
) -> Page:
    common = {"record": record, "promises": library.goals_of(record)}
    return Page(
        record.path,
        record.kind,
        record.title,
        record.summary or "",
        record.origin.file,
        crumbs,
        record.text_folder,
        common | words,
    )


def redirects(library: Library) -> Iterator[tuple[str, Record]]:
    """Old addresses, and the record that each leads to now."""
    for record in library.records:
        for name in record.was:
            yield f"{record.folder}/{name}/", record
