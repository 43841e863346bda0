"""What somebody filled in on GitHub, as the text of a file; nothing in it is ever run."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from district import edit, new, sentences, source, suggest, swedish, words
from district.library import Library
from district.model import Event, Study
from district.templating import Templates

_HEADING = re.compile(r"^### (.+?)[ \t]*$", re.MULTILINE)
_EMPTY = "_No response_"
_GOAL = re.compile(r"(\d{4})/([a-z0-9-]+)/#?([a-z0-9-]+)")
_SPOT = re.compile(r"\d{4}(-\d\d(-\d\d( \d\d:\d\d)?)?)?", re.ASCII)
_LONGEST = 60
_MANY_LINES = ("text", "note")

KINDS = {word: code for code, word in words.study_kind.items()}
CHANGES = {
    "Det är inställt": "cancelled",
    "Det skjuts upp, ny dag kommer senare": "postponed",
    "Det flyttas till nätet": "moved_online",
    "Det får en ny tid": "time",
    "Det får en ny plats": "place",
    "Något annat": "",
}
REPORTS = {"Pågår": "ongoing", "Genomfört": "done", "Utgår": "dropped", "Planerat": "planned"}


class Refused(Exception):
    """Why no file could be made of it, as a Swedish sentence for who filled it in."""


@dataclass(frozen=True)
class Form:
    """A form by its file's name: the question as it is shown → what the answer is called here."""

    name: str
    questions: Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """A file as it should be, and what it is in a few words."""

    path: str
    text: str
    title: str


@dataclass(frozen=True)
class Desk:
    """What the converting needs besides the answers: the district, its files and the day."""

    library: Library
    today: date
    files: Mapping[str, str]


def forms(texts: Mapping[str, str]) -> tuple[Form, ...]:
    """The forms among GitHub's YAML files, by their names; the folder has its settings too."""
    values: dict[str, Any] = {name: source.read(text, name).value for name, text in sorted(texts.items())}
    return tuple(Form(name, _questions(value["body"])) for name, value in values.items() if "body" in value)


def _questions(fields: list[dict[str, Any]]) -> dict[str, str]:
    return {field["attributes"]["label"]: field["id"] for field in fields if "id" in field}


def which(body: str, forms: tuple[Form, ...]) -> Form | None:
    """The form that the text was filled in with, by its questions; None for any other text."""
    asked = [*dict.fromkeys(_HEADING.findall(_lines(body)))]
    return next((form for form in forms if [*form.questions] == [q for q in asked if q in form.questions]), None)


def answers(body: str, form: Form) -> dict[str, str]:
    """The answers by their names, the empty ones left out. Raises Refused where a question stands twice."""
    text = _lines(body)
    marks = [mark for mark in _HEADING.finditer(text) if mark[1] in form.questions]
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        name = form.questions[mark[1]]
        if name in found:
            raise Refused(f"Rubriken {sentences.quoted(mark[1])} står två gånger. Ta bort den ena.")
        value = text[mark.end() : following.start() if following else None].strip()
        found[name] = "" if value == _EMPTY else value if name in _MANY_LINES else " ".join(value.split())
    return {name: value for name, value in found.items() if value}


def proposal(name: str, given: Mapping[str, str], desk: Desk) -> Proposal | None:
    """The file that a filled in form asks for; None for a form that asks a person for something.

    Raises Refused where it cannot be done by itself.
    """
    convert = CONVERTERS.get(name)
    return convert(given, desk) if convert else None


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n")


def _point(value: str) -> str:
    """A time as the files have it; `kl. 18.30` is understood, the rest is told what is wrong with it."""
    tidy = re.sub(r"[ ,]*\b(kl\.?|klockan)(?=[ \d]) *|(?<=\d)T(?=\d)", " ", value)
    tidy = re.sub(r"(?<= )(\d?\d)[.:](\d\d)$", lambda t: f"{t[1]:0>2}:{t[2]}", tidy)
    return tidy if _SPOT.fullmatch(tidy) else value


