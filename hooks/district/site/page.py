"""A page before it is rendered: its address, its template and the template's variables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from district.model.base import Record
from district.site.share_cards import card_path
from district.site.spread import spread_of
from district.site.view import View

Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A page at an address below the site's, with a slash at the end ("" is the home page).

    `full_title` is its title among all pages of the site, if `title` alone may be that of several.
    `about` is its description for search engines, `source` the file that its edit link opens,
    `crumbs` the addresses and titles above it, `text_folder` where relative links in its text start
    (its own address if None), `record` what it is about, `picture` the address of the picture shown
    where it is shared, `searched` whether search engines and the site's search index it, and
    `values` the variables of its template.
    """

    path: str
    template: str
    title: str
    about: str = ""
    full_title: str = field(default="", kw_only=True)
    source: str = ""
    crumbs: Crumbs = ()
    text_folder: str | None = None
    record: Record | None = None
    picture: str = ""
    searched: bool = True
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The address of its file: `index.html` in its folder, or the path itself for `404.html`."""
        return self.path if self.path.endswith(".html") else f"{self.path}index.html"


def record_page(view: View, record: Record, crumbs: Crumbs, *, full_title: str = "", **values: Any) -> Page:
    """Return the page of one record, whose template also gets the goals that the record names."""
    return Page(
        path=record.path,
        template=record.kind,
        title=record.title,
        full_title=full_title,
        about=record.summary or "",
        source=record.origin.file,
        crumbs=crumbs,
        text_folder=record.text_folder,
        record=record,
        picture=card_path(view, record),
        values={"plan_goals": view.library.goals_of(record), "spread": spread_of(view, record), **values},
    )
