"""Build the whole site: a view in, `{address: content}` out, without side effects."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

from district.language import swedish
from district.language.links import absolute, from_anywhere, relative
from district.library.addresses import old_addresses
from district.library.channels import channels
from district.model.digest import digest
from district.site import share_cards, spread, templating
from district.site.content import Content
from district.site.files import calendars, feeds, goal_table, newsletter_mail
from district.site.google_link import google_link
from district.site.page import Page
from district.site.pages import annual_report
from district.site.pages.table import all_pages
from district.site.rendering import Renderer
from district.site.search.index import search_index
from district.site.templating import Templates
from district.site.view import View


def build(view: View) -> dict[str, Content]:
    """Return every file of the site by its address, pages as `…/index.html`.

    The files that only need copying (the theme's and what people put beside their texts) are not
    included. Raises Mistakes if a newsletter is too long to mail.
    """
    pages = [*all_pages(view)]
    renderer = Renderer(view, page_templates(view))
    found = ((page.file, Content(partial(renderer.html, page), (page,))) for page in pages)
    # Sealed files are few, so that they do not tell what is searched for.
    sealed = view.members is not None and view.members.sealed
    searched = search_index(view.library, pages, in_one=sealed)
    outside = () if view.members else _for_search_engines(renderer, pages)
    return dict(chain(found, _redirects(view), _files(view), searched, outside))


def export(view: View) -> dict[str, Content]:
    """Return the pages as Markdown (`…/index.md`), and every other file but those of search engines."""
    renderer = Renderer(view, page_templates(view, html=False))
    pages = (page for page in all_pages(view) if not page.path.endswith(".html"))
    found = ((f"{page.path}index.md", Content(partial(renderer.markdown, page), (page,))) for page in pages)
    return dict(chain(found, _redirects(view), _files(view)))


def common(view: View) -> Iterator[str]:
    """Yield what every file of a site depends on, besides the program and the theme."""
    library = view.library
    yield from map(repr, (library.district, view.today, view.site_url, view.members, view.locked_pages, view.preview))
    yield from map(repr, (sorted(library.media.items()), library.data_folder))
    yield digest(f"{page.path} {page.title}" for page in library.written_pages)


def page_templates(view: View, *, html: bool = True) -> Templates:
    """Return the templates of pages. They do not get the library, so that a page depends only on its variables."""
    library, site_url = view.library, view.site_url
    zone = ZoneInfo(library.district.timezone)

    def this_year(say: Callable[..., str]) -> Callable[..., str]:
        """Return the function without the year after a month: on pages this year goes without saying."""
        return lambda *given: swedish.in_year(say(*given), view.today.year)

    return Templates(
        html=html,
        store=library.store,
        district=library.district,
        place_name=library.place,
        today=view.today,
        preview=view.preview,
        # With its offset, so that a browser in any time zone can tell when it is over.
        ends=lambda occasion: occasion.is_over_at.replace(tzinfo=zone).isoformat(timespec="minutes"),
        site_url=site_url,
        when=this_year(swedish.when),
        hours=this_year(swedish.hours),
        short_days=this_year(swedish.days),
        short_by=this_year(swedish.by),
        google=lambda occasion: google_link(library, occasion, site_url + occasion.record.path),
        when_day=this_year(swedish.day),
        repeat=this_year(swedish.repeat),
        link=from_anywhere,
        members=view.members,
        # The scheme that makes a phone offer to subscribe instead of showing the file.
        webcal=lambda path: "webcal" + absolute(path, site_url).removeprefix("https").removeprefix("http"),
    )


def _files(view: View) -> Iterator[tuple[str, Content]]:
    """Yield the files that are not pages, by address."""
    library, site_url, chosen = view.library, view.site_url, view.library.once(channels)
    outward = templating.outward(library, site_url)
    yield from calendars.calendars(view, chosen, outward)
    yield from goal_table.goal_tables(view)
    yield from annual_report.texts(view)
    yield from newsletter_mail.mails(library, outward, site_url)
    if not view.members:
        yield from feeds.feeds(library, chosen, outward, site_url, view.today)
        yield from share_cards.pictures(view)
        yield from spread.files(view)
        shown = tuple(channel.empty for channel in chosen)
        opml = partial(outward.render, "feeds.opml", channels=shown, title=library.district.name)
        yield "prenumerera/feeds.opml", Content(opml, ("opml", *shown))


def _redirects(view: View) -> Iterator[tuple[str, Content]]:
    """Yield a page at each old address that redirects to the current one."""
    templates = Templates(store=view.library.store, district=view.library.district)
    for claim, path in old_addresses(view.library):
        links = {"target": relative(path, claim.address), "script": relative("assets/redirect.js", claim.address)}
        yield (
            f"{claim.address}index.html",
            Content(partial(templates.render, "redirect.html", **links), (*links.values(),)),
        )


def _for_search_engines(renderer: Renderer, pages: Iterable[Page]) -> Iterator[tuple[str, Content]]:
    urls = sorted(renderer.site.url + page.path for page in pages if page.searched)
    templates = Templates(urls=urls)
    yield "sitemap.xml", Content(partial(templates.render, "sitemap.xml"), (tuple(urls),))
    robots = renderer.environment.get_template("robots.txt")
    yield "robots.txt", Content(partial(robots.render, site=renderer.site), ("robots",))
