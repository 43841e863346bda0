"""The district that the site is about, as described in `district.yml`."""

from typing import Literal

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from district.model import code_host
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
    identity: Identity = Field(default_factory=Identity)
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

    def edit_address(self, file: str) -> str:
        """Return the address for editing a file, or "" if the repository or its host is not known."""
        return code_host.address(self.repository, "edit", branch=self.branch, path=file)

    def new_address(self, folder: str, name: str, text: str) -> str:
        """Return the address for adding a file, with a name and a text to begin with, or ""."""
        return code_host.address(self.repository, "new", branch=self.branch, path=folder, name=name, text=text)

    def form_address(self, form: str, field: str, answer: str) -> str:
        """Return the address of a form with a field filled in, or ""."""
        return code_host.address(self.repository, "form", form=form, field=field, answer=answer)
