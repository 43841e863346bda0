"""The base class of records, and the parts that several kinds of record share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic.json_schema import SkipJsonSchema

from district.model.added_keys import BODY, ORIGIN
from district.model.fields import (
    Day,
    Email,
    GoalRef,
    HttpsUrl,
    Letter,
    MailOrUrl,
    Markdown,
    OldName,
    Phone,
    SlugRef,
    Text,
    Url,
    WhenField,
    mistake,
)
from district.model.media import published_name
from district.model.when import MINUTES_A_DAY, When

MAX_LENGTH = timedelta(days=366)


@dataclass(frozen=True)
class Origin:
    """The file that a record was read from.

    `name` is the record's name, which follows from the file's (`2024/valskola`). `lines` maps key paths to line
    numbers. `members` is true for a file in the members' folder. `digest` is a hash of the text and of its last
    change, or "". `changed` is the day of the last change, None if the history is not known, and `sequence` a number
    that grows with each change.
    """

    file: str
    name: str
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict, compare=False, repr=False)
    members: bool = False
    digest: str = ""
    changed: date | None = None
    sequence: int = 0


class YamlModel(BaseModel):
    """A mapping in a YAML file. Unknown keys are errors, and instances are immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Link(YamlModel):
    title: Text
    url: Url


class Contact(YamlModel):
    role: Text
    email: Email | None = None
    phone: Phone | None = None
    url: HttpsUrl | None = None

    @property
    def addresses(self) -> frozenset[str]:
        """The mail address and the phone number, which may be published."""
        return frozenset(filter(None, (self.email, self.phone)))


class Image(YamlModel):
    file: Text
    alt: Text

    @property
    def address(self) -> str:
        """Where the picture is on the site."""
        return published_name(self.file)


class Where(YamlModel):
    name: Text | None = None
    address: Text | None = None
    municipality: SlugRef | None = None
    online: HttpsUrl | None = None
    access: Text | None = None


class Signup(YamlModel):
    url: MailOrUrl | None = None
    by: Day | None = None
    note: Text | None = None


class Span(YamlModel):
    """A time span. The end is optional, has the precision of the start and is after it; whole days may be the same."""

    start: WhenField
    end: WhenField | None = None

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: When | None, info: ValidationInfo) -> When | None:
        start = info.data.get("start")
        if start and end:
            if start.precision != end.precision:
                raise mistake("precision", start=start.written)
            if end < start:
                raise mistake("ends_before_start", start=start.written)
            if end.clock and end == start:
                raise mistake("ends_at_start")
            if end.has_day and end.first_day - start.first_day > MAX_LENGTH:
                raise mistake("lasts_too_long")
        return end

    @property
    def last_day(self) -> date:
        return (self.end or self.start).last_day


class MovableSpan(Span):
    """A time span that may have been moved. Its identity in calendars is the start that it first had."""

    moved_from: WhenField | None = None

    @field_validator("moved_from")
    @classmethod
    def _moved_elsewhere(cls, moved_from: When | None, info: ValidationInfo) -> When | None:
        if moved_from and moved_from == info.data.get("start"):
            raise mistake("moved_from_start")
        return moved_from

    @property
    def first_start(self) -> When:
        return self.moved_from or self.start


class Record(YamlModel):
    """The fields that every kind of record has, and the addresses that follow from its kind and name."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    title: Text
    published: Day
    updated: Day | None = None
    summary: Text | None = None
    text: Markdown | None = None
    topics: tuple[SlugRef, ...] = ()
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
        """The address of the record's page, relative to the site's address and with a slash at the end."""
        return f"{self.folder}/{self.name}/"

    @property
    def text_folder(self) -> str:
        """The address that relative links in the text are resolved against, relative to the site's address."""
        return self.path

    @property
    def oldest_name(self) -> str:
        """The name that ids in feeds and calendars are made of. It does not change when the record is renamed."""
        return self.was[0] if self.was else self.name

    @property
    def changed(self) -> date:
        """The day of the last change: what the author says, else that of the last commit, else of publication."""
        return self.updated or max(self.origin.changed or self.published, self.published)

    @property
    def sequence(self) -> int:
        """A number that grows with each change and never falls (RFC 5545 3.8.7.4)."""
        return self.origin.sequence or MINUTES_A_DAY * (self.changed - date(1970, 1, 1)).days


class WrittenRecord(Record):
    """A record in a Markdown file: `text` is its body, and `published` is `date` in its front matter."""

    published: Annotated[Day, Field(alias="date")]
    text: Annotated[Letter, Field(alias=BODY)]

    @property
    def text_folder(self) -> str:
        """The address of the file's folder, so that relative links also work in the preview on GitHub."""
        return self.path.removesuffix("/").rpartition("/")[0] + "/"
