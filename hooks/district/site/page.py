"""A page that is made from data: its address, its template, and what it is told."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import yaml
from jinja2.utils import htmlsafe_json_dumps

from district.language import markdown
from district.language.links import placed
from district.library.library import Library
from district.model.base import Record
from district.site.image_tags import Sizes, framed
from district.site.share_cards import card_path
from district.site.templating import Templates

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# A page of these has Markdown of its own, so that it can be taken along and written on.
_IN_MARKDOWN = frozenset({"annual-page", "missing"})
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
Crumbs = tuple[tuple[str, str], ...]


class Later(Mapping[str, Any]):
    """Words that are found when a page is made; until then it is known by all that they are made `of`."""

    def __init__(self, of: tuple[object, ...], find: Callable[[], Mapping[str, Any]]) -> None:
        self._of = of
        self._find = find

    @cached_property
    def _words(self) -> Mapping[str, Any]:
        return self._find()

    def __getitem__(self, word: str) -> Any:
        return self._words[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """As `Content.key` writes it down."""
        return tuple, (self._of,)


@dataclass(frozen=True)
class Page:
    """A page by its address, its template, and the words that it is told.

    `source` is the file that its pencil opens, `crumbs` the addresses and titles above it,
    `text_folder` where relative links in its text start, `record` what it is all about, if anything,
    `picture` what is shown of it where it is shared, and `searched` whether the search and search
    engines are to find it.
    """

    path: str
    template: str
    title: str
    about: str = ""
    source: str = ""
    crumbs: Crumbs = ()
    text_folder: str | None = None
    record: Record | None = None
    picture: str = ""
    searched: bool = True
    words: Mapping[str, Any] = field(default_factory=dict)

    def head(self) -> dict[str, Any]:
        """What the theme is told, as front matter has it."""
        known = {
            "title": self.title,
            "description": self.about,
            "crumbs": [{"path": path, "title": title} for path, title in self.crumbs],
            "unsearched": not self.searched,
            "picture": self.picture,
        }
        return {key: value for key, value in known.items() if value}

    def body(self, templates: Templates, structured: Sequence[Mapping[str, Any]], sizes: Sizes) -> str:
        """The page's own part, with what it says to machines last, and room for pictures of these sizes."""
        text = templates.render(
            f"{self.template}.md",
            title=self.title,
            folder=self.path if self.text_folder is None else self.text_folder,
            record=self.record,
            **self.words,
        )
        said = "".join(f'\n<script type="application/ld+json">{_json(thing)}</script>\n' for thing in structured)
        return framed(placed(_kept(text) + said, self.path), self.path, sizes)

    def html(self, templates: Templates, structured: Sequence[Mapping[str, Any]], sizes: Sizes) -> str:
        """The page's own part as HTML, by templates for Markdown; those for HTML leave only some Markdown to read."""
        if self.template in _IN_MARKDOWN:
            return tidy(markdown.page(self.body(templates, structured, sizes)))
        return tidy(self.body(templates.ready, structured, sizes))

    def markdown(self, templates: Templates, structured: Sequence[Mapping[str, Any]], sizes: Sizes) -> str:
        """The page as Markdown with front matter."""
        return front_matter(self.head()) + self.body(templates, structured, sizes)


def front_matter(head: Mapping[str, Any]) -> str:
    """What an engine reads above a page's Markdown."""
    return f"---\n{yaml.dump(head, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)}---\n\n"


def tidy(html: str) -> str:
    """The same HTML without the blank lines and indents that templates and engines leave in it."""
    return "\n".join(filter(None, map(str.strip, _kept(html).split("\n"))))


def _kept(html: str) -> str:
    """The same with the line breaks of code as character references, which nobody tidies away."""
    return _CODE.sub(lambda code: code[0].replace("\n", "&#10;"), html) if "<pre" in html else html


def _json(thing: Mapping[str, Any]) -> str:
    """JSON that no part of a page can be taken for."""
    return htmlsafe_json_dumps(thing, ensure_ascii=False, separators=(",", ":"))


def record_page(library: Library, record: Record, today: date, crumbs: Crumbs, **words: Any) -> Page:
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
        picture=card_path(library, record, today),
        words={"plan_goals": library.goals_of(record), **words},
    )
