"""Studies: study circles, courses and lectures, with their sessions and materials."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from district.model.base import MovableSpan, Record, Signup, Where, YamlModel
from district.model.event import EventStatus
from district.model.fields import Text, Url, YesNo

StudyStatus = Literal["planned", "open", "ongoing", "full", "done", "cancelled"]
StudyKind = Literal["circle", "book_circle", "course", "seminar", "lecture", "school", "discussion"]


class Session(MovableSpan):
    title: Text | None = None
    where: Where | None = None
    reading: Text | None = None
    status: EventStatus = "confirmed"
    note: Text | None = None


class Material(YamlModel):
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
    note: Text | None = None
    sessions: tuple[Session, ...] = ()
    materials: tuple[Material, ...] = ()
    signup: Signup | None = None
    status: StudyStatus = "planned"
    abf: YesNo = False

    @property
    def last_day(self) -> date | None:
        return max((session.last_day for session in self.sessions), default=None)
