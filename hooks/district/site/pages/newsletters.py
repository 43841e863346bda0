"""The newsletters' pages: the archive, its older years, and each letter."""

from collections.abc import Iterator

from district.language import swedish
from district.library.grouping import by_year
from district.model.newsletter import Newsletter
from district.site.page import Page, record_page
from district.site.view import View

_TOP = ("nyhetsbrev/", "Nyhetsbrev")


def newsletter_pages(view: View) -> Iterator[Page]:
    """Yield the archive with its newest years, a page for each older year, and the letters, newest first."""
    letters = view.library.newest_newsletters
    newest, older = by_year(letters)
    values = {"by_year": newest, "older": [year for year, _ in older]}
    yield Page(_TOP[0], "newsletters", _TOP[1], values=values)
    for year, group in older:
        values = {"by_year": [(year, group)], "older": []}
        about = f"Nyhetsbreven från {year}."
        yield Page(f"{_TOP[0]}{year}/", "newsletters", f"Nyhetsbrev {year}", about, crumbs=(_TOP,), values=values)
    around: list[Newsletter | None] = [None, *letters, None]
    for later, letter, earlier in zip(around, letters, around[2:], strict=False):
        full_title = f"{letter.title}, nyhetsbrev {swedish.short_day(letter.published)}"
        yield record_page(view, letter, (_TOP,), full_title=full_title, earlier=earlier, later=later)
