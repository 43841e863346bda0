"""A newsletter as it was sent."""

from typing import Annotated

from pydantic import Field

from district.model.base import BODY, Record
from district.model.fields import Day, Letter, Text


class Newsletter(Record):
    """A letter as it was sent: `text` is its Markdown, `published` its `date`."""

    kind, folder = "newsletter", "nyhetsbrev"

    published: Annotated[Day, Field(alias="date")]
    summary: Text
    text: Annotated[Letter, Field(alias=BODY)]
    number: Text | None = None

    @property
    def text_folder(self) -> str:
        """The folder of the Markdown file, so that links work in GitHub's preview too."""
        return self.path.removesuffix("/").rpartition("/")[0] + "/"
