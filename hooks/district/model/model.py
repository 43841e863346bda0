"""The district's own words: what a record is, and what an event, a study and a newsletter are.

Frozen records, read from text. What a single record can know of its own mistakes is judged here;
what needs the others is in `rules`. The yearly plan is in `plan`, `district.yml` in `organization`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic.json_schema import SkipJsonSchema

from district.model.fields import (
    Count,
    Day,
    GoalRef,
    HttpsUrl,
    Letter,
    Markdown,
    OldName,
    Point,
    Slug,
    Text,
    Url,
    YesNo,
    mistake,
)
from district.model.when import When

# No YAML can hold a NUL, so nobody can write these keys by mistake.
ORIGIN = "\0origin"
BODY = "\0body"

EventStatus = Literal["confirmed", "tentative", "cancelled", "postponed", "moved_online"]
StudyStatus = Literal["planned", "open", "ongoing", "full", "done", "cancelled"]
StudyKind = Literal["circle", "book_circle", "course", "seminar", "lecture", "school", "discussion"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Every = Literal["day", "week", "month"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Origin:
    """The file that a record is edited in, the name that it gives (`2024/valskola`), and its lines.

    `members` is set for what lies in a member folder; `seal` is a name for all that the file says, where it is known.
    """

    file: str
    name: str
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict, compare=False, repr=False)
    members: bool = False
    seal: str = ""

    def line(self, *path: str | int) -> int:
        """The line that a value in it begins on; 1 where nobody knows."""
        return self.lines.get(path, 1)


class Words(BaseModel):
    """Anything with keys that an author fills in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Link(Words):
    title: Text
    url: Url


class Image(Words):
    file: Text
    alt: Text


class Where(Words):
    name: Text | None = None
    address: Text | None = None
    municipality: Slug | None = None
    online: HttpsUrl | None = None
    access: Text | None = None


class Signup(Words):
    url: Url | None = None
    by: Day | None = None
    note: Text | None = None


class Span(Words):
    """Something that starts, and may have an end of the same precision."""

    start: Point
    end: Point | None = None

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


class Moved(Span):
    from_: Annotated[Day, Field(alias="from")]
    where: Where | None = None
    note: Text | None = None


class Repeat(Words):
    every: Every
    interval: Count = 1
    on: tuple[Weekday, ...] = ()
    until: Day | None = None
    count: Count | None = None
    except_: Annotated[tuple[Day, ...], Field(alias="except")] = ()
    moved: tuple[Moved, ...] = ()

    @model_validator(mode="after")
    def _ends_one_way(self) -> Self:
        if (self.until is None) == (self.count is None):
            raise mistake("repeat_both_ends" if self.until else "repeat_never_ends")
        return self


class Record(Words):
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


class Event(Record, Span):
    kind, folder = "event", "kalender"

    status: EventStatus = "confirmed"
    note: Text | None = None
    where: Where | None = None
    for_: Annotated[Text | None, Field(alias="for")] = None
    organizer: Text | None = None
    signup: Signup | None = None
    repeat: Repeat | None = None
    study: Slug | None = None

    @field_validator("repeat")
    @classmethod
    def _repeat_fits(cls, repeat: Repeat | None, info: ValidationInfo) -> Repeat | None:
        start = info.data.get("start")
        if repeat and start:
            if not start.has_day:
                raise mistake("repeat_without_day")
            if repeat.on and WEEKDAYS[start.first_day.weekday()] not in repeat.on:
                raise mistake("repeat_misses_start", day=WEEKDAYS[start.first_day.weekday()])
            if repeat.until and repeat.until < start.first_day:
                raise mistake("repeat_ends_before_start", start=str(start.first_day))
        return repeat


class Session(Span):
    title: Text | None = None
    where: Where | None = None
    reading: Text | None = None
    status: EventStatus = "confirmed"
    note: Text | None = None


class Material(Words):
    title: Text
    author: Text | None = None
    url: Url | None = None
    note: Text | None = None


class Study(Record):
    kind, folder = "study", "studier"

    type: Annotated[StudyKind, Field(alias="kind")]
    for_: Annotated[Text | None, Field(alias="for")] = None
    leader: Text | None = None
    organizer: Text | None = None
    sessions: tuple[Session, ...] = ()
    materials: tuple[Material, ...] = ()
    signup: Signup | None = None
    status: StudyStatus = "planned"
    abf: YesNo = False

    @property
    def last_day(self) -> date | None:
        return max((session.last_day for session in self.sessions), default=None)


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
