"""Groups: the board, local branches, working groups and networks."""

from typing import Annotated, Literal

from pydantic import Field

from district.model.base import Contact, Link, Record
from district.model.fields import Count, Slug

GroupKind = Literal["board", "branch", "working_group", "network", "elected", "youth", "other"]
GroupStatus = Literal["active", "planned", "resting"]


class Group(Record):
    kind, folder = "group", "vi"

    type: Annotated[GroupKind, Field(alias="kind")]
    municipalities: tuple[Slug, ...] = ()
    contact: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    status: GroupStatus = "active"
    order: Count | None = None
