"""The kinds of record, in one table: where their files lie, where they are shown and what they are called."""

import re
from dataclasses import dataclass
from typing import Literal

from district.model.base import Record
from district.model.event import Event
from district.model.group import Group
from district.model.news import News
from district.model.newsletter import Newsletter
from district.model.plan import Plan
from district.model.study import Study

_NAME = "[a-z0-9]+(-[a-z0-9]+)*"
PAGE_NAME = re.compile(rf"({_NAME}/)*({_NAME}|README)", re.ASCII)
_PATTERNS = {"year/name": rf"\d{{4}}/{_NAME}", "name": _NAME, "year": r"\d{4}"}


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    `folder` is below `data/<audience>/`, or below `docs/<audience>/` for Markdown with front matter
    (`in_docs`); `names` is the form of its files' names. `title` and `about` are those of its part of
    the site and of its feeds, `label` and `nouns` (one, several) what a record is called.
    `calendar` is the file name of its calendar, if it has one; `also` are other kinds whose records
    its feeds and calendar include.
    """

    model: type[Record]
    folder: str
    names: Literal["year/name", "name", "year"]
    title: str
    about: str
    label: str
    nouns: tuple[str, str]
    is_neuter: bool = False
    in_docs: bool = False
    calendar: str = ""
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.model.kind

    @property
    def address(self) -> str:
        """The address of its part of the site, with a slash at the end."""
        return f"{self.model.folder}/"

    @property
    def ending(self) -> str:
        return ".md" if self.in_docs else ".yml"

    def holds(self, name: str) -> bool:
        """Return whether a file may have this name, without its ending."""
        return re.fullmatch(_PATTERNS[self.names], name, re.ASCII) is not None and not name.endswith("/index")


KINDS = (
    Kind(
        Event,
        "events",
        "year/name",
        "Kalender",
        "Det som händer",
        "Händelse",
        ("händelse", "händelser"),
        calendar="kalender.ics",
        also=("study",),
    ),
    Kind(
        Study,
        "studies",
        "name",
        "Studier",
        "Cirklar, kurser och föreläsningar",
        "Studie",
        ("studie", "studier"),
        calendar="studier.ics",
    ),
    Kind(
        Plan,
        "plan",
        "year",
        "Verksamhetsplan",
        "Planen och hur det går",
        "Plan",
        ("verksamhetsplan", "verksamhetsplaner"),
    ),
    Kind(
        Group,
        "groups",
        "name",
        "Om oss",
        "Styrelsen och grupperna",
        "Grupp",
        ("grupp", "grupper"),
    ),
    Kind(
        News,
        "nytt",
        "year/name",
        "Nytt",
        "Nyheter och uttalanden",
        "Nyhet",
        ("nyhet", "nyheter"),
        in_docs=True,
    ),
    Kind(
        Newsletter,
        "nyhetsbrev",
        "year/name",
        "Nyhetsbrev",
        "Breven som vi skickar",
        "Nyhetsbrev",
        ("nyhetsbrev", "nyhetsbrev"),
        is_neuter=True,
        in_docs=True,
    ),
)
BY_NAME = {kind.name: kind for kind in KINDS}
IN_DATA = {kind.folder: kind for kind in KINDS if not kind.in_docs}
IN_DOCS = {kind.folder: kind for kind in KINDS if kind.in_docs}
