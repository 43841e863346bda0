"""What to say of an event or a study that is coming, on a poster, in a picture or in a post."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from district.language import labels, swedish
from district.library.library import Library
from district.library.months import coming
from district.library.occasions import Occasion
from district.model.base import Image, Record, Signup, Where
from district.model.event import Event
from district.model.study import Study
from district.site.view import View

_CALLED_OFF = ("cancelled", "postponed")


@dataclass(frozen=True)
class Announcement:
    """The words, each a line or a sentence; what is not known is "".

    `label` says what kind of study it is or what has become of it, `days` and `hours` when it is, `also` what else
    to know of the time, `place` and `street` where it is, and `facts` have a name each, such as how to get in.
    `starts` is the first day of the next time, None if no day is known. `is_off` is set for what is cancelled or
    postponed, and `is_full` for a study without room for more.
    """

    path: str
    url: str
    title: str
    starts: date | None
    days: str
    hours: str = ""
    also: str = ""
    label: str = ""
    is_off: bool = False
    is_full: bool = False
    note: str = ""
    summary: str = ""
    place: str = ""
    street: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    image: Image | None = None

    @property
    def when(self) -> str:
        """The days and the hours in one line."""
        between = ", " if self.hours == swedish.WHOLE_DAY else " "
        return f"{self.days}{between}{self.hours}".strip()

    @property
    def where(self) -> str:
        """The place and the street in one line."""
        return ", ".join(filter(None, (self.place, self.street)))

    @property
    def headline(self) -> str:
        """The title, with its status first if it is called off."""
        return f"{self.label}: {self.title}" if self.is_off else self.title


def announcement(view: View, record: Record) -> Announcement | None:
    """Return what to say of a record, or None unless it is an event or a study that is coming.

    Nothing on the members' site is to be passed on.
    """
    if view.members or not isinstance(record, Event | Study) or record.status == "done":
        return None
    ahead = sorted(coming(view.library.occasions_of(record), view.today), key=lambda occasion: occasion.start)
    if not (ahead or _is_undated(record, view.today)):
        return None
    on = [occasion for occasion in ahead if occasion.status not in _CALLED_OFF]
    next_one = next(iter(on or ahead), None)
    # What is said of one turn is not true of the series.
    series = record if isinstance(record, Event) and record.repeat and len(on) > 1 else None
    where = series.where if series else next_one.where if next_one else None
    place, street = _place(view.library, where, is_online=bool(next_one and next_one.status == "moved_online"))
    label, is_off = _label(record, next_one, is_series=bool(series))
    days, hours, also = (swedish.in_year(text, view.today.year) for text in _times(record, next_one, len(on)))
    if series and next_one:
        also = " ".join(filter(None, (also, *_of_turn(view.library, series, next_one))))
    return Announcement(
        record.path,
        view.site_url + record.path,
        record.title,
        next_one.start.first_day if next_one else None,
        days,
        hours,
        also,
        label=label,
        is_off=is_off,
        is_full=isinstance(record, Study) and record.status == "full",
        note=record.note or (next_one.note if next_one and not series else "") or "",
        summary=record.summary or "",
        place=place,
        street=street,
        facts=() if is_off else tuple(_facts(view.library, record, where, view.today)),
        image=record.image,
    )


def _is_undated(record: Event | Study, today: date) -> bool:
    """Return whether it is a study whose meetings are not planned yet."""
    is_open = isinstance(record, Study) and not record.sessions and record.status in ("planned", "open")
    return is_open and record.changed.year >= today.year


def _label(record: Event | Study, occasion: Occasion | None, *, is_series: bool) -> tuple[str, bool]:
    """Return the label, and whether it is called off."""
    if isinstance(record, Study) and record.status in ("full", "cancelled"):
        return labels.study_status[record.status], record.status == "cancelled"
    if occasion and occasion.status in labels.event_status:
        return labels.event_status[occasion.status], occasion.status in _CALLED_OFF
    if occasion and _was_moved(occasion) and not is_series:
        return labels.change["moved"], False
    return labels.study_kind[record.type] if isinstance(record, Study) else "", False


def _of_turn(library: Library, record: Event, turn: Occasion) -> Iterator[str]:
    """Yield what is said only of the next turn of a series, in sentences: where it is, and why it was moved."""
    parts = library.place_parts(turn.where) if turn.where != record.where else ()
    if parts:
        yield f"Då är vi här: {parts[0]}."
    if turn.note and turn.note != record.note:
        yield swedish.sentence(turn.note)


def _was_moved(occasion: Occasion) -> bool:
    return bool(occasion.moved_from) and occasion.moved_from != occasion.start


def _times(record: Event | Study, occasion: Occasion | None, ahead: int) -> tuple[str, str, str]:
    """Return the days, the hours and what else to know of the time; `ahead` is the number of coming times."""
    if occasion is None or not occasion.start.has_day:
        day = swedish.when(occasion.start, occasion.end) if occasion else ""
        return swedish.sentence(day or "Dagen är inte bestämd än"), "", "Dagen är inte bestämd än." if day else ""
    when = swedish.when(occasion.start, occasion.end)
    if isinstance(record, Event) and record.repeat and ahead != 1:
        how_often, hours, ending = swedish.repeat_parts(record)
        ends = f"{swedish.sentence(ending.strip(' ,'))}." if ending else ""
        also = " ".join(filter(None, (ends, f"Nästa gång: {when}." if ahead else "")))
        return swedish.sentence(how_often), hours, also
    also = ""
    if _was_moved(occasion) and occasion.moved_from:
        also = f"Det skulle ha varit {swedish.when(occasion.moved_from)}."
    elif isinstance(record, Study) and ahead > 1:
        which = "Första träffen" if occasion.number == 1 else "Nästa träff"
        also = f"{which}. Sedan {swedish.number(ahead - 1, 'en träff', 'träffar')} till."
    start, end = occasion.start, occasion.end
    if end and end.first_day != start.first_day:
        return swedish.sentence(when), "", also
    hours = swedish.hours(start, end)
    return swedish.sentence(swedish.day(start.first_day)), f"kl. {hours}" if start.clock else hours, also


def _place(library: Library, where: Where | None, *, is_online: bool) -> tuple[str, str]:
    """Return the place, and its street and municipality."""
    parts = library.place_parts(where)
    if is_online or (where and where.online and not parts):
        return "På nätet", ""
    return next(iter(parts), ""), ", ".join(parts[1:])


def _facts(library: Library, record: Event | Study, where: Where | None, today: date) -> Iterator[tuple[str, str]]:
    """Yield the facts that visitors need, such as the entrance and the sign-up, each with its label."""
    if where and where.access:
        yield "Så kommer du in", where.access
    if record.for_:
        yield "För", record.for_
    if record.signup and not (isinstance(record, Study) and record.status == "full"):
        yield "Anmälan", swedish.in_year(_signup(record.signup, today), today.year)
    if record.organizer:
        yield "Ordnas av", library.called(record.organizer) or ""


def _signup(signup: Signup, today: date) -> str:
    """Return how and when to sign up, in sentences."""
    if signup.by and signup.by < today:
        return "Anmälan är stängd."
    by = f" senast {swedish.day(signup.by)}" if signup.by else ""
    mail = (
        signup.url.removeprefix("mailto:").partition("?")[0] if signup.url and signup.url.startswith("mailto:") else ""
    )
    how = f" till {mail}" if mail else " på webbsidan" if signup.url else ""
    return " ".join(filter(None, (f"Anmäl dig{by}{how}." if how or by else "", signup.note)))
