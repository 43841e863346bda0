"""Suggestions for messages: the known name, field or address that is most similar to what was written."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from posixpath import basename, dirname

from district.language import labels
from district.language.swedish import listed, one_of, slug

_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.(se|nu|com|org|net|eu|io|us|info)(/\S*)?", re.ASCII)
_MAIL = re.compile(r"(mailto:)?[^/@\s]+@[^/@\s]+\.\w+")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `Menade du ”…”?` with the most similar of the known words, or else a list of them."""
    names = sorted(known)
    if close := difflib.get_close_matches(word.casefold(), names, 1, 0.6):
        return f"Menade du ”{close[0]}”?"
    if not names:
        return "Det finns inga att välja på än."
    shown = names if len(names) <= 20 else [*names[:20], "…"]
    return f"Det som finns är {one_of(shown)}."


def named(word: str, names: Mapping[str, str], last: str = "") -> str:
    """Return a suggestion as `nearest` does, of an id whose name counts too, and where ids are written down."""
    ids = {**{slug(name): each for each, name in names.items()}, **{each: each for each in names}}
    written = slug(basename(word.strip("/")).partition(".")[0])
    if close := difflib.get_close_matches(written, ids, 1, 0.8):
        return f"Menade du ”{ids[close[0]]}”?"
    begun = [each for name, each in ids.items() if len(name) > 3 and written.startswith(name)]
    if begun or not 0 < len(names) <= 20:
        return f"Menade du ”{begun[0]}”?" if begun else f"{nearest(written, names)} {last}".strip()
    return f"Det som finns är {one_of(f'{each} ({name})' for each, name in sorted(names.items()))}. {last}".strip()


def goal(ref: str, known: Iterable[str]) -> str:
    """Return the goals most similar to what was written, which may be the address of one, at most three."""
    written = re.sub(r"^(https?://[^/]*)?/?(.*/)?plan/|#(?=.)", "", ref.casefold()).strip("/")
    goals = sorted(known)
    close = difflib.get_close_matches(written, goals, 3, 0.5)
    exact = [each for each in goals if written in (each, each.replace("/", "-"), each.partition("/")[2])]
    # An address such as 2024/studier-antirasism has a hyphen between area and goal.
    exact = exact or [each for each in close if slug(each) == slug(written)]
    exact = exact or difflib.get_close_matches(written, goals, 1, 0.9) or (close if len(close) == 1 else [])
    if exact:
        return f"Menade du ”{exact[0]}”?"
    if not close:
        return "Skriv år/område/mål, som på målets sida" + (f", till exempel ”{goals[-1]}”." if goals else ".")
    return f"De närmaste är {listed(f'”{each}”' for each in close)}."


def similar(word: str, known: Iterable[str]) -> str:
    """Return `Menade du /…?` with the most similar of the known addresses, or else where to look for one."""
    last = basename(word.strip("/"))
    pages = [each for each in known if ("." in basename(each)) == ("." in last)]
    if close := _close(last, word, pages):
        return f"Menade du /{close}?"
    above = f"{dirname(word.strip('/'))}/"
    if above in pages:
        return f"Leta upp sidan på /{above} och kopiera dess adress."
    return "Skriv en adress på sajten, till exempel /kalender/."


def link(url: str, there: str, known: Iterable[str]) -> str:
    """Return what to write instead of a link to an address `there` that the site does not have."""
    if _DOMAIN.fullmatch(url):
        return f"Skriv https://{url}."
    if _MAIL.fullmatch(url):
        return f"Skriv mailto:{url} om det är en e-postadress."
    pages = [*known]
    root = next((page for page in pages if page and page.strip("/") == url.strip("/")), "")
    where = there if url.startswith(("/", ".")) else url
    return f"{f'Menade du /{root}?' if root else similar(where, pages)} En annan webbplats ska börja med https://."


def file(word: str, known: Iterable[str], folder: str) -> str:
    """Return `Menade du ”…”?` with the most similar of the known files, or else how to add one."""
    close = _close(basename(word), word, known)
    return f"Menade du ”{close}”?" if close else f"Lägg in den i {folder}, eller rätta namnet."


def _close(last: str, word: str, known: Iterable[str]) -> str:
    """Return the known path whose last part is the most similar, the most similar as a whole among equals, or ""."""
    paths: dict[str, list[str]] = {}
    for path in sorted(known):
        paths.setdefault(basename(path.strip("/")).casefold(), []).append(path)
    parts = difflib.get_close_matches(last.casefold(), paths, 1, 0.75)
    begun = [part for part in paths if len(part) > 1 and last.casefold().startswith(f"{part}-")]
    found = [path for part in parts or begun[:1] for path in paths[part]]
    return max(found, key=lambda path: difflib.SequenceMatcher(None, word, path).ratio(), default="")


