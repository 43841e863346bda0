"""News, statements and letters to the press."""

from typing import Annotated, Literal

from pydantic import Field

from district.model.base import WrittenRecord
from district.model.fields import Slug

NewsKind = Literal["news", "statement", "letter"]


class News(WrittenRecord):
    kind, folder = "news", "nytt"

    type: Annotated[NewsKind, Field(alias="kind")] = "news"
    groups: tuple[Slug, ...] = ()
