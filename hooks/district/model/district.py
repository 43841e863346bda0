"""The district that the site is about, as described in `district.yml`."""

from typing import Literal
from urllib.parse import quote

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from district.model.added_keys import ORIGIN
from district.model.base import Contact, Link, Origin, YamlModel
from district.model.fields import Color, HttpsUrl, Slug, Text


class Named(YamlModel):
    id: Slug
    name: Text


class Identity(YamlModel):
    color: Color | None = None
    mark: Text | None = None


class MenuItem(YamlModel):
    title: Text
    page: Text


class District(YamlModel):
    name: Text
    short_name: Text
    id: Slug
    about: Text | None = None
    join: Link | None = None
    identity: Identity = Identity()
    menu: tuple[MenuItem, ...] = ()
    language: Literal["sv"] = "sv"
    timezone: Literal["Europe/Stockholm"] = "Europe/Stockholm"
    municipalities: tuple[Named, ...] = ()
    topics: tuple[Named, ...] = ()
    contact: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    repository: HttpsUrl | None = None
    branch: Text = "main"
    origin: SkipJsonSchema[Origin] = Field(alias=ORIGIN, default=Origin("district.yml", "district"))

    @property
    def contacts(self) -> frozenset[str]:
        """The mail addresses and phone numbers that may be published."""
        return frozenset().union(*(row.addresses for row in self.contact))

    def report_address(self, goal: str) -> str | None:
        """Return the address of GitHub's form for reporting a goal, filled in with it, or None without a repository."""
        query = f"template=mal.yml&goal={quote(goal)}"
        return f"{self.repository}/issues/new?{query}" if self.repository else None

    def edit_address(self, file: str, line: int) -> str | None:
        """Return the address for editing a file on GitHub at a line, or None if the repository is not known."""
        return f"{self.repository}/edit/{quote(self.branch)}/{quote(file)}#L{line}" if self.repository else None
