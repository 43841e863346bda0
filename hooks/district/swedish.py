"""What a person reads: a sentence for every kind of mistake, and days and numbers in words."""

import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime
from datetime import time as clock

from babel.dates import format_date

from district.model import Repeat
from district.when import When

# One sentence for each kind of mistake: what is wrong, then what to write instead.
# {given} is what the author wrote; the other names come with the mistake.
SENTENCES = {
    # the file
    "not_utf8": "Filen är inte sparad som UTF-8. Spara den som UTF-8, så blir å, ä och ö rätt.",
    "empty_file": "Filen är tom. Fyll i den, eller ta bort den.",
    "too_large": "Filen är {size} kB. En fil med data får vara högst {most} kB.",
    "file_name": "Filnamnet {given} går inte att använda. Skriv bara a–z, 0–9 och bindestreck, till exempel ”{example}”.",
    "file_ending": "Filen slutar på ”{ending}” och läses därför inte. Döp den så att den slutar på ”{wanted}”.",
    "folder_unread": "Ingenting läses i den här mappen. Lägg filen i {known}.",
    "symlink": "Det här är en länk till en annan fil. Lägg in filen själv i stället.",
    "two_files": "Det finns redan en fil med samma namn: {other}. Ta bort den ena.",
    "no_district": "Filen saknas. Den berättar vad distriktet heter; kopiera den från ett annat distrikt och ändra orden.",
    "front_matter": "Brevet måste börja med en rad ”---”, sedan title, date och summary, och en rad ”---” till.",
    "unwritten": "Här står {given} kvar från utkastet. Skriv det som hör hit i stället, eller ta bort hela märket.",
    "mail_too_large": "Brevet blir {size} kB som mejl. Över {most} kB klipper Gmail av det: dela upp brevet eller korta det.",
    # the form of YAML
    "yaml": "{problem}",
    "invisible": "Här finns ett osynligt styrtecken. Ta bort det och skriv om texten runt det.",
    "several_documents": "”---” börjar ett nytt dokument. En fil är en händelse, en studie eller en plan: dela upp den.",
    "alias": '”*” i början av ett värde betyder något särskilt i YAML. Sätt citattecken om: "*{name}".',
    "anchor": "”&” i början av ett värde betyder något särskilt i YAML. Sätt citattecken om värdet.",
    "tag": "”!” i början av ett värde betyder något särskilt i YAML. Sätt citattecken om värdet.",
    "merge_key": "”<<” går inte att använda. Skriv ut fälten i stället.",
    "key_form": "Här väntas ett fältnamn. Skriv ett ord, ett kolon och ett mellanslag, till exempel ”title: Möte”.",
    "duplicate_key": "Fältet ”{key}” står två gånger; första gången på rad {line}. Ta bort det ena.",
    # the shape of a record
    "missing": "Fältet ”{field}” saknas. Lägg till en rad ”{field}: …”.",
    "extra_forbidden": "Fältet {given} finns inte här. {nearest}",
    "literal_error": "{given} går inte att använda här. Skriv {allowed}.",
    "string_type": "Här väntas en text, inte {form}. Skriv texten på samma rad, efter kolonet.",
    "tuple_type": "Här väntas en lista. Skriv varje del på en egen rad som börjar med ”- ”.",
    "model_type": "Här väntas fält med namn, ett på varje rad, till exempel {fields}.",
    "string_too_short": "Texten är tom. Skriv något, eller ta bort raden.",
    # values
    "day": "{given} är ingen dag. Skriv till exempel 2024-06-09.",
    "day_missing": "{given} finns inte i kalendern. Skriv en dag som finns, till exempel 2024-06-09.",
    "far_away": "{given} ligger för långt bort. Skriv ett år från 1900 till 2199.",
    "clock": "{given} är inget klockslag. Skriv till exempel 18:30.",
    "when": "{given} är ingen tid. Skriv till exempel 2024-06-09 18:30, 2024-06-09, 2024-06 eller 2024.",
    "slug": "{given} går inte att använda. Skriv bara a–z, 0–9 och bindestreck, till exempel ”{example}”.",
    "goal_form": "{given} är inget mål. Skriv år/område/mål, till exempel ”2024/studier/antirasism”.",
    "email": "{given} är ingen e-postadress. Skriv till exempel namn@exempel.se.",
    "address": "{given} är ingen webbadress. Den ska börja med https:// och inte ha mellanslag.",
    "https": "{given} är ingen säker webbadress. Den ska börja med https:// och inte ha mellanslag.",
    "yes_or_no": "{given} går inte att använda här. Skriv true eller false.",
    "count": "{given} är inget antal. Skriv ett heltal från 1 till 9999.",
    "precision": "start är {start}, så end måste skrivas lika noga.",
    "ends_before_start": "Slutet ({given}) är före början ({start}). Ändra det ena.",
    "updated_before_published": "updated är före published ({published}). Ändra det ena.",
    "repeat_never_ends": "Upprepningen tar aldrig slut. Skriv until (sista dagen) eller count (antal gånger).",
    "repeat_both_ends": "Upprepningen har både until och count. Ta bort det ena.",
    "repeat_without_day": "Det som upprepas måste ha en dag. Skriv start som 2024-06-09 eller 2024-06-09 18:30.",
    "repeat_misses_start": "Första gången ({day}) är inte en av dagarna i on. Lägg till {day} eller ändra start.",
    "repeat_ends_before_start": "Upprepningen slutar före första gången ({start}). Ändra until.",
    # what points at what
    "unknown_reference": "{what} {given} finns inte. {nearest}",
    "duplicate_id": "{given} används redan. Ge det ett eget id.",
    "address_taken": "Adressen /{path} används redan av {other}. Byt namn på den ena.",
    "old_name_taken": "Det gamla namnet {given} används av {other}. Ta bort det ur was.",
    "dropped_without_reason": "Målet utgår, men ingen rad i history säger varför. Skriv en med status dropped och en text.",
    "except_misses": "{given} är ingen av dagarna i upprepningen. Ta bort den eller ändra dagen.",
    "repeat_never_happens": "Alla gånger är undantagna, så det händer aldrig. Ändra except eller ta bort repeat.",
    "repeat_too_often": "Upprepningen blir över {most} gånger. Låt den sluta tidigare.",
    "image_missing": "Bilden {given} finns inte i {folder}. {nearest}",
}

