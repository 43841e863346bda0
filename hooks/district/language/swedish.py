"""Days, times, numbers and lists in Swedish, and slugs for addresses."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from datetime import time as clock

from district.language import labels
from district.language.labels import nth, weekday
from district.library.occasions import event_occasions
from district.model.event import WEEKDAYS, Event, Repeat, nth_of
from district.model.when import When


def one_of(words: Iterable[str]) -> str:
    """Return `a, b eller c`."""
    return listed(words, "eller")


def listed(words: Iterable[str], last: str = "och") -> str:
    """Return `a, b och c`."""
    *first, end = [*words] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def slug(text: str) -> str:
    """Return the text in lower case with a–z, 0–9 and hyphens alone, or "" if nothing remains."""
    plain = text.lower().translate(str.maketrans("åäöéèüø", "aaoeeuo"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def sentence(text: str) -> str:
    """Return a text with a capital first letter. Unlike `str.capitalize`, leave the other letters alone."""
    return text[:1].upper() + text[1:]


# Days and numbers

_NUMBERS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def day(value: date) -> str:
    """Return `söndag 9 juni 2024`."""
    return f"{_weekday(value)} {short_day(value)}"


def short_day(value: date) -> str:
    """Return `9 juni 2024`."""
    return f"{value.day} {month(value)}"


def _weekday(value: date) -> str:
    return labels.weekday[WEEKDAYS[value.weekday()]]


def month(value: date) -> str:
    """Return `juni 2024`."""
    return f"{labels.months[value.month - 1]} {value.year}"


def day_in_month(value: date) -> str:
    """Return `9 juni`."""
    return f"{value.day} {month_name(value)}"


def in_year(text: str, year: int) -> str:
    """Return a text without that year after a month: this year goes without saying."""
    return re.sub(rf"(?<=[a-z]) {year}\b", "", text)


def month_name(value: date) -> str:
    """Return `juni`."""
    return labels.months[value.month - 1]


def weekday_abbreviation(value: date) -> str:
    """Return `sön`."""
    return labels.weekday_short[WEEKDAYS[value.weekday()]]


WHOLE_DAY = "hela dagen"


def hours(start: When, end: When | None = None) -> str:
    """Return `18.30–20.00` for times on one day, `hela dagen` for a day without a time, or the last day of several."""
    if end and end.has_day and end.first_day != start.first_day:
        return f"{hour(start.clock)} – {_point(end)}" if start.clock else f"till och med {day(end.first_day)}"
    if not start.clock:
        return WHOLE_DAY
    return f"{hour(start.clock)}–{hour(end.clock)}" if end and end.clock and end != start else hour(start.clock)


def month_abbreviation(value: date) -> str:
    """Return `juni` or `aug`."""
    return labels.months_short[value.month - 1]


def hour(value: clock) -> str:
    """Return `18.30`."""
    return f"{value:%H.%M}"


def when(start: When, end: When | None = None) -> str:
    """Return `söndag 9 juni 2024 kl. 18.30–20.00`, or less if the times are less precise."""
    if end is None or end == start:
        return _point(start)
    if start.clock and end.clock and start.first_day == end.first_day:
        return f"{_point(start)}–{hour(end.clock)}"
    if start.clock or start.year != end.year:
        return f"{_point(start)} – {_point(end)}"
    # What both have in common is not repeated: fredag 9 – söndag 11 maj 2025.
    if not start.has_day:
        return f"{month_name(start.first_day)}–{_point(end)}"
    first = start.first_day
    shared = str(first.day) if start.month == end.month else day_in_month(first)
    return f"{_weekday(first)} {shared} – {_point(end)}"


def repeat(event: Event) -> str:
    """Return `varannan tisdag kl. 18.30–20.00 till och med 29 april 2025` for an event with a repeat."""
    how_often, hours, ending = repeat_parts(event)
    return f"{how_often}{hours and f' {hours}'}{ending}"


def repeat_parts(event: Event) -> tuple[str, str, str]:
    """Return how often an event with a repeat is, its hours, and how it ends: `, fem gånger` or ` till och med …`."""
    assert event.repeat
    start, end, rule = event.start, event.end, event.repeat
    hours = ""
    if start.clock:
        until = f"–{hour(end.clock)}" if end and end.clock and end.first_day == start.first_day else ""
        hours = f"kl. {hour(start.clock)}{until}"
    # With exceptions, cancellations and moves taken into account: only an occasion that is cancelled on its own
    # has another status than the event.
    starts = [occasion.start for occasion in event_occasions(event) if occasion.status == event.status]
    how_often = _how_often(start, rule) if rule.every else number(len(starts), "en dag", "dagar")
    if rule.count:
        return how_often, hours, f", {number(len(starts), 'en gång', 'gånger')}"
    days = [start.first_day for start in starts if start.has_day]
    return how_often, hours, f" till och med {short_day(max(days))}" if days else ""


def _how_often(start: When, rule: Repeat) -> str:
    if rule.every == "year":
        every = {1: "varje", 2: "vartannat"}.get(rule.interval, f"vart {_ordinal(rule.interval)}")
        return f"den {day_in_month(start.first_day)} {every} år"
    every = {1: "varje", 2: "varannan"}.get(rule.interval, f"var {_ordinal(rule.interval)}")
    days = listed(weekday[day] for day in (rule.on or (WEEKDAYS[start.first_day.weekday()],)))
    if rule.every == "day":
        return f"{every} dag" + (f" ({days})" if rule.on else "")
    if rule.every == "week":
        return f"{every} {days}" if rule.interval < 3 else f"{every} vecka, {days}"
    if not rule.on:
        return f"den {start.day} {every} månad"
    week = nth[rule.nth or nth_of(start.first_day)]
    return f"{week} {listed(weekday[day] + 'en' for day in rule.on)} {every} månad"


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


def days(start: When, end: When | None = None) -> str:
    """Return `19–20 oktober 2024` or `oktober 2024`: the days without weekdays and times."""
    if end is None or (start.clock and end.moment - start.moment < timedelta(days=1)) or str(end) == str(start):
        return _days_of(start)
    if start.year != end.year or start.month is None:
        return f"{_days_of(start)} – {_days_of(end)}"
    if start.day and end.day and start.month == end.month:
        return f"{start.day}–{_days_of(end)}"
    first = start.first_day
    return f"{day_in_month(first) if start.has_day else month_name(first)} – {_days_of(end)}"


def by(due: When) -> str:
    """Return the last day of something as `senast den 1 mars 2025`, `senast i mars 2025` or `under året 2025`."""
    if due.has_day:
        return f"senast den {_days_of(due)}"
    return f"senast i {_days_of(due)}" if due.month else f"under året {due.year}"


def _days_of(point: When) -> str:
    return short_day(point.first_day) if point.has_day else _point(point)


def dated(text: str, value: date) -> str:
    """Return a sentence with a date before its full stop: `Polisen har gett tillstånd (25 februari 2024).`"""
    if text.endswith(("!", "?", "…")):
        return f"{text} ({short_day(value)})"
    return f"{text.removesuffix('.')} ({short_day(value)})."


def number(value: int, one: str, many: str) -> str:
    """Return `en händelse`, `två händelser` or `13 händelser`: numbers up to twelve in words."""
    if value == 1:
        return one
    return f"{_NUMBERS[value] if value < len(_NUMBERS) else value} {many}"
