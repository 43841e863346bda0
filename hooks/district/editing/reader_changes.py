"""The kinds of change that readers see, and how a list of changes is written in Swedish."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from district.checks.printing import inert
from district.library.addresses import POSTER, POSTS
from district.model.kinds import KINDS
from district.model.plan import Plan

# Changes that only some kinds have: singular, plural, and the label before the record's title.
_OWN = {
    "event_cancelled": ("inställd", "inställda", "Inställd"),
    "event_postponed": ("uppskjuten", "uppskjutna", "Uppskjuten"),
    "event_moved_online": ("flyttad till nätet", "flyttade till nätet", "Flyttad till nätet"),
    "event_confirmed": ("blir av", "blir av", "Blir av"),
    "event_tentative": ("preliminär", "preliminära", "Preliminär"),
    "event_time": ("ny tid", "nya tider", "Ny tid"),
    "event_place": ("ny plats", "nya platser", "Ny plats"),
    "study_cancelled": ("inställd studie", "inställda studier", "Inställd studie"),
    "goal_done": ("mål genomfört", "mål genomförda", "Genomfört mål"),
    "goal_ongoing": ("mål påbörjat", "mål påbörjade", "Påbörjat mål"),
    "goal_dropped": ("mål utgår", "mål utgår", "Målet utgår"),
    "goal_planned": ("mål planerat", "mål planerade", "Planerat mål"),
    "goal_new": ("nytt mål", "nya mål", "Nytt mål"),
    "goal_changed": ("ändrat mål", "ändrade mål", "Ändrat mål"),
    "goal_gone": ("borttaget mål", "borttagna mål", "Borttaget mål"),
    "plan_changed": ("ändrad plantext", "ändrade plantexter", "Ändrad text i"),
}
# What is not a record: it can only be new, changed or gone.
_FILES = (
    ("page", "sida", "sidor", False),
    ("picture", "bild", "bilder", False),
    ("document", "PDF", "PDF:er", False),
)


def _labels() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield each kind of change with its labels, in the order that changes are listed."""
    kinds = [(kind.name, *kind.nouns, kind.is_neuter) for kind in KINDS]
    for name, one, many, is_neuter in (*kinds, *_FILES):
        new, changed, gone = ("nytt", "ändrat", "borttaget") if is_neuter else ("ny", "ändrad", "borttagen")
        own = ("plan_", "goal_") if name == Plan.kind else f"{name}_"
        yield f"{name}_new", (f"{new} {one}", f"nya {many}", f"{new.capitalize()} {one}")
        yield from ((change, labels) for change, labels in _OWN.items() if change.startswith(own))
        if f"{name}_changed" not in _OWN:
            yield f"{name}_changed", (f"{changed} {one}", f"ändrade {many}", f"{changed.capitalize()} {one}")
        yield f"{name}_gone", (f"{gone} {one}", f"borttagna {many}", f"{gone.capitalize()} {one}")
    yield "district_changed", ("ändring av uppgifterna om er", "", "Ändrat i uppgifterna om er")


LABELS = dict(_labels())
NO_CHANGES = "Ingenting ändras i kalendern, studierna, planen, nyhetsbreven, sidorna eller bilderna."

_TO_SPREAD = f". Att sprida när det ligger ute: affisch `{{0}}{POSTER}`, texter `{{0}}{POSTS}`, bilder på sidan"


@dataclass(frozen=True)
class ReaderChange:
    """A change that readers will see.

    `kind` is a key of LABELS, `path` the page's address without the leading slash, and `detail` a
    note, such as the new time. `moved_from` is the earlier time of an event, if its file does not say it and should.
    `spreads` is set for new records with coming occasions, which have a poster and texts to paste.
    """

    kind: str
    title: str
    path: str = ""
    detail: str = ""
    moved_from: str = ""
    spreads: bool = False


def summary(changes: Iterable[ReaderChange]) -> str:
    """Return the number of changes of each kind: 2 nya händelser, 1 inställd, 1 mål genomfört."""
    numbers = Counter(change.kind for change in changes)
    parts = (f"{n} {LABELS[kind][0 if n == 1 else 1]}" for kind, n in numbers.items())
    return ", ".join(parts)


def markdown(changes: Sequence[ReaderChange]) -> str:
    """Return a heading, the summary, and a list with one item for each change."""
    lines = ["## Det här ändras för läsarna", "", f"{summary(changes)}." if changes else NO_CHANGES, ""]
    for change in changes:
        path = f" (`/{change.path}`)" if change.path else ""
        detail = f": {inert(change.detail)}" if change.detail else ""
        spread = _TO_SPREAD.format(f"/{change.path}") if change.spreads else ""
        lines.append(f"- {LABELS[change.kind][2]} **{inert(change.title)}**{path}{detail}{spread}")
    return "\n".join([*lines, ""])
