"""The programmes: what is coming this month and the next, on one or two sheets for a notice board."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from district.language import labels, swedish
from district.library.addresses import PROGRAMME
from district.library.channels import Channel
from district.library.colors import DEFAULT
from district.library.library import Library
from district.library.occasions import Occasion
from district.site.content import Lazy
from district.site.fitting import joined, without_pictures, wrapped
from district.site.page import Page
from district.site.sheets import BOLD, HEIGHT, REGULAR, qr, width_in
from district.site.view import View

_CALENDAR = "kalender/"
_MOST_SHEETS = 2
# In hundredths of the sheet's width, as in overrides/assets/affisch.css.
_WIDTH, _GUTTER, _GAP = 88, 6, 4
_ROOM = HEIGHT - 48
_LINE, _SPACE = 1.25, 0.9


@dataclass(frozen=True)
class Density:
    """How large the text is, by the name of its class, and in how many columns."""

    name: str
    size: float
    columns: int

    @property
    def width(self) -> float:
        """The width of the texts in a column."""
        return (_WIDTH - _GAP * (self.columns - 1)) / self.columns - _GUTTER * self.size


# From the largest, for few, to the smallest.
_DENSITIES = (Density("large", 3.4, 1), Density("medium", 2.7, 1), Density("compact", 2.3, 2), Density("small", 2, 2))


@dataclass(frozen=True)
class Row:
    """An occasion, its title with soft hyphens where it is divided, and its height. `day` is set on the day's first."""

    occasion: Occasion
    title: str
    height: float
    day: date | None = None


# Columns of rows.
Sheet = list[list[Row]]


@dataclass(frozen=True)
class Programme:
    """The sheets in a density, and how many occasions there is no room for."""

    density: Density
    sheets: list[Sheet]
    left: int


def programme_page(view: View, page: Page, channel: Channel, ahead: tuple[Occasion, ...]) -> Page:
    """Return the programme of a channel's occasions, `ahead`, as a page below that of the channel."""
    until = _last_day(view.today)
    chosen = tuple(one for one in ahead if one.start.has_day and one.start.first_day <= until)
    months = swedish.listed(dict.fromkeys(map(swedish.month, (view.today, until))))
    font, url = view.theme.font, view.site_url + page.path
    is_all = page.path == _CALENDAR
    heading = "På gång" if is_all else f"På gång i {channel.name}" if channel.municipality else channel.name

    def values() -> dict[str, object]:
        return {
            "heading": heading,
            "months": swedish.in_year(months, view.today.year),
            "programme": laid_out(view.library, chosen, font),
            "qr": qr(url),
            "color": view.library.district.identity.color or DEFAULT,
        }

    return Page(
        page.path + PROGRAMME,
        "programme",
        f"Program: {channel.name}",
        crumbs=(*page.crumbs, (page.path, page.title)),
        searched=False,
        values=Lazy((chosen, channel.empty, url), values),
    )


def _last_day(today: date) -> date:
    """Return the last day of the next month."""
    return (today.replace(day=1) + timedelta(days=62)).replace(day=1) - timedelta(days=1)


def laid_out(library: Library, occasions: tuple[Occasion, ...], font: bytes) -> Programme:
    """Return one sheet with the largest text with which all fits on it, else two; what does not fit then is left."""
    tried = [(density, [*_sheets(_rows(library, occasions, density, font), density)]) for density in _DENSITIES]
    fits = (
        (density, sheets) for most in range(1, _MOST_SHEETS + 1) for density, sheets in tried if len(sheets) <= most
    )
    density, sheets = next(fits, tried[-1])
    shown = sheets[:_MOST_SHEETS]
    return Programme(density, shown, len(occasions) - sum(len(rows) for sheet in shown for rows in sheet))


def _sheets(rows: Iterable[Row], density: Density) -> Iterator[Sheet]:
    """Yield sheets of columns, each filled before the next."""
    sheet: Sheet = [[]]
    used, last = 0.0, None
    for row in rows:
        if used + row.height > _ROOM and sheet[-1]:
            if len(sheet) == density.columns:
                yield sheet
                sheet = []
            sheet.append([])
            used, last = 0, None
        day = row.occasion.start.first_day
        sheet[-1].append(replace(row, day=day if day != last else None))
        used, last = used + row.height, day
    yield sheet


def _rows(library: Library, occasions: Iterable[Occasion], density: Density, font: bytes) -> Iterator[Row]:
    bold, regular = width_in(font, BOLD), width_in(font, REGULAR)
    limit = density.width / density.size
    for one in occasions:
        title = wrapped(swedish.sentence(without_pictures(one.title)), bold, limit, divides=True)
        label = labels.event_status.get(one.status, "")
        details = f"{label} {swedish.hours(one.start, one.end)} · {library.place(one.where)}"
        lines = len(title) + len(wrapped(details, regular, limit, divides=False))
        yield Row(one, joined(title), (lines * _LINE + _SPACE) * density.size)
