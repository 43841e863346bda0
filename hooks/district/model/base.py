"""What every record has: its file, its common fields, and the parts that several kinds share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.json_schema import SkipJsonSchema

from district.model.fields import Day, GoalRef, HttpsUrl, Markdown, OldName, Slug, Text, Url, WhenField, mistake
from district.model.when import When

# Keys that no author can write, because YAML cannot hold a NUL.
ORIGIN = "\0origin"
BODY = "\0body"


@dataclass(frozen=True)
class Origin:
    """The file that a record is edited in, the name that it gives (`2024/valskola`), and its lines.

    `members` is set for what lies in a member folder; `digest` is a name for all that the file says, where it is known.
    """

    file: str
    name: str
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict, compare=False, repr=False)
    members: bool = False
    digest: str = ""

    def line(self, *path: str | int) -> int:
        """The line that a value in it begins on; 1 where nobody knows."""
        return self.lines.get(path, 1)


class YamlModel(BaseModel):
    """Anything with keys that an author fills in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Link(YamlModel):
    title: Text
    url: Url


class Image(YamlModel):
    file: Text
    alt: Text


class Where(YamlModel):
    name: Text | None = None
    address: Text | None = None
    municipality: Slug | None = None
    online: HttpsUrl | None = None
    access: Text | None = None


class Signup(YamlModel):
    url: Url | None = None
    by: Day | None = None
    note: Text | None = None


class Span(YamlModel):
    """Something that starts, and may have an end of the same precision."""

    start: WhenField
    end: WhenField | None = None

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: When | None, info: ValidationInfo) -> When | None:
        start = info.data.get("start")
        if start and end:
            if start.precision != end.precision:
                raise mistake("precision", start=str(start).replace("T", " "))
            if end < start:
                raise mistake("ends_before_start", start=str(start).replace("T", " "))
        return end

    @property
    def last_day(self) -> date:
        return (self.end or self.start).last_day


class Record(YamlModel):
    """What every file of data has, and what its name and kind give."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    title: Text
    published: Day
    updated: Day | None = None
    summary: Text | None = None
    text: Markdown | None = None
    topics: tuple[Slug, ...] = ()
    goals: tuple[GoalRef, ...] = ()
    was: tuple[OldName, ...] = ()
    image: Image | None = None
    origin: SkipJsonSchema[Origin] = Field(alias=ORIGIN)

    @field_validator("updated")
    @classmethod
    def _updated_after_published(cls, updated: date | None, info: ValidationInfo) -> date | None:
        published = info.data.get("published")
        if published and updated and updated < published:
            raise mistake("updated_before_published", published=str(published))
        return updated

    @property
    def name(self) -> str:
        return self.origin.name

    @property
    def path(self) -> str:
        """Its address below the site's, with a slash at the end."""
        return f"{self.folder}/{self.name}/"

    @property
    def text_folder(self) -> str:
        """Where relative links in its text start, as an address below the site's."""
        return self.path

    @property
    def oldest_name(self) -> str:
        """The name that feeds and calendars know it by, whatever it is called today."""
        return self.was[0] if self.was else self.name

    @property
    def changed(self) -> date:
        return self.updated or self.published
