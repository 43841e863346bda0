"""Newsletters."""

from typing import Annotated

from pydantic import Field

from district.model.base import BODY, Record
from district.model.fields import Day, Letter, Text


class Newsletter(Record):
    """A newsletter: `text` is the body of its Markdown file, `published` is `date` in its front matter."""

    kind, folder = "newsletter", "nyhetsbrev"

    published: Annotated[Day, Field(alias="date")]
    summary: Text
    text: Annotated[Letter, Field(alias=BODY)]
    number: Text | None = None

    @property
    def text_folder(self) -> str:
        """The address of the file's folder, so that relative links also work in the preview on GitHub."""
        return self.path.removesuffix("/").rpartition("/")[0] + "/"
