"""Render pages as HTML: the page's template inside the theme's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from district.language import markdown, swedish
from district.language.headings import Ids
from district.language.links import Link, placed
from district.library.addresses import THEME_IDS, own_ids, page_address
from district.library.channels import Channel, channels
from district.model.district import District
from district.model.media import published_name
from district.model.store import Store
from district.site.compiled import Compiled
from district.site.image_tags import framed
from district.site.menu import Item, menu
from district.site.page import Page
from district.site.structured_data import Structured
from district.site.templating import Templates
from district.site.view import Members, View

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# Templates written in Markdown: long texts, most of which people also download and go on editing.
_IN_MARKDOWN = frozenset({"locked-pages"})
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@dataclass(frozen=True)
class ThemeSite:
    """The theme templates' variable `site`. `url` ends with a slash."""

    district: District
    url: str
    today: date
    mark: str
    updated: str
    menu: tuple[Item, ...]
    pages: frozenset[str]
    members: Members | None
    locked_pages: bool


@dataclass(frozen=True)
class ThemePage:
    """The theme templates' variable `page`. `header` and `footer` are finished HTML.

    `feeds` are the channels that the page announces: its own and those above it.
    """

    path: str
    title: str
    full_title: str
    about: str
    crumbs: tuple[tuple[str, str], ...]
    edit_url: str
    picture: str
    searched: bool
    content: Markup
    feeds: tuple[Channel, ...]
    header: Markup
    footer: Markup


class Renderer:
    """Renders the pages of one view. Keeps the headers and footers that pages share."""

    def __init__(self, view: View, templates: Templates) -> None:
        library = view.library
        self._view = view
        self._templates = templates
        self._own_ids = library.once(own_ids)
        self._structured = None if view.members else Structured(view)
        self._channels = () if view.members else tuple(channel.empty for channel in library.once(channels))
        written = frozenset(page_address(page) for page in library.written_pages)
        self.site = ThemeSite(
            library.district,
            view.site_url,
            view.today,
            published_name(library.district.identity.mark or ""),
            swedish.short_day(view.today),
            menu(library),
            written,
            view.members,
            view.locked_pages,
        )
        self.environment = theme_environment(view.theme.templates, library.store)
        # Sealed pages are shown by a script inside another page, and need less of their own.
        sealed = view.members and view.members.sealed
        self.template, self._parts = ("medlem.html", "member-") if sealed else ("main.html", "")
        self._shared: dict[tuple[str, str, tuple[str, ...]], Markup] = {}

    def html(self, page: Page) -> str:
        """Return the finished page."""
        return self.environment.get_template(self.template).render(self.context(page))

    def context(self, page: Page) -> dict[str, Any]:
        """Return the theme template's variables: `site`, `page` and `link()`."""
        link = self.link(page)
        theme_page = ThemePage(
            page.path,
            page.title,
            page.full_title or page.title,
            page.about,
            page.crumbs,
            self._view.library.district.edit_address(page.source) if page.source else "",
            page.picture,
            page.searched,
            Markup(self.article(page)),
            tuple(channel for channel in self._channels if page.path.startswith(channel.folder)),
            self._part("header", page, link),
            self._part("footer", page, link),
        )
        return {"site": self.site, "page": theme_page, "link": link}

    def link(self, page: Page) -> Link:
        """Return the function that makes addresses of the site relative to a page."""
        root = Markup(self._root(page))
        return lambda target: root + Markup.escape(target)

    def _root(self, page: Page) -> str:
        """Return the relative URL of the home page."""
        if page.path.endswith(".html"):
            # The error page is shown at any depth.
            return urlsplit(self._view.site_url).path
        return "../" * page.path.count("/") or "./"

    def _part(self, name: str, page: Page, link: Link) -> Markup:
        """Return a part that differs only by depth and section, rendered once for each."""
        current = tuple(item.current(page.path) for item in self.site.menu)
        key = name, link(""), current
        if key not in self._shared:
            template = self.environment.get_template(f"partials/{self._parts}{name}.html")
            items = tuple(zip(self.site.menu, current, strict=True))
            self._shared[key] = Markup(template.render(site=self.site, menu=items, link=link))
        return self._shared[key]

    def article(self, page: Page) -> str:
        """Return the page's own part as HTML."""
        body = self._body(page)
        return tidy(markdown.page(body) if page.template in _IN_MARKDOWN else body)

    def markdown(self, page: Page) -> str:
        """Return the page as Markdown with front matter, for other engines than ours."""
        head = {"title": page.title, "description": page.about}
        return front_matter({key: value for key, value in head.items() if value}) + self._body(page)

    def _body(self, page: Page) -> str:
        """Return the page's own part with its JSON-LD last, and the sizes of its pictures."""
        body = self._templates.render(
            f"{page.template}.md",
            title=page.title,
            folder=page.path if page.text_folder is None else page.text_folder,
            page_folder=page.path,
            files=self._view.library.media,
            ids=Ids(THEME_IDS | self._own_ids.get(page.path, frozenset())),
            record=page.record,
            **page.values,
        )
        things = self._structured.of(page) if self._structured else []
        # Escaped for use inside `<script>`.
        texts = (htmlsafe_json_dumps(thing, ensure_ascii=False, separators=(",", ":")) for thing in things)
        json_ld = "".join(f'\n<script type="application/ld+json">{text}</script>\n' for text in texts)
        return framed(placed(_kept(body) + json_ld, self._root(page)), page.path, self._view.library.sizes)


def theme_environment(templates: Mapping[str, str], store: Store) -> Environment:
    """Return the environment of the theme's templates; what they print is escaped."""
    return Environment(
        bytecode_cache=Compiled(store, "theme"),
        loader=DictLoader(dict(templates)),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def front_matter(head: Mapping[str, Any]) -> str:
    """Return the YAML that an engine reads above a page's Markdown."""
    return f"---\n{yaml.dump(head, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)}---\n\n"


def tidy(html: str) -> str:
    """Return the HTML without the blank lines and indents that templates leave in it."""
    return "\n".join(filter(None, map(str.strip, _kept(html).split("\n"))))


def _kept(html: str) -> str:
    """Return the HTML with line breaks in code as character references, so that `tidy` keeps them."""
    return _CODE.sub(lambda code: code[0].replace("\n", "&#10;"), html) if "<pre" in html else html