def address(word: str) -> str:
    """Return what to write instead of something that is not a web address."""
    if _DOMAIN.fullmatch(word):
        return f"Skriv https://{word}."
    if _MAIL.fullmatch(word):
        return "Den ska börja med https://. En e-postadress skrivs i note."
    return "Den ska börja med https:// och inte ha mellanslag."


def key(word: str, known: Iterable[str]) -> str | None:
    """Return the field that a word, which may be Swedish, most likely stands for, or None."""
    names = sorted(known)
    return meant(word, names) or next(iter(difflib.get_close_matches(word.casefold(), names, 1, 0.75)), None)


def meant(word: str, known: Collection[str]) -> str | None:
    """Return the field that a Swedish word stands for, or None."""
    return next((name for name in _MEANT.get(word.casefold(), ()) if name in known), None)


def nearest_key(word: str, known: Iterable[str]) -> str:
    """Return a suggestion as `nearest` does, for the name of a field."""
    names = sorted(known)
    if likely := key(word, names):
        return f"Menade du ”{likely}”?"
    rest = " Det som inte har ett eget fält skriver du i ”text”." if "text" in names else ""
    return f"Det som finns är {one_of(names)}.{rest}"


def code(word: str, codes: Iterable[str]) -> str:
    """Return a suggestion as `nearest` does, for a code. Its Swedish label counts too, also shortened or inflected."""
    names = labels.of_codes(codes)
    if not (likely := meant_code(word, names)):
        return f"Skriv {one_of(labels.explained(names))}."
    return f"Menade du ”{likely}”" + (f" ({names[likely]})?" if names[likely] else "?")


def meant_code(word: str, codes: Iterable[str]) -> str:
    """Return the code that a word, which may be Swedish, most likely stands for, or ""."""
    names = labels.of_codes(codes)
    written = word.partition("(")[0].strip().casefold()
    begun = written if len(written) < 5 else written[:-1]
    meant = [code for code in _CODES.get(written, ()) if code in names]
    meant += difflib.get_close_matches(written, names, 1, 0.8)
    meant += [
        code for code, name in names.items() if len(begun) > 2 and (name.startswith(begun) or name.endswith(written))
    ]
    return meant[0] if meant else ""


def _by_word(rows: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    return {word: meant for words, meant in rows for word in words.split()}


# What people call fields, and the fields that they mean: the first of them that exists in a place.
_MEANT = _by_word(
    (
        ("titel rubrik", ("title", "name")),
        ("namn", ("name", "title")),
        ("datum", ("date", "start", "published")),
        ("tid börjar klockan klockslag när", ("start",)),
        ("slut slutar", ("end", "until")),
        ("date published publicerad", ("published", "date")),
        ("ingress sammanfattning", ("summary",)),
        ("beskrivning", ("text", "alt", "summary")),
        ("description", ("summary", "text")),
        ("plats place location lokal var", ("where", "name")),
        ("adress", ("address",)),
        ("kommun ort stad", ("municipality",)),
        ("tillgänglighet hiss ramp", ("access",)),
        ("vem vilka målgrupp", ("for",)),
        ("inställt inställd avlyst", ("status",)),
        ("upprepas upprepning repetition återkommer", ("repeat",)),
        ("kategori kategorier", ("topics",)),
        ("ämne ämnen tags", ("topics",)),
        ("mål", ("goals",)),
        ("bild", ("image", "file")),
        ("fil", ("file",)),
        ("länk link", ("url", "links", "online")),
        ("arrangör", ("organizer",)),
        ("ansvarig", ("responsible", "leader")),
        ("ledare", ("leader",)),
        ("anmälan anmäl osa", ("signup",)),
        ("typ type", ("kind",)),
        ("träffar", ("sessions",)),
        ("telefon", ("phone",)),
        ("mejl mail e-post", ("email",)),
    )
)

# What people call codes, and the codes that they mean.
_CODES = _by_word(
    (
        ("klart klar färdigt färdig avslutat gjort", ("done",)),
        ("påbörjat påbörjad igång", ("ongoing",)),
        ("struket avbrutet nedlagt", ("dropped", "cancelled")),
        ("avlyst avbokat struken", ("cancelled",)),
        ("digitalt online", ("moved_online",)),
        ("cirkel", ("circle",)),
    )
)
