"""Every page of the site, in one table."""

from collections.abc import Callable, Iterator

from district.site.page import Page
from district.site.pages.calendar import calendar_pages
from district.site.pages.groups import group_pages
from district.site.pages.home import home
from district.site.pages.news import news_pages
from district.site.pages.newsletters import newsletter_pages
from district.site.pages.plan import plan_pages
from district.site.pages.studies import study_pages
from district.site.pages.written import own_pages, written_pages
from district.site.view import View

# The pages of each kind of record, by the kind's name.
OF_KIND: dict[str, Callable[[View], Iterator[Page]]] = {
    "event": calendar_pages,
    "study": study_pages,
    "plan": plan_pages,
    "group": group_pages,
    "news": news_pages,
    "newsletter": newsletter_pages,
}


def all_pages(view: View) -> Iterator[Page]:
    """Yield every page, home first."""
    for pages in (home, *OF_KIND.values(), own_pages, written_pages):
        yield from pages(view)
