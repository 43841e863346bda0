"""Apply a reported change (cancelled, moved …) to the YAML file of an event or a study."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from district.editing import yaml_edit
from district.editing.github_form import FormError, start_and_end
from district.language import messages, suggestions
from district.library.library import Library
from district.model.event import Event
from district.model.study import Study

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
        text = _EDITS.get(change, _set_status)(text, record, answers)
        note = answers.get("note", _ON_AGAIN if change == "confirmed" else "")
        if note and isinstance(record, Event) and not (record.repeat and "day" in answers):
            text = yaml_edit.set_value(text, ("note",), note, after=("start", "end", "status"))
        if today >= record.published:
            text = yaml_edit.set_value(text, ("updated",), today.isoformat(), after=("title", "published"))
    except yaml_edit.UnsafeEdit:
        raise FormError(unsafe_edit_message(record.origin.file)) from None
    return text


def find_record(page: str, library: Library) -> Event | Study:
    """Return the event or study with an address (with or without host), a file or a title.

    Raises FormError if there is none.
    """
    path = re.sub(r"^\w+://[^/]*", "", page).removesuffix("index.html").strip("/")
    for record in library.scheduled:
        names = {record.path.strip("/"), record.origin.file, record.title}
        if page in names or any(path.endswith(f"/{name}") or path == name for name in names if "/" in name):
            return record
    nearest = suggestions.nearest(path, [record.path for record in library.scheduled])
    raise FormError(f"Ingen händelse eller studie har adressen {messages.quoted(page)}. {nearest}")


def unsafe_edit_message(file: str) -> str:
    return f"Filen `{file}` är skriven så att den inte kan ändras säkert härifrån. Öppna den och ändra den för hand."


def _set_status(text: str, record: Event | Study, answers: Mapping[str, str]) -> str:
    status = OPTIONS[answers["what"]]
    if isinstance(record, Study):
        if status != "cancelled":
            raise FormError("En studie kan bara ställas in härifrån. Öppna filen och ändra träffen där.")
        return yaml_edit.set_value(text, ("status",), status, after=("title", "kind"))
    if record.repeat and "day" in answers:
        if status == "confirmed":
            raise FormError("Öppna filen, ta bort dagen ur ”cancelled” och skriv i note att den blir av.")
        if status != "cancelled":
            raise FormError("En enda gång i en serie kan bara ställas in härifrån. Öppna filen och använd ”moved”.")
        occasion = {"date": answers["day"], **({"note": answers["note"]} if "note" in answers else {})}
        return yaml_edit.append_item(text, ("repeat", "cancelled"), occasion)
    return yaml_edit.set_value(text, ("status",), status, after=("start", "end"))


def _set_time(text: str, record: Event | Study, answers: Mapping[str, str]) -> str:
    times = start_and_end(answers)
    if isinstance(record, Study) or record.repeat:
        raise FormError("En studie eller en serie har flera tider. Öppna filen och ändra den som ska ändras.")
    if "start" not in times:
        raise FormError("Skriv den nya tiden i rutan ”Ny start”.")
    if record.end and "end" not in times:
        raise FormError("Händelsen har ett slut. Skriv också det nya slutet.")
    for field, value in times.items():
        text = yaml_edit.set_value(text, (field,), value, after=("start",))
    # Back at the time that it first had, it was moved from the one that it has now.
    first, now = (str(when).replace("T", " ") for when in (record.first_start, record.start))
    if times["start"] == now:
        return text
    return yaml_edit.set_value(text, ("moved_from",), now if times["start"] == first else first, after=("start", "end"))


def _set_place(text: str, record: Event | Study, answers: Mapping[str, str]) -> str:
    if isinstance(record, Study) or record.repeat:
        raise FormError("En studie eller en serie har flera platser. Öppna filen och ändra den som ska ändras.")
    if "name" not in answers:
        raise FormError("Skriv den nya platsen i rutan ”Ny plats”.")
    place: dict[str, Any] = {field: answers[field] for field in ("name", "address") if field in answers}
    before = record.where.model_dump(exclude_none=True) if record.where else {}
    if before.keys() - place.keys():
        message = unsafe_edit_message(record.origin.file)
        raise FormError(f"{message} Adress, kommun och hur man kommer in kan behöva ändras också.")
    if not before:
        return yaml_edit.set_value(text, ("where",), place, after=("start", "end", "status", "note"))
    for field, value in place.items():
        text = yaml_edit.set_value(text, ("where", field), value, after=("name",))
    return text


_EDITS: Mapping[str, Callable[[str, Event | Study, Mapping[str, str]], str]] = {"time": _set_time, "place": _set_place}
