"""A page that is made from data: its address, its template, and what it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import yaml

from district.address import relative
from district.library import Library
from district.model import Record
from district.share import card_path
from district.templating import Templates

Crumbs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A page by its address, its template, and the words that it is told.

    `source` is the file that its pencil opens, `crumbs` the addresses and titles above it,
    `text_folder` where relative links in its text start, `record` what it is all about, if anything,
    and `searched` whether the search and search engines are to find it.
    """

    path: str
    template: str
    title: str
    about: str = ""
    source: str = ""
    crumbs: Crumbs = ()
    text_folder: str | None = None
    record: Record | None = None
    searched: bool = True
    words: Mapping[str, Any] = field(default_factory=dict)

    def markdown(self, templates: Templates, structured: Sequence[Mapping[str, Any]] = ()) -> str:
        """The page as Markdown, with front matter that carries its structured data too."""
        head: dict[str, Any] = {"title": self.title}
        if self.about:
            head["description"] = self.about
        if self.crumbs:
            head["crumbs"] = [{"path": path, "title": title} for path, title in self.crumbs]
        if not self.searched:
            head["unsearched"] = True
        if self.record:
            head["picture"] = card_path(self.record)
        if structured:
            head["structured"] = [*structured]
        body = templates.render(
            f"{self.template}.md",
            title=self.title,
            here=self.path,
            folder=self.path if self.text_folder is None else self.text_folder,
            link=partial(relative, page=self.path),
            record=self.record,
            **self.words,
        )
        return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n\n{body}"


def record_page(library: Library, record: Record, crumbs: Crumbs, **words: Any) -> Page:
    """The page of one record, which is told of the goals that it names."""
    return Page(
        path=record.path,
        template=record.kind,
        title=record.title,
        about=record.summary or "",
        source=record.origin.file,
        crumbs=crumbs,
        text_folder=record.text_folder,
        record=record,
        words={"promises": library.goals_of(record), **words},
    )