def _points(given: Mapping[str, str]) -> dict[str, str]:
    return {name: _point(given[name]) for name in ("start", "end") if name in given}


def _goals(value: str) -> list[str]:
    """Goals by their ids or their pages' addresses."""
    return ["/".join(goal) for goal in _GOAL.findall(value)] or [value] if value else []


def _headline(what: str, title: str) -> str:
    """One short line that mentions nobody and refers to nothing."""
    words = re.sub(r"[^\w\s.,:;!?()/–-]", "", title)
    return f"{what}: {' '.join(words.split())[:_LONGEST]}"


def _free(kind: str, title: str, year: int, desk: Desk) -> str:
    """A file name of its own for a new record."""
    name = swedish.slug(title)[:_LONGEST].strip("-") or "namnlos"
    numbered = (f"{name}-{number}" if number > 1 else name for number in range(1, 1000))
    paths = (f"{desk.library.data_folder}/{new.file_name(kind, each, year)}" for each in numbered)
    return next(path for path in paths if path not in desk.files)


def _new_event(given: Mapping[str, str], desk: Desk) -> Proposal:
    known: dict[str, Any] = {**given, **_points(given), "published": desk.today.isoformat()}
    known["goals"] = _goals(given.get("goals", ""))
    if town := given.get("municipality"):
        ids = {place.name.casefold(): place.id for place in desk.library.district.municipalities}
        known["municipality"] = ids.get(town.casefold(), town)
    return _new("event", "Ny händelse", known, desk)


def _new_study(given: Mapping[str, str], desk: Desk) -> Proposal:
    known: dict[str, Any] = {**given, **_points(given), "published": desk.today.isoformat()}
    known["type"] = KINDS.get(given.get("type", ""), given.get("type", ""))
    return _new("study", "Ny studie", known, desk)


def _new(kind: str, what: str, known: Mapping[str, Any], desk: Desk) -> Proposal:
    if missing := [label for key, label in (("title", "rubrik"), ("start", "start")) if key not in known]:
        raise Refused(f"Det här saknas: {swedish.listed(missing)}.")
    year = re.match(r"\d{4}", known["start"])
    path = _free(kind, known["title"], int(year[0]) if year else desk.today.year, desk)
    return Proposal(path, new.text(kind, known, Templates()), _headline(what, known["title"]))


def _changed(given: Mapping[str, str], desk: Desk) -> Proposal:
    record = _record(given.get("page", ""), desk.library)
    what = CHANGES.get(given.get("what", ""), "")
    if not what:
        raise Refused("Det här behöver en människa titta på. Ärendet ligger kvar, så hjälps vi åt.")
    text = desk.files[record.origin.file]
    try:
        text = _CHANGED.get(what, _status)(text, record, given)
        if desk.today >= record.published:
            text = edit.put(text, ("updated",), desk.today.isoformat(), after=("title", "published"))
    except edit.Unsafe:
        raise Refused(_by_hand(record.origin.file)) from None
    return Proposal(record.origin.file, text, _headline(given["what"], record.title))


def _by_hand(file: str) -> str:
    return f"Filen `{file}` är skriven så att den inte kan ändras säkert härifrån. Öppna den och ändra den för hand."


def _record(page: str, library: Library) -> Event | Study:
    """The event or study that somebody means, by its address, its file or its title."""
    inside = re.sub(r"^\w+://[^/]*", "", page).removesuffix("index.html").strip("/")
    for record in library.happenings:
        names = {record.path.strip("/"), record.origin.file, record.title}
        if page in names or any(inside.endswith(f"/{name}") or inside == name for name in names if "/" in name):
            return record
    titles = [record.path for record in library.happenings]
    nearest = suggest.nearest(inside, titles)
    raise Refused(f"Ingen händelse eller studie har adressen {sentences.quoted(page)}. {nearest}")


