"""The posters: a printable page for each event and study that is coming."""

from collections.abc import Iterator
from dataclasses import dataclass

from district.library.addresses import POSTER
from district.library.colors import DEFAULT
from district.site.announcement import Announcement, announcement
from district.site.content import Lazy
from district.site.fitting import Fitted, Width, cut, fitted, joined, without_pictures
from district.site.page import Page
from district.site.sheets import BOLD, HEIGHT, REGULAR, qr, width_in
from district.site.view import View

# In hundredths of the sheet's width, as in overrides/assets/affisch.css.
_WIDTH, _BESIDE_QR = 86, 56
_TITLES, _DAYS, _LONG_DAYS, _PLACES = range(19, 4, -1), (9, 8, 7), (8, 7, 6, 5), (5, 4, 3)
_LEAD, _STREET, _FACT = 3.4, 3.4, 2.9
_LINE = 1.3
_LEAST_TITLE = 22
_MARGINS, _LABEL, _OFF = 20, 8, 17
_CODE, _FOOT = 31, 20


@dataclass(frozen=True)
class Poster:
    """The words of a poster in the sizes in which they fit."""

    title: Fitted
    days: Fitted
    lead: str
    also: str
    place: Fitted
    street: str
    facts: tuple[tuple[str, str], ...]


def with_poster(view: View, page: Page) -> Iterator[Page]:
    """Yield the page of an event or a study, and its poster if it is coming."""
    yield page
    if page.record and (what := announcement(view, page.record)):
        yield _poster_page(view, what, page)


def _poster_page(view: View, what: Announcement, page: Page) -> Page:
    """Return the poster of what is on a page."""
    font, color = view.theme.font, view.library.district.identity.color or DEFAULT
    of = (what, what.url, color)
    return Page(
        what.path + POSTER,
        "poster",
        f"Affisch: {what.title}",
        full_title=f"Affisch: {page.full_title or page.title}",
        crumbs=(*page.crumbs, (page.path, page.title)),
        searched=False,
        values=Lazy(of, lambda: {"what": what, "poster": laid_out(what, font), "qr": qr(what.url), "color": color}),
    )


def laid_out(what: Announcement, font: bytes) -> Poster:
    """Return the poster with the title as large as it fits, and as much of all else as leaves room for it."""
    bold, regular = width_in(font, BOLD), width_in(font, REGULAR)
    one_line = [size for size in _DAYS if bold(what.days) * size <= _WIDTH]
    days = Fitted((what.days,), one_line[0]) if one_line else fitted(what.days, bold, (_WIDTH, 18), _LONG_DAYS, 1.1)
    place = fitted(what.place, bold, (_BESIDE_QR, 12), _PLACES, 1.15)
    also = " ".join(filter(None, (what.also, "" if what.is_off else what.note)))
    for most in (4, 3, 2, 1):
        lead = _lines(what.note if what.is_off else what.summary, regular, _WIDTH, _LEAD, most)
        more = _lines(also, regular, _WIDTH, _LEAD, most)
        street = _lines(what.street, regular, _BESIDE_QR, _STREET, 2)
        facts = [(name, _lines(f"{name}: {text}", bold, _BESIDE_QR, _FACT, most)) for name, text in what.facts]
        small = sum(len(lines) for _, lines in facts) * _FACT + len(street) * _STREET
        below = _FOOT + max(_CODE, small * _LINE + len(facts) + len(place.lines) * place.size * 1.15)
        above = (
            _MARGINS + (len(lead) + len(more)) * _LEAD * _LINE + (len(days.lines) + bool(what.hours)) * days.size * 1.1
        )
        above += _OFF if what.is_off else _LABEL if what.label else 0
        room = HEIGHT - above - below
        if room >= _LEAST_TITLE:
            break
    return Poster(
        fitted(without_pictures(what.title), bold, (_WIDTH, room), _TITLES, 1.06),
        days,
        joined(lead),
        joined(more),
        place,
        joined(street),
        tuple((name, joined(lines).removeprefix(f"{name}: ")) for name, lines in facts),
    )


def _lines(text: str, width_of: Width, width: float, size: float, most: int) -> tuple[str, ...]:
    return cut(without_pictures(text), width_of, width / size, most)
