"""Swedish labels for the codes in records, for pages, feeds, mail, messages and the editor's help."""

from collections.abc import Iterable, Iterator

from district.model.kinds import KINDS

standing = {
    "planned": "planerat",
    "ongoing": "pågår",
    "done": "klart",
    "dropped": "utgår",
    "unreported": "väntar på rapport",
}
standings = standing | {"planned": "planerade", "done": "klara"}
# As a word on its own.
standing_tag = {code: label.capitalize() for code, label in standing.items()}
goal_change = {
    "planned": "Målet ”{}” är nu planerat",
    "ongoing": "Målet ”{}” pågår nu",
    "done": "Målet ”{}” är nu genomfört",
    "dropped": "Målet ”{}” utgår",
    "news": "Nytt om målet ”{}”",
}
# A confirmed event gets no label.
event_status = {
    "tentative": "Preliminärt",
    "cancelled": "Inställt",
    "postponed": "Uppskjutet",
    "moved_online": "Flyttat till nätet",
}
# What comes first in the title of a change, in feeds.
change = {
    **{status: event_status[status] for status in ("cancelled", "postponed", "moved_online")},
    "moved": "Ny tid",
    "confirmed": "Blir av",
    "note": "Nytt besked",
}
study_status = {
    "planned": "Planeras",
    "open": "Öppen för anmälan",
    "ongoing": "Pågår",
    "full": "Fullsatt",
    "done": "Avslutad",
    "cancelled": "Inställd",
}
study_kind = {
    "circle": "Studiecirkel",
    "book_circle": "Bokcirkel",
    "course": "Kurs",
    "seminar": "Seminarium",
    "lecture": "Föreläsning",
    "school": "Skola",
    "discussion": "Diskussion",
}
group_kind = {
    "board": "Styrelse",
    "branch": "Lokalförening",
    "working_group": "Arbetsgrupp",
    "network": "Nätverk",
    "elected": "Förtroendevalda",
    "youth": "Ungdomsförbund",
    "other": "Grupp",
}
group_kinds = {
    "board": "Styrelsen",
    "branch": "Lokalföreningar",
    "working_group": "Arbetsgrupper",
    "network": "Nätverk",
    "elected": "Förtroendevalda",
    "youth": "Unga",
    "other": "Fler grupper",
}
# An active group gets no label.
group_status = {"planned": "Planeras", "resting": "Vilar"}
news_kind = {"news": "Nyhet", "statement": "Uttalande", "letter": "Insändare"}
weekday = {
    "mon": "måndag",
    "tue": "tisdag",
    "wed": "onsdag",
    "thu": "torsdag",
    "fri": "fredag",
    "sat": "lördag",
    "sun": "söndag",
}
weekday_short = {"mon": "mån", "tue": "tis", "wed": "ons", "thu": "tors", "fri": "fre", "sat": "lör", "sun": "sön"}
# From January on.
months = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
months_short = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
kind = {**{row.name: row.label for row in KINDS}, "history": "Mål"}
every = {"day": "dag", "week": "vecka", "month": "månad", "year": "år"}
nth = {"1": "första", "2": "andra", "3": "tredje", "4": "fjärde", "5": "femte", "last": "sista"}
said = {"list": "i listan", "text": "i områdets text"}

_CODES = (
    {"confirmed": "bestämt"} | event_status,
    *(study_status, study_kind, standing, weekday, every, nth, said),
    *(group_kind, {"active": "finns"} | group_status, news_kind),
)


def of_codes(codes: Iterable[str]) -> dict[str, str]:
    """Return the labels, as within a sentence, of all codes that a field may have; "" for those without one."""
    together = tuple(codes)
    names = next((names for names in _CODES if names.keys() >= {*together}), {})
    return {code: names.get(code, "").lower() for code in together}


def explained(codes: Iterable[str]) -> Iterator[str]:
    """Yield each code with its label: `cancelled (inställt)`."""
    return (f"{code} ({name})" if name else code for code, name in of_codes(codes).items())
