"""Notes: what is valid and most likely not intended. The check reports it, and it does not stop publishing."""

import re
from collections.abc import Iterator

from district.checks.problem import Finding
from district.checks.texts import texts
from district.checks.twins import twins
from district.language import markdown, swedish
from district.library.addresses import menu_address, page_address, target
from district.library.library import Library
from district.model.added_keys import BODY

# The menu and the footer lead to these.
_FOUND = ("", "om/", "tillganglighet/", "medlem/om/")
_YEAR = re.compile(r"\b20\d\d\b")


def notes(library: Library) -> Iterator[Finding]:
    """Yield everything that is worth a look."""
    yield from _pages_without_links(library)
    yield from _events_that_look_the_same(library)
    yield from _plans_of_another_year(library)
    yield from _traces(library)
    yield from _waiting(library)


def _pages_without_links(library: Library) -> Iterator[Finding]:
    """Yield the pages that neither the menu nor another text leads to."""
    pages = {page_address(page): page for page in library.written_pages if not page.members}
    in_menu = {menu_address(item.page) for item in library.district.menu}
    if lost := pages.keys() - in_menu - set(_FOUND):
        linked = {
            there
            for text in texts(library)
            for address in markdown.read(text.text, library.store).addresses
            if (there := target(address.url, text.folder, text.page_folder, library.media)) != text.page
        }
        for address in sorted(lost - linked):
            yield Finding(pages[address].file, (BODY,), "page_without_links", {"address": address})


def _events_that_look_the_same(library: Library) -> Iterator[Finding]:
    for event, other in twins(library.events, lambda event: (event.title, event.start)):
        yield Finding(event.origin.file, ("title",), "same_event", {"other": other.origin.file})


def _plans_of_another_year(library: Library) -> Iterator[Finding]:
    for plan in library.plans:
        years = _YEAR.findall(plan.title)
        if years and plan.name not in years:
            yield Finding(plan.origin.file, ("title",), "other_plan_year", {"given": years[0], "year": plan.name})


def _traces(library: Library) -> Iterator[Finding]:
    """Yield the kinds of personal data in originals, which the open repository has although the site does not."""
    for media in library.media.values():
        if not media.members:
            yield from (Finding(media.label, (), kind) for kind in media.traces)


def _waiting(library: Library) -> Iterator[Finding]:
    """Yield what visitors look for and the district has not filled in yet."""
    district = library.district
    if fields := [name for name in ("about", "join", "contact", "municipalities") if not getattr(district, name)]:
        yield Finding(district.origin.file, ("name",), "waiting", {"fields": swedish.listed(fields)})
