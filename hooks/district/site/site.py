"""Everything that is generated, as a pure function of what was written: address → content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import segno
from markupsafe import Markup

from district.editing import new_file
from district.language.links import absolute, from_anywhere, relative
from district.library.channels import Channel, channels
from district.library.library import Library
from district.model.newsletter import Newsletter
from district.publish.memory import Memory
from district.site import share_cards, templating
from district.site.content import Content, Ready, World
from district.site.files import goal_table
from district.site.files.calendars import calendars
from district.site.files.feeds import feeds
from district.site.files.newsletter_mail import mails
from district.site.image_tags import Sizes
from district.site.page import Page
from district.site.pages import annual_report
from district.site.pages.everything import pages, redirects
from district.site.structured_data import Structured
from district.site.templating import Templates


@dataclass(frozen=True)
class Members:
    """What the pages for members are told: the public site's address, and that of the members' feeds, or ""."""

    outside: str
    feeds: str = ""


@dataclass(frozen=True)
class Site:
    """All that a site is made of.

    `today` is the day in the district's time zone; `site_url` ends with a slash. The site for
    members has calendars to fetch but no feeds of its own: no reader could unlock them.
    A `preview` has a few words more, for those who write. What takes its time is asked of the `memory` first.
    """

    library: Library
    today: date
    site_url: str
    members: Members | None = None
    preview: bool = False
    memory: Memory = field(default_factory=Memory)

    def pages(self) -> dict[str, Content]:
        """What an engine makes pages of, by path below the docs folder."""
        library, members = self.library, self.members
        templates = _templates(library, self.today, self.site_url, members, preview=self.preview)
        press = _Press(templates, None if members else Structured(library, self.site_url), library.sizes)
        found = _for_members(pages(library, channels(library), self.today), members)
        return {_file(page): press.content(page) for page in found}

    def files(self) -> dict[str, Content]:
        """Everything else, by address. Raises Mistakes if a newsletter is too long to mail."""
        library, chosen, site_url = self.library, channels(self.library), self.site_url
        outward = templating.outward(library, site_url)
        kinds = [
            _old_addresses(library),
            calendars(library, chosen, outward, site_url, self.memory),
            _to_take_along(library, self.today, site_url),
            mails(library, outward, site_url, self.memory),
        ]
        if not self.members:
            kinds.append(_for_everybody(library, chosen, outward, self.today, site_url))
        return dict(chain.from_iterable(kinds))

    def world(self) -> World:
        """What all of it is made of, besides the records."""
        files = sorted(self.library.sizes.items()), sorted(self.library.media.items())
        return World(self.library.district, self.today, self.site_url, self.preview, files)


def build(
    library: Library, today: date, site_url: str, members: Members | None = None, *, preview: bool = False
) -> dict[str, Content]:
    """The whole `Site`: by path below the docs folder. Raises Mistakes if a newsletter is too long to mail."""
    site = Site(library, today, site_url, members, preview)
    return site.pages() | site.files()


@dataclass(frozen=True)
class _Press:
    """Makes pages, as Markdown and as HTML."""

    templates: Templates
    structured: Structured | None
    sizes: Sizes

    def content(self, page: Page) -> Content:
        ready = Ready(page.path, page.head(), partial(self._html, page))
        return Content(partial(self._markdown, page), page.source, ready, (page,))

    def _markdown(self, page: Page) -> str:
        return page.markdown(self.templates, self._says(page), self.sizes)

    def _html(self, page: Page) -> str:
        return page.html(self.templates, self._says(page), self.sizes)

    def _says(self, page: Page) -> list[dict[str, Any]]:
        return self.structured.of(page) if self.structured else []


def _templates(library: Library, today: date, site_url: str, members: Members | None, *, preview: bool) -> Templates:
    zone = ZoneInfo(library.district.timezone)
    return Templates(
        # No template of a page is told of the whole library: what a page is made of, it says itself.
        district=library.district,
        place_name=library.place,
        today=today,
        preview=preview,
        # With its offset, so that a reader's browser can tell when it is over, wherever it is.
        ends=lambda occasion: occasion.is_over_at.replace(tzinfo=zone).isoformat(timespec="minutes"),
        new_event=_new_event(library, today),
        site_url=site_url,
        link=from_anywhere,
        members=members,
        # The scheme that makes a phone offer to subscribe, instead of showing the file.
        webcal=lambda path: "webcal" + absolute(path, site_url).removeprefix("https").removeprefix("http"),
        qr=_qr(f"{site_url}prenumerera/"),
    )


def _old_addresses(library: Library) -> Iterator[tuple[str, Content]]:
    templates = Templates(district=library.district)
    for path, record in redirects(library):
        words = {"target": relative(record.path, path), "title": record.title}
        yield f"{path}index.html", Content(partial(_redirect, templates, words))


def _redirect(templates: Templates, words: dict[str, str]) -> bytes:
    return templates.render("redirect.html", **words).encode()


def _to_take_along(library: Library, today: date, site_url: str) -> Iterator[tuple[str, Content]]:
    """The plan's numbers and the annual report."""
    yield from goal_table.files(library, today, site_url)
    yield from annual_report.texts(library, today, site_url)


def _for_everybody(
    library: Library, chosen: tuple[Channel, ...], outward: Templates, today: date, site_url: str
) -> Iterator[tuple[str, Content]]:
    """What only an open site has: feeds, and pictures for where a page is shared."""
    yield from feeds(library, chosen, outward, site_url)
    yield from share_cards.pictures(library, today)
    shown = [channel.empty for channel in chosen]
    yield "prenumerera/feeds.opml", Content(partial(_opml, outward, shown, library), of=("opml", *shown))


def _qr(address: str) -> Markup:
    """The address as a picture for a phone's camera (ISO/IEC 18004), drawn in the page itself."""
    picture = segno.make(address, error="m", micro=False)
    return Markup(picture.svg_inline(omitsize=True, border=2, title="QR-kod till sidan Prenumerera"))


def _new_event(library: Library, today: date) -> str | None:
    """Where a volunteer adds an event, when it is known where the files are edited."""
    if not library.district.repository:
        return None
    answers = {"title": "Vad som händer", "published": today, "start": f"{today.year}-MM-DD 18:30"}
    begun = new_file.render("event", answers, Templates())
    return new_file.github_link(library.district, library.data_folder, today.year, begun)


def _for_members(found: Iterator[Page], members: Members | None) -> Iterator[Page]:
    for page in found:
        if members and page.template == "search":
            continue  # they have a search of their own, of what is unlocked
        yield replace(page, template="subscribe-members") if members and page.template == "subscribe" else page


def _file(page: Page) -> str:
    """A newsletter's page takes the place of the Markdown file that it is written in."""
    return page.path.removesuffix("/") + ".md" if isinstance(page.record, Newsletter) else page.path + "index.md"


def _opml(templates: Templates, chosen: Iterable[Channel], library: Library) -> bytes:
    return templates.render("feeds.opml", channels=chosen, title=library.district.name).encode()