_SHOWN = 60


def sentence(kind: str, **context: object) -> str:
    """The Swedish sentence for a kind of mistake; KeyError if there is none."""
    if "given" in context:
        context["given"] = quoted(str(context["given"]))
    return SENTENCES[kind].format_map(_Filled(context))


class _Filled(dict[str, object]):
    """A sentence never fails for want of a word."""

    def __missing__(self, key: str) -> str:
        return "…"


def quoted(text: str) -> str:
    shown = " ".join(text.split())
    return f"”{shown[:_SHOWN]}…”" if len(shown) > _SHOWN else f"”{shown}”"


def nearest(word: str, known: Iterable[str]) -> str:
    """”Menade du …?” when something like it is known, else what there is to choose from."""
    names = sorted(known)
    if close := difflib.get_close_matches(word.casefold(), names, 1, 0.6):
        return f"Menade du ”{close[0]}”?"
    if not names:
        return "Det finns inga att välja på än."
    shown = names if len(names) <= 20 else [*names[:20], "…"]
    return f"Det som finns är {one_of(shown)}."


def one_of(words: Iterable[str]) -> str:
    return listed(words, "eller")


def listed(words: Iterable[str], last: str = "och") -> str:
    """a, b och c"""
    *first, end = [*words] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def slug(text: str) -> str:
    """A name that an address can hold, as near to the text as may be."""
    plain = text.lower().translate(str.maketrans("åäöéèüø", "aaoeeuo"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


# Days and numbers

LOCALE = "sv"
_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
WEEKDAYS = {
    "mon": "måndag", "tue": "tisdag", "wed": "onsdag", "thu": "torsdag",
    "fri": "fredag", "sat": "lördag", "sun": "söndag",
}  # fmt: skip


def day(value: date) -> str:
    """söndag 9 juni 2024"""
    return format_date(value, "EEEE d MMMM y", LOCALE)


def short_day(value: date) -> str:
    """9 juni 2024"""
    return format_date(value, "d MMMM y", LOCALE)


def month(value: date) -> str:
    """juni 2024"""
    return format_date(value, "MMMM y", LOCALE)


def month_abbreviation(value: date) -> str:
    """jun"""
    return format_date(value, "MMM", LOCALE).rstrip(".")


def hour(value: clock) -> str:
    """18.30, as Swedish writes it"""
    return f"{value:%H.%M}"


def when(start: When, end: When | None = None) -> str:
    """söndag 9 juni 2024 kl. 18.30–20.00, or as much of it as is known"""
    if end is None or end == start:
        return _point(start)
    if start.clock and end.clock and start.first_day == end.first_day:
        return f"{_point(start)}–{hour(end.clock)}"
    if start.clock or start.year != end.year:
        return f"{_point(start)} – {_point(end)}"
    # What both have in common is said once: fredag 9 – söndag 11 maj 2025.
    if not start.has_day:
        return f"{format_date(start.first_day, 'MMMM', LOCALE)}–{_point(end)}"
    same_month = start.month == end.month
    return f"{format_date(start.first_day, 'EEEE d' if same_month else 'EEEE d MMMM', LOCALE)} – {_point(end)}"


def repeat(start: When, end: When | None, rule: Repeat) -> str:
    """varannan tisdag kl. 18.30–20.00 till och med 29 april 2025"""
    hours = ""
    if start.clock:
        until = f"–{hour(end.clock)}" if end and end.clock and end.first_day == start.first_day else ""
        hours = f" kl. {hour(start.clock)}{until}"
    last = (
        f" till och med {short_day(rule.until)}" if rule.until else f", {number(rule.count or 1, 'en gång', 'gånger')}"
    )
    return f"{_how_often(start, rule)}{hours}{last}"


def _how_often(start: When, rule: Repeat) -> str:
    every = {1: "varje", 2: "varannan"}.get(rule.interval, f"var {_ordinal(rule.interval)}")
    days = listed(WEEKDAYS[day] for day in (rule.on or (_weekday(start),)))
    if rule.every == "day":
        return f"{every} dag" + (f" ({days})" if rule.on else "")
    if rule.every == "week":
        return f"{every} {days}" if rule.interval < 3 else f"{every} vecka, {days}"
    if not rule.on:
        return f"den {start.day} {every} månad"
    week = "sista" if (start.day or 1) > 28 else _ordinal(((start.day or 1) - 1) // 7 + 1)
    return f"{week} {listed(WEEKDAYS[day] + 'en' for day in rule.on)} {every} månad"


def _weekday(start: When) -> str:
    return list(WEEKDAYS)[start.first_day.weekday()]


def _ordinal(value: int) -> str:
    words = ("", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")
    if value < len(words):
        return words[value]
    return f"{value}:{'a' if value % 10 in (1, 2) and value % 100 not in (11, 12) else 'e'}"


def _point(point: When) -> str:
    if point.clock:
        return f"{day(point.first_day)} kl. {hour(point.clock)}"
    if point.has_day:
        return day(point.first_day)
    return month(point.first_day) if point.month else str(point.year)


def number(value: int, one: str, many: str) -> str:
    """en händelse, två händelser, 13 händelser: numbers up to twelve in words."""
    if value == 1:
        return one
    return f"{_NUMBERS[value] if value < len(_NUMBERS) else value} {many}"


def moment(value: datetime) -> str:
    return f"{short_day(value)} kl. {hour(value.time())}"
