"""Read times as people write them in Swedish: to say how a file has them, and to accept them in a form."""

import re
from datetime import timedelta

from district.language import labels
from district.language.odd_characters import plain
from district.model.when import When

_MONTHS = {name: number for names in (labels.months, labels.months_short) for number, name in enumerate(names, 1)}
_MONTHS["sept"] = 9
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = "|".join([*labels.weekday.values(), *labels.weekday_short.values()])
_EXAMPLES = {"day": "2024-06-09", "when": "2024-06-09 18:30, 2024-06-09, 2024-06 eller 2024"}
# Words that say nothing more than the numbers do.
_FILLING = re.compile(rf"\b(?:{_WEEKDAYS}|kl|klockan|den|från|vid)\b\.?|,|(?<=\d)t(?=\d\d[.:])")
_ISO = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_CLOCK = r"\d\d?(?:[.:]\d\d){0,2}"
# The forms of a day and what they become; each can be part of a longer text.
_FORMS = (
    (re.compile(rf"\b(\d\d?) ?- ?(\d\d?) ({_NAME})\.? (\d{{4}})"), r"\1 \3 \4 - \2 \3 \4"),
    (re.compile(rf"\b(?:(\d\d?)(?::[ae])? )?({_NAME})\.? (\d{{4}})"), lambda t: _iso(t[3], _MONTHS[t[2]], t[1])),
    (re.compile(r"\b(\d\d?)[/.](\d\d?)[/. -] ?(\d{4})\b(?!-)"), lambda t: _iso(t[3], t[2], t[1])),
    (re.compile(r"\b(\d{4})[-/.](\d\d?)[-/.](\d\d?)\b"), lambda t: _iso(*t.groups())),
    (re.compile(r"\b(20\d\d)(\d\d)(\d\d)\b"), lambda t: _iso(*t.groups())),
    (re.compile(r"^(\d\d)-(\d\d)-(\d\d)\b"), lambda t: _iso(f"20{t[1]}", t[2], t[3])),
    (re.compile(rf"^({_CLOCK}(?: ?- ?{_CLOCK})?) ({_ISO})$"), r"\2 \1"),
)
_SPAN = re.compile(rf"({_ISO})(?: ({_CLOCK}))?(?: ?(?:--?|till) ?(?:({_ISO})|(?:({_ISO}) )?({_CLOCK})))?")


def read(text: str, day: str = "") -> tuple[str, str]:
    """Return start and end as the files have them, each "" if the text has none that can be understood.

    `day` is the day of a text that has a clock time alone, as `2024-06-09`.
    """
    tidy = " ".join(_FILLING.sub(" ", plain(text).casefold()).split())
    for form, iso in _FORMS:
        tidy = form.sub(iso, tidy)
    if day and re.fullmatch(rf"{_CLOCK}(?: ?- ?{_CLOCK})?", tidy):
        tidy = f"{day} {tidy}"
    span = _SPAN.fullmatch(tidy)
    if not span:
        return "", ""
    first, clock, last, other, until = span.groups()
    start = _point(first, clock)
    if not (last or until):
        return start, ""
    end = _point(last or other or first, until)
    if start and end and not other and end < start:
        end = next_day(end) if until else ""
    return (start, end) if start and end else ("", "")


def lacks_year(text: str) -> bool:
    """Return whether a text has a day and a month, but no year."""
    return re.search(rf"\b\d\d?(?::[ae])? (?:{_NAME})\b|^\d\d?/\d\d?(?!\d)", plain(text).casefold()) is not None


def next_day(time: str) -> str:
    """Return a time such as `2024-06-09 01:00` one day later."""
    return When.of(When.parse(time).moment + timedelta(days=1)).written


def _iso(year: object, month: object, day: object) -> str:
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _point(day: str, clock: str | None) -> str:
    """Return a time that exists, or ""."""
    hour, _, minute = (clock or "").replace(".", ":").partition(":")
    text = f"{day} {hour:0>2}:{minute[:2] or '00'}" if clock else day
    try:
        if f"{hour}:{minute[:2] or '00'}" == "24:00":
            return next_day(f"{day} 00:00")
        When.parse(text)
    except ValueError:
        return ""
    return text


def is_time(word: str) -> bool:
    """Return whether a text can be understood as a time."""
    return read(word) != ("", "")


def meant(word: str, kind: str, *, start: str = "", is_end: bool = False) -> str:
    """Return a day ("day") or a time as the files have it, or "" if it is not clear which; see `instead`."""
    first, end = read(word, start[:10])
    if kind == "day":
        return first if len(first) == 10 and not end else ""
    return (end if is_end else "") if end else first


def instead(word: str, kind: str, *, start: str = "", is_end: bool = False) -> str:
    """Return how the files have a day ("day") or a time; `start` is that of the same record, if the word is its end."""
    first, end = read(word, start[:10])
    if kind == "day":
        first, end = first[:10] if len(first) >= 10 else "", ""
    if first and end:
        return f"Skriv {end}." if is_end else f"Skriv {first} här, och ”end: {end}” på en egen rad under."
    if first:
        dotted = re.search(r"\d\.\d\d\b", word) and ":" in first
        return f"Klockslag har kolon, inte punkt: skriv {first}." if dotted else f"Skriv {first}."
    if re.search(r"\bv(ecka|\.)? ?\d", word.casefold()):
        month = "" if kind == "day" else ", eller bara månaden, 2024-06, om dagen inte är bestämd"
        return f"Skriv vilken dag i veckan det är, till exempel 2024-06-09{month}."
    if lacks_year(word):
        return "Skriv också vilket år, och månaden som en siffra, till exempel 2024-06-09."
    example = _EXAMPLES.get(kind, "2024-06-09 18:30")
    return f"Skriv {'dagen först, ' if kind == 'no_day' else ''}till exempel {example}."


def later_end(word: str, start: str) -> str:
    """Return what to write instead of an end that is before the start."""
    if word[:10] == start[:10] and "00:00" <= word[11:] < "06:00":
        return f"Slutar det efter midnatt? Skriv då nästa dag: {next_day(word)}."
    return "Ändra det ena."


def precise_end(word: str, start: str) -> str:
    """Return what to write instead of an end that is more or less precise than the start."""
    if ":" in start and len(word) == 10:
        return f"Skriv klockslaget också, som {word} 20:30, eller ta bort end."
    if ":" in word and len(start) == 10:
        return f"Skriv ett klockslag också i start, som {start} 18:30, eller bara dagen i end."
    return "Har den ena en dag ska den andra också ha det."
