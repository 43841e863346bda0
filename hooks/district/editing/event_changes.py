"""Apply a reported change (cancelled, moved …) to the YAML file of an event or a study."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from district.checks.problem import KeyPath
from district.editing import yaml_edit
from district.editing.github_form import FormError, normalize_time, start_and_end
from district.language import messages, suggestions, swedish
from district.library.library import Library
from district.model.base import MovableSpan
from district.model.event import Event
from district.model.study import Session, Study
from district.reading.yaml_source import Value

# The options of the form's question "Vad har hänt?": the event status, or what else changes.
OPTIONS = {
    "Det är inställt": "cancelled",
    "Det skjuts upp, ny dag kommer senare": "postponed",
    "Det flyttas till nätet": "moved_online",
    "Det blir av ändå": "confirmed",
    "Det får en ny tid": "time",
    "Det får en ny plats": "place",
    "Något annat": "",
}
_FIRST = ("start", "end", "moved_from", "status")
# Replaces the reason why it was cancelled.
_ON_AGAIN = "Det blir av som planerat."


def apply_change(text: str, record: Event | Study, answers: Mapping[str, str], today: date) -> str:
    """Return the text of the record's file with the change, and with `updated` set once it has been published.

    Raises FormError for a change that must be made by hand.
    """
    change = OPTIONS.get(answers.get("what", ""), "")
    if not change:
        raise FormError("Det här behöver en människa titta på. Ärendet ligger kvar, så hjälps vi åt.")
    try:
        if isinstance(record, Event) and record.repeat and ("day" in answers or change in ("time", "place")):
            text = _change_turn(text, record, change, answers)
        elif isinstance(record, Study) and "day" not in answers and change == "cancelled":
            text = _set(text, (), {"status": change, "note": answers.get("note")}, ("title", "kind", "status"))
        else:
            path, span = ((), record) if isinstance(record, Event) else _session(record, answers)
            values = _changed_values(span, change, answers, record.origin.file)
            note = answers.get("note", _ON_AGAIN if change == "confirmed" else None)
            text = _set(text, path, {**values, "note": note}, _FIRST)
        if today >= record.published:
            text = yaml_edit.set_value(text, ("updated",), today.isoformat(), after=("title", "published"))
    except yaml_edit.UnsafeEdit:
        raise FormError(unsafe_edit_message(record.origin.file)) from None
    return text


def find_record(page: str, library: Library) -> Event | Study:
    """Return the event or study with an address (with or without host), a file or a title.

    Raises FormError if there is none.
    """
    path = re.sub(r"^\w+://[^/]*|[#?].*$", "", page).removesuffix("index.html").strip("/")
    for record in library.scheduled:
        names = {record.path.strip("/"), record.origin.file, record.title}
        if page in names or any(path.endswith(f"/{name}") or path == name for name in names if "/" in name):
            return record
    nearest = suggestions.similar(path, [record.path for record in library.scheduled])
    raise FormError(f"Ingen händelse eller studie har adressen {messages.quoted(page)}. {nearest}")


def unsafe_edit_message(file: str) -> str:
    return f"Filen ”{file}” är skriven så att den inte kan ändras säkert härifrån. Öppna den och ändra den för hand."


def _set(text: str, path: KeyPath, values: Mapping[str, Value | None], after: tuple[str, ...]) -> str:
    for field, value in values.items():
        if value:
            text = yaml_edit.set_value(text, (*path, field), value, after=after)
    return text


def _changed_values(span: MovableSpan, change: str, answers: Mapping[str, str], file: str) -> dict[str, Value]:
    """Return the fields of an event or a study's meeting that change."""
    if change == "time":
        times = _new_times(answers, needs_end=span.end is not None)
        first, now = span.first_start.written, span.start.written
        # If it moves back to the time that it first had, it was moved from the current one.
        moved_from = now if times["start"] == first else first
        return {**times, **({} if times["start"] == now else {"moved_from": moved_from})}
    if change != "place":
        return {"status": change}
    place, where = _new_place(answers), getattr(span, "where", None)
    before: dict[str, Any] = where.model_dump(exclude_none=True) if where else {}
    if before.keys() - place.keys():
        message = unsafe_edit_message(file)
        raise FormError(f"{message} Adress, kommun och hur man kommer in kan behöva ändras också.")
    return {"where": place}


def _session(study: Study, answers: Mapping[str, str]) -> tuple[KeyPath, Session]:
    """Return the meeting of a study that the answers are about, and its key path."""
    if "day" not in answers and len(study.sessions) == 1:
        return ("sessions", 0), study.sessions[0]
    day = _day(answers)
    for index, session in enumerate(study.sessions):
        if str(session.start)[:10] == day:
            return ("sessions", index), session
    days = swedish.listed(str(session.start)[:10] for session in study.sessions)
    raise FormError(f"Studien har ingen träff {day}. " + (f"Träffarna är {days}." if days else "Den har inga träffar."))


def _change_turn(text: str, event: Event, change: str, answers: Mapping[str, str]) -> str:
    """Cancel or move one of the times that an event repeats."""
    day, note = _day(answers), {"note": answers["note"]} if "note" in answers else {}
    if change == "cancelled":
        return yaml_edit.append_item(text, ("repeat", "cancelled"), {"date": day, **note})
    if change == "confirmed":
        raise FormError("Öppna filen, ta bort dagen ur ”cancelled” och skriv i note att den blir av.")
    if change not in ("time", "place"):
        raise FormError("En enda gång i en serie kan bara ställas in, få en ny tid eller få en ny plats härifrån.")
    if change == "time":
        moved: dict[str, Value] = {**_new_times(answers, needs_end=event.end is not None)}
    else:
        times = {"start": event.start, "end": event.end if event.end and event.end.clock else None}
        hours = {field: day + time.written[10:] for field, time in times.items() if time}
        moved = {**hours, "where": _new_place(answers)}
    return yaml_edit.append_item(text, ("repeat", "moved"), {"from": day, **moved, **note})


def _day(answers: Mapping[str, str]) -> str:
    if "day" not in answers:
        raise FormError("Det är flera gånger. Skriv vilken dag det gäller i rutan ”Vilken dag, om det bara gäller …”.")
    return normalize_time(answers["day"])[:10]


def _new_times(answers: Mapping[str, str], *, needs_end: bool) -> dict[str, str]:
    times = start_and_end(answers)
    if "start" not in times:
        raise FormError("Skriv den nya tiden i rutan ”Ny start”.")
    if needs_end and "end" not in times:
        raise FormError("Det har ett slut. Skriv också det nya slutet, i rutan ”Nytt slut”.")
    return times


def _new_place(answers: Mapping[str, str]) -> dict[str, Value]:
    if "name" not in answers:
        raise FormError("Skriv den nya platsen i rutan ”Ny plats”.")
    return {field: answers[field] for field in ("name", "address") if field in answers}