def _status(text: str, record: Event | Study, given: Mapping[str, str]) -> str:
    what = CHANGES[given["what"]]
    if isinstance(record, Study):
        if what != "cancelled":
            raise Refused("En studie kan bara ställas in härifrån. Öppna filen och ändra träffen där.")
        return edit.put(text, ("status",), what, after=("title", "kind"))
    if record.repeat and "day" in given:
        return _one_turn(text, record, given["day"], what)
    text = edit.put(text, ("status",), what, after=("start", "end"))
    return _note(text, given)


def _note(text: str, given: Mapping[str, str]) -> str:
    if "note" not in given:
        return text
    return edit.put(text, ("note",), given["note"], after=("start", "end", "status"))


def _one_turn(text: str, record: Event, day: str, what: str) -> str:
    """A single turn of a repeat: it can be taken out here; moving it needs a person."""
    assert record.repeat
    if what != "cancelled":
        raise Refused("En enda gång i en serie kan bara ställas in härifrån. Öppna filen och använd ”moved”.")
    days = [*(each.isoformat() for each in record.repeat.except_), day]
    return edit.put(text, ("repeat", "except"), [*days])


def _time(text: str, record: Event | Study, given: Mapping[str, str]) -> str:
    points = _points(given)
    if isinstance(record, Study) or record.repeat:
        raise Refused("En studie eller en serie har flera tider. Öppna filen och ändra den som ska ändras.")
    if "start" not in points:
        raise Refused("Skriv den nya tiden i rutan ”Ny start”.")
    if record.end and "end" not in points:
        raise Refused("Händelsen har ett slut. Skriv också det nya slutet.")
    for name, value in points.items():
        text = edit.put(text, (name,), value, after=("start",))
    return _note(text, given)


def _place(text: str, record: Event | Study, given: Mapping[str, str]) -> str:
    if isinstance(record, Study) or record.repeat:
        raise Refused("En studie eller en serie har flera platser. Öppna filen och ändra den som ska ändras.")
    if "name" not in given:
        raise Refused("Skriv den nya platsen i rutan ”Ny plats”.")
    asked: dict[str, Any] = {name: given[name] for name in ("name", "address") if name in given}
    before = record.where.model_dump(exclude_none=True) if record.where else {}
    if before.keys() - asked.keys():
        raise Refused(f"{_by_hand(record.origin.file)} Adress, kommun och hur man kommer in kan behöva ändras också.")
    if not before:
        return _note(edit.put(text, ("where",), asked, after=("start", "end", "status", "note")), given)
    for name, value in asked.items():
        text = edit.put(text, ("where", name), value, after=("name",))
    return _note(text, given)


_CHANGED: Mapping[str, Callable[[str, Event | Study, Mapping[str, str]], str]] = {"time": _time, "place": _place}


def _reported(given: Mapping[str, str], desk: Desk) -> Proposal:
    """A new row in a goal's history."""
    (ref,) = _goals(given.get("goal", ""))[:1] or [""]
    promise = desk.library.promises.get(ref)
    if promise is None:
        raise Refused(f"Målet {sentences.quoted(ref)} finns inte. {suggest.nearest(ref, desk.library.promises)}")
    if given.get("status") not in REPORTS or "text" not in given:
        raise Refused("Välj hur det går och skriv en mening om det.")
    row: dict[str, Any] = {"date": _point(given.get("date", desk.today.isoformat()))}
    row |= {"status": REPORTS[given["status"]], "text": given["text"]}
    file, area = promise.plan.origin.file, promise.plan.areas.index(promise.area)
    path: source.Path = ("areas", area, "goals", promise.area.goals.index(promise.goal))
    try:
        text = edit.append(desk.files[file], (*path, "history"), row)
        if promise.goal.status:
            text = edit.put(text, (*path, "status"), row["status"])
    except edit.Unsafe:
        raise Refused(_by_hand(file)) from None
    return Proposal(file, text, _headline("Rapport", ref))


CONVERTERS: Mapping[str, Callable[[Mapping[str, str], Desk], Proposal]] = {
    "handelse": _new_event,
    "andra": _changed,
    "studiecirkel": _new_study,
    "mal": _reported,
}
