"""Everything that is generated, as a pure function of what was written: address → content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from district.address import absolute, relative
from district.calendars import calendars
from district.channels import Channel, channels
from district.feeds import feeds
from district.library import Library
from district.pages import Page, pages, redirects
from district.templating import Templates


@dataclass(frozen=True)
class Content:
    """A generated file: a page's Markdown, or the bytes of anything else.

    `source` is the file that a person edits to change it, if there is just one.
    """

    data: str | bytes
    source: str = ""


@dataclass(frozen=True)
class Members:
    """What the pages for members are told: the public site's address, and that of the members' feeds, or ""."""

    outside: str
    feeds: str = ""


def build(library: Library, today: date, site_url: str, members: Members | None = None) -> dict[str, Content]:
    """The whole site but what people wrote as pages: by path below the docs folder.

    `today` is the day in the district's time zone; `site_url` ends with a slash. The site for
    members has calendars to fetch but no feeds of its own: no reader could unlock them.
    """
    chosen = channels(library)
    templates = Templates(library=library, district=library.district, today=today, members=members)
    outward = Templates(library=library, district=library.district, link=partial(absolute, site_url=site_url))
    shown = _for_members(pages(library, chosen, today)) if members else pages(library, chosen, today)
    built = {_file(page.path): Content(page.markdown(templates), page.source) for page in shown}
    for path, record in redirects(library):
        html = templates.render("redirect.html", target=relative(record.path, path), title=record.title)
        built[f"{path}index.html"] = Content(html)
    for path, data in calendars(library, chosen, site_url):
        built[path] = Content(data)
    if members:
        return built
    for path, data in feeds(library, chosen, outward, site_url):
        built[path] = Content(data)
    built["prenumerera/feeds.opml"] = Content(_opml(outward, chosen, library))
    return built


def _for_members(found: Iterator[Page]) -> Iterator[Page]:
    for page in found:
        yield replace(page, template="subscribe-members") if page.template == "subscribe" else page


def _file(path: str) -> str:
    """A newsletter's page takes the place of the Markdown file that it is written in."""
    if path.startswith("nyhetsbrev/") and path != "nyhetsbrev/":
        return path.removesuffix("/") + ".md"
    return path + "index.md"


def _opml(templates: Templates, chosen: Iterable[Channel], library: Library) -> bytes:
    return templates.render("feeds.opml", channels=chosen, title=library.district.name).encode()
