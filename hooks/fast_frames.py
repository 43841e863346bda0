"""The theme's page in pieces, that the words of any page of the same shape can be filled into."""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import Template
from markupsafe import escape
from mkdocs.structure.pages import Page

from district.publish.memory import digest
from district.site.content import Ready

# No file that people write can hold this character.
_MARK = "\x1a{}\x1a"
_MARKED = re.compile("\x1a(\\w+)\x1a")
_BESIDE = re.compile(r"\"\.\./([^\"/.]+)/")
# What a theme may do to a word shows in words like these.
_PROBE = "<b title=\"å\">&amp; 'ö'\u2028{{ x }}</b>"
_WORDS = ("title", "description", "picture", "edit", "url", "content")


@dataclass(frozen=True)
class Shape:
    """What the theme's page depends on, besides its words: a folder, or a single page, and what its head has."""

    place: str
    is_folder: bool
    has_source: bool
    head: str

    @classmethod
    def of(cls, ready: Ready, source: str, alone: Iterable[str]) -> "Shape":
        """A page at the top, or one of `alone` by their addresses, is like no other."""
        head = f"{[*ready.head]} {ready.head.get('crumbs')}"
        folder = ready.path.rstrip("/").rpartition("/")[0]
        is_folder = bool(folder) and ready.path not in alone
        return cls(folder if is_folder else ready.path, is_folder, bool(source), head)


@dataclass(frozen=True)
class Frame:
    """What stands between the words, and which word follows each piece."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, template: Template, context: Mapping[str, Any], shape: Shape, *, probe: bool = True) -> "Frame":
        """The theme rendered with marks. `probe` sees that a word is put in its place as it is, else ValueError."""
        page: Page = context["page"]

        def rendered(words: Mapping[str, str]) -> str:
            stand_in = copy(page)
            if shape.is_folder:
                # An address in the folder that no page has, so that no link is shorter than it is for the others.
                stand_in.file = copy(page.file)
                stand_in.file.url = f"{shape.place}/-/"
            known = {key: words[key] for key in ("title", "description", "picture") if key in page.meta}
            stand_in.meta = {**page.meta, **known}
            stand_in.content = f"<h1>{words['content']}"
            stand_in.edit_url = page.edit_url and words["edit"]
            stand_in.canonical_url = words["url"]
            return template.render({**context, "page": stand_in})

        frame = cls(tuple(_MARKED.split(rendered({name: _MARK.format(name) for name in _WORDS}))))
        safe = {name: str(escape(_PROBE)) if name in ("title", "description", "edit") else _PROBE for name in _WORDS}
        if probe and frame.filled(safe) != rendered(dict.fromkeys(_WORDS, _PROBE)):
            raise ValueError(shape)
        return frame

    @cached_property
    def look(self) -> str:
        """A name for all that it adds to a page."""
        return digest(self.pieces)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The pages of the same folder that the theme links to: none may be written with a folder's frame."""
        return frozenset(_BESIDE.findall("".join(self.pieces[::2])))

    def filled(self, words: Mapping[str, str]) -> str:
        return "".join(words[piece] if n % 2 else piece for n, piece in enumerate(self.pieces))
