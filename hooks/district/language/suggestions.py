"""Suggestions for messages: the known name, field or address that is most similar to what was written."""

import difflib
from collections.abc import Iterable

from district.language import labels
from district.language.swedish import one_of


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `Menade du ”…”?` with the most similar of the known words, or else a list of them."""
    names = sorted(known)
    if close := difflib.get_close_matches(word.casefold(), names, 1, 0.6):
        return f"Menade du ”{close[0]}”?"
    if not names:
        return "Det finns inga att välja på än."
    shown = names if len(names) <= 20 else [*names[:20], "…"]
    return f"Det som finns är {one_of(shown)}."


def similar(word: str, known: Iterable[str]) -> str:
    """Return `Menade du /…?` with the most similar of the known addresses, or else an example."""
    close = difflib.get_close_matches(word.casefold(), sorted(known), 1, 0.6)
    return f"Menade du /{close[0]}?" if close else "Skriv en adress på sajten, till exempel /kalender/."


def key(word: str, known: Iterable[str]) -> str | None:
    """Return the field that a word, which may be Swedish, most likely stands for, or None."""
    names = sorted(known)
    meant = next((name for name in _MEANT.get(word.casefold(), ()) if name in names), None)
    return meant or next(iter(difflib.get_close_matches(word.casefold(), names, 1, 0.6)), None)


def nearest_key(word: str, known: Iterable[str]) -> str:
    """Return a suggestion as `nearest` does, for the name of a field."""
    names = sorted(known)
    meant = key(word, names)
    return f"Menade du ”{meant}”?" if meant else nearest(word, names)


def code(word: str, codes: Iterable[str]) -> str:
    """Return a suggestion as `nearest` does, for a code. Its Swedish label counts too, also shortened or inflected."""
    names = labels.of_codes(codes)
    written = word.partition("(")[0].strip().casefold()
    begun = written if len(written) < 5 else written[:-1]
    meant = difflib.get_close_matches(written, names, 1, 0.8)
    meant += [code for code, name in names.items() if len(begun) > 2 and name.startswith(begun)]
    if not meant:
        return f"Skriv {one_of(labels.explained(names))}."
    return f"Menade du ”{meant[0]}”" + (f" ({names[meant[0]]})?" if names[meant[0]] else "?")


# What people call fields, and the fields that they mean: the first of them that exists in a place.
_MEANT = {
    word: fields
    for words, fields in (
        ("titel rubrik", ("title", "name")),
        ("namn", ("name", "title")),
        ("datum", ("date", "start", "published")),
        ("tid börjar", ("start",)),
        ("slut slutar", ("end", "until")),
        ("date published publicerad", ("published", "date")),
        ("ingress sammanfattning", ("summary",)),
        ("beskrivning", ("text", "alt", "summary")),
        ("description", ("summary", "text")),
        ("plats place location", ("where", "name")),
        ("adress", ("address",)),
        ("kommun", ("municipality",)),
        ("ämne ämnen tags", ("topics",)),
        ("mål", ("goals",)),
        ("bild", ("image", "file")),
        ("fil", ("file",)),
        ("länk link", ("url", "links", "online")),
        ("arrangör", ("organizer",)),
        ("ansvarig", ("responsible", "leader")),
        ("ledare", ("leader",)),
        ("anmälan", ("signup",)),
        ("typ type", ("kind",)),
        ("träffar", ("sessions",)),
        ("telefon", ("phone",)),
        ("mejl mail e-post", ("email",)),
    )
    for word in words.split()
}
