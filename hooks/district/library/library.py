"""The library: all records of a district, with the references between them resolved."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar, cast

from district.library.grouping import grouped, newest_first
from district.library.occasions import Occasion, occasions_of
from district.model.base import Record, Where
from district.model.district import District
from district.model.event import Event
from district.model.group import Group
from district.model.kinds import KINDS
from district.model.media import Media
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.page import WrittenPage
from district.model.plan import Area, Plan, PlanGoal
from district.model.store import Store
from district.model.study import Study

R = TypeVar("R", bound=Record)
V = TypeVar("V")


# Compared by identity, since comparing all records would be slow.
@dataclass(frozen=True, eq=False)
class Library:
    """All records of a district, each kind in the order of their names.

    `written_pages` are the pages that people wrote, and `media` the files that pages may show, by
    their addresses; `docs` is the folder that they lie in; `data_folder` is where the data lies in the repository.
    `store` has what earlier runs computed. `site_url` is the address that links to the site itself may have.
    `unread` are the addresses of records and files that have mistakes, which others may name.
    """

    district: District
    all_records: tuple[Record, ...] = ()
    data_folder: str = "data/public"
    media: Mapping[str, Media] = field(default_factory=dict, repr=False, hash=False)
    written_pages: tuple[WrittenPage, ...] = field(default=(), repr=False)
    docs: str = "docs"
    store: Store = field(default_factory=Store, repr=False)
    site_url: str = ""
    unread: frozenset[str] = frozenset()
    _occasions_by_path: dict[str, tuple[Occasion, ...]] = field(default_factory=dict, init=False, repr=False)
    _computed: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, compute: "Callable[[Library], V]") -> V:
        """Return `compute(self)`, which is computed once."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        return cast(V, self._computed[compute])

    def as_of(self, today: date) -> "Library":
        """Return the library without the records that are published after `today`."""
        published = tuple(record for record in self.all_records if record.published <= today)
        if len(published) == len(self.all_records):
            return self
        library = replace(self, all_records=published)
        library._occasions_by_path.update(self._occasions_by_path)
        return library

    @cached_property
    def sizes(self) -> Mapping[str, tuple[int, int]]:
        """The width and height of each picture in pixels, as published."""
        return {path: media.size for path, media in self.media.items() if media.size}

    @cached_property
    def _by_kind(self) -> Mapping[type[Record], tuple[Record, ...]]:
        return {kind.model: tuple(r for r in self.all_records if type(r) is kind.model) for kind in KINDS}

    def of(self, model: type[R]) -> tuple[R, ...]:
        """Return the records of one kind, in the order of their files."""
        return cast(tuple[R, ...], self._by_kind[model])

    @property
    def records(self) -> Iterator[Record]:
        """All records, kind by kind."""
        return chain.from_iterable(self._by_kind.values())

    @property
    def events(self) -> tuple[Event, ...]:
        return self.of(Event)

    @property
    def studies(self) -> tuple[Study, ...]:
        return self.of(Study)

    @property
    def plans(self) -> tuple[Plan, ...]:
        return self.of(Plan)

    def plan_of(self, year: int) -> Plan | None:
        """Return the plan of a year, or None."""
        return next((plan for plan in self.plans if plan.year == year), None)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups in the order that they are listed."""
        return tuple(sorted(self.of(Group), key=lambda group: (group.order or math.inf, group.title)))

    def group(self, name: str | None) -> Group | None:
        """Return the group with an id, of today or earlier, or a title, or None: organizers may also be plain text."""
        return self._groups_by_name.get(name and name.casefold())

    def called(self, name: str | None) -> str | None:
        """Return the title of the group with an id, or the text that stands in place of an id."""
        group = self.group(name)
        return group.title if group else name

    @cached_property
    def _groups_by_name(self) -> Mapping[str | None, Group]:
        return {name: group for group in self.groups for name in (*group.was, group.title.casefold(), group.name)}

    @cached_property
    def newest_news(self) -> tuple[News, ...]:
        """The news, newest first."""
        return newest_first(self.of(News))

    @property
    def newsletters(self) -> tuple[Newsletter, ...]:
        return self.of(Newsletter)

    @cached_property
    def newest_newsletters(self) -> tuple[Newsletter, ...]:
        """The newsletters, newest first."""
        return newest_first(self.newsletters)

    @cached_property
    def scheduled(self) -> tuple[Event | Study, ...]:
        """The records that have occasions: events, then studies."""
        return (*self.events, *self.studies)

    def occasions_of(self, record: Record) -> tuple[Occasion, ...]:
        """Return the record's occasions in the order they were planned, or none unless it is an event or a study."""
        if not isinstance(record, Event | Study):
            return ()
        if record.path not in self._occasions_by_path:
            self._occasions_by_path[record.path] = tuple(occasions_of(record))
        return self._occasions_by_path[record.path]

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """All occasions in order of time."""
        found = chain.from_iterable(map(self.occasions_of, self.scheduled))
        return tuple(sorted(found, key=lambda occasion: (occasion.start.order, occasion.title, occasion.record.path)))

    def scheduled_in(self, year: int) -> tuple[Event | Study, ...]:
        """Return the events and studies with an occasion that starts in the year."""
        return self._scheduled_by_year.get(year, ())

    @cached_property
    def _scheduled_by_year(self) -> Mapping[int, tuple[Event | Study, ...]]:
        years = ((record, {o.start.year for o in self.occasions_of(record)}) for record in self.scheduled)
        return grouped((year, record) for record, found in years for year in found)

    @cached_property
    def all_goals(self) -> tuple[PlanGoal, ...]:
        """All goals of all plans, in their order."""
        return tuple(
            PlanGoal(plan, area, goal, ("areas", i, "goals", j))
            for plan in self.plans
            for i, area in enumerate(plan.areas)
            for j, goal in enumerate(area.goals)
        )

    @cached_property
    def plan_goals(self) -> Mapping[str, PlanGoal]:
        """All goals by `ref`."""
        return {plan_goal.ref: plan_goal for plan_goal in self.all_goals}

    def goals_in(self, plan: Plan, area: Area | None = None) -> tuple[PlanGoal, ...]:
        """Return the goals of a plan, or of one of its areas."""
        areas = plan.areas if area is None else (area,)
        return tuple(self.plan_goals[f"{plan.name}/{area.id}/{goal.id}"] for area in areas for goal in area.goals)

    def events_of(self, study: Study) -> tuple[Event, ...]:
        """Return the events that are part of a study."""
        return self._events_by_study.get(study.name, ())

    @cached_property
    def _events_by_study(self) -> Mapping[str | None, tuple[Event, ...]]:
        return grouped((event.study, event) for event in self.events)

    @cached_property
    def studies_by_name(self) -> Mapping[str, Study]:
        return {study.name: study for study in self.studies}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of topics and municipalities by id."""
        return {named.id: named.name for named in (*self.district.topics, *self.district.municipalities)}

    def place(self, where: Where | None) -> str:
        """Return the name, address and municipality of a place, separated by commas, as far as they are given."""
        return ", ".join(self.place_parts(where))

    def place_parts(self, where: Where | None) -> tuple[str, ...]:
        """Return the name, address and municipality of a place, as far as they are given."""
        if where is None:
            return ()
        town = self.names[where.municipality] if where.municipality else None
        return tuple(filter(None, [where.name, where.address, town]))

    def location(self, occasion: Occasion) -> str:
        """Return where an occasion is, as calendars have it: its place, or its address online."""
        online = (occasion.where and occasion.where.online) or ""
        return online if occasion.status == "moved_online" else self.place(occasion.where) or online

    def goals_of(self, record: Record) -> tuple[PlanGoal, ...]:
        """Return the goals that the record names."""
        return tuple(self.plan_goals[ref] for ref in dict.fromkeys(record.goals))
