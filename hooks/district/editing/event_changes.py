"""An event or a study that becomes another than was said: the change, put into its file."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from district.editing import yaml_edit
from district.editing.github_form import Refused, points
from district.language import messages, suggestions
from district.library.library import Library
from district.model.event import Event
from district.model.study import Study

CHANGES = {
    "Det är inställt": "cancelled",
    "Det skjuts upp, ny dag kommer senare": "postponed",
    "Det flyttas till nätet": "moved_online",
    "Det får en ny tid": "time",
    "Det får en ny plats": "place",
    "Något annat": "",
}


def amended(text: str, record: Event | Study, given: Mapping[str, str], today: date) -> str:
    """The record's file with what changes. Raises Refused where a person must do it."""
    what = CHANGES.get(given.get("what", ""), "")
    if not what:
        raise Refused("Det här behöver en människa titta på. Ärendet ligger kvar, så hjälps vi åt.")
    try:
        text = _CHANGED.get(what, _status)(text, record, given)
        if today >= record.published:
            text = yaml_edit.put(text, ("updated",), today.isoformat(), after=("title", "published"))
    except yaml_edit.Unsafe:
        raise Refused(by_hand(record.origin.file)) from None
    return text


def meant(page: str, library: Library) -> Event | Study:
    """The event or study that somebody means, by its address, its file or its title. Raises Refused."""
    inside = re.sub(r"^\w+://[^/]*", "", page).removesuffix("index.html").strip("/")
    for record in library.scheduled:
        names = {record.path.strip("/"), record.origin.file, record.title}
        if page in names or any(inside.endswith(f"/{name}") or inside == name for name in names if "/" in name):
            return record
    nearest = suggestions.nearest(inside, [record.path for record in library.scheduled])
    raise Refused(f"Ingen händelse eller studie har adressen {messages.quoted(page)}. {nearest}")


def by_hand(file: str) -> str:
    """Why a file is not changed by itself."""
    return f"Filen `{file}` är skriven så att den inte kan ändras säkert härifrån. Öppna den och ändra den för hand."


def _status(text: str, record: Event | Study, given: Mapping[str, str]) -> str:
    what = CHANGES[given["what"]]
    if isinstance(record, Study):
        if what != "cancelled":
            raise Refused("En studie kan bara ställas in härifrån. Öppna filen och ändra träffen där.")
        return yaml_edit.put(text, ("status",), what, after=("title", "kind"))
    if record.repeat and "day" in given:
        return _one_turn(text, record, given["day"], what)
    text = yaml_edit.put(text, ("status",), what, after=("start", "end"))
    return _note(text, given)


def _note(text: str, given: Mapping[str, str]) -> str:
    if "note" not in given:
        return text
    return yaml_edit.put(text, ("note",), given["note"], after=("start", "end", "status"))


def _one_turn(text: str, record: Event, day: str, what: str) -> str:
    """A single turn of a repeat: it can be taken out here; moving it needs a person."""
    assert record.repeat
    if what != "cancelled":
        raise Refused("En enda gång i en serie kan bara ställas in härifrån. Öppna filen och använd ”moved”.")
    days = [*(each.isoformat() for each in record.repeat.except_), day]
    return yaml_edit.put(text, ("repeat", "except"), [*days])


def _time(text: str, record: Event | Study, given: Mapping[str, str]) -> str:
    new = points(given)
    if isinstance(record, Study) or record.repeat:
        raise Refused("En studie eller en serie har flera tider. Öppna filen och ändra den som ska ändras.")
    if "start" not in new:
        raise Refused("Skriv den nya tiden i rutan ”Ny start”.")
    if record.end and "end" not in new:
        raise Refused("Händelsen har ett slut. Skriv också det nya slutet.")
    for name, value in new.items():
        text = yaml_edit.put(text, (name,), value, after=("start",))
    return _note(text, given)


def _place(text: str, record: Event | Study, given: Mapping[str, str]) -> str:
    if isinstance(record, Study) or record.repeat:
        raise Refused("En studie eller en serie har flera platser. Öppna filen och ändra den som ska ändras.")
    if "name" not in given:
        raise Refused("Skriv den nya platsen i rutan ”Ny plats”.")
    asked: dict[str, Any] = {name: given[name] for name in ("name", "address") if name in given}
    before = record.where.model_dump(exclude_none=True) if record.where else {}
    if before.keys() - asked.keys():
        raise Refused(f"{by_hand(record.origin.file)} Adress, kommun och hur man kommer in kan behöva ändras också.")
    if not before:
        return _note(yaml_edit.put(text, ("where",), asked, after=("start", "end", "status", "note")), given)
    for name, value in asked.items():
        text = yaml_edit.put(text, ("where", name), value, after=("name",))
    return _note(text, given)


_CHANGED: Mapping[str, Callable[[str, Event | Study, Mapping[str, str]], str]] = {"time": _time, "place": _place}
