"""The pages of news: the newest, older years, and each piece of news."""

from collections.abc import Iterator

from district.language import labels, swedish
from district.library.grouping import by_year
from district.site.page import Page, record_page
from district.site.view import View

TOP = ("nytt/", "Nytt")


def news_pages(view: View) -> Iterator[Page]:
    """Yield the newest years, a page for each older year, and the news, newest first."""
    library = view.library
    newest, older = by_year(library.newest_news)
    about = f"Nyheter och uttalanden från {library.district.name}."
    yield Page(TOP[0], "news-list", TOP[1], about, values={"by_year": newest, "older": [year for year, _ in older]})
    for year, group in older:
        values = {"by_year": [(year, group)], "older": []}
        yield Page(
            f"{TOP[0]}{year}/", "news-list", f"Nytt {year}", f"Nyheter från {year}.", crumbs=(TOP,), values=values
        )
    for news in library.newest_news:
        groups = tuple(filter(None, map(library.group, news.groups)))
        full_title = f"{news.title}, {labels.news_kind[news.type].lower()} {swedish.short_day(news.published)}"
        yield record_page(view, news, (TOP,), full_title=full_title, groups=groups)
