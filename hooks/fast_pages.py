"""Spares MkDocs the pages that differ from another only in their words: the theme is rendered once a folder.

The first page of a folder goes through MkDocs like any other. Its theme, rendered again with marks in
place of words, is the frame that the folder's other pages are filled into. The first page is too, and
has to come out as MkDocs wrote it, or the build stops. `fast: false` in mkdocs.yml leaves all this out.
"""

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import escape
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from district.site import Content, Ready

# No file that people write can hold this character.
_MARK = "\x1a{}\x1a"
_MARKED = re.compile("\x1a(\\w+)\x1a")
_BESIDE = re.compile(r"\"\.\./([^\"/.]+)/")
# What a theme may do to a word shows in words like these.
_PROBE = "<b title=\"å\">&amp; 'ö'\u2028{{ x }}</b>"
Shape = tuple[object, ...]


@dataclass(frozen=True)
class Frame:
    """The theme's page in pieces: what stands between the words, and which word follows each piece."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, marked: str) -> "Frame":
        return cls(tuple(_MARKED.split(marked)))

    @cached_property
    def beside(self) -> frozenset[str]:
        """The pages of the same folder that the theme links to: none may be written with this frame."""
        return frozenset(_BESIDE.findall("".join(self.pieces[::2])))

    def filled(self, words: Mapping[str, str]) -> str:
        return "".join(words[piece] if n % 2 else piece for n, piece in enumerate(self.pieces))


@dataclass
class FastPages:
    """The pages of one build that MkDocs is spared, by what their frame depends on."""

    site_url: str
    edit_url: str
    # Pages that the theme's own head links to: from them, and from them alone, such a link is another.
    linked: frozenset[str]
    first: dict[str, Shape] = field(default_factory=dict)
    others: dict[Shape, list[Content]] = field(default_factory=dict)
    frames: dict[Shape, Frame] = field(default_factory=dict)

    def takes(self, file: str, content: Content) -> bool:
        """Whether the page is taken off MkDocs' hands: not the first of its folder, nor one of the menu's."""
        folder = content.ready.path.strip("/").rpartition("/")[0] if content.ready else ""
        if not content.ready or not folder or content.ready.path in self.linked:
            return False
        head = {key: value if key == "crumbs" else bool(value) for key, value in content.ready.head.items()}
        shape = (folder, bool(content.source), repr(head))
        if shape not in self.others:
            self.others[shape] = []
            self.first[file] = shape
            return False
        self.others[shape].append(content)
        return True

    @property
    def urls(self) -> list[str]:
        """The addresses of what MkDocs was spared, for the sitemap."""
        spared = (content.ready for contents in self.others.values() for content in contents)
        return [self.site_url + ready.path for ready in spared if ready and "unsearched" not in ready.head]

    def frame(self, page: Page, template: Template, context: Mapping[str, Any]) -> None:
        """Render the theme with marks, and see that words put in their place are as the theme writes them."""
        shape = self.first.get(page.file.src_uri)
        if shape is None:
            return
        folder = page.url.rstrip("/").rpartition("/")[0]
        names = ("title", "description", "picture", "edit", "url", "content")

        def rendered(words: Mapping[str, str]) -> str:
            stand_in, stand_in.file = copy(page), copy(page.file)
            # An address in the folder that no page has, so that no link is shorter than it is for the others.
            stand_in.file.url = f"{folder}/-/"
            known = {key: words[key] for key in ("title", "description", "picture") if key in page.meta}
            stand_in.meta = {**page.meta, **known}
            stand_in.content = f"<h1>{words['content']}"
            stand_in.edit_url = page.edit_url and words["edit"]
            stand_in.canonical_url = words["url"]
            return template.render({**context, "page": stand_in})

        frame = Frame.of(rendered({name: _MARK.format(name) for name in names}))
        probe = dict.fromkeys(names, _PROBE)
        safe = {name: str(escape(_PROBE)) if name in ("title", "description", "edit") else _PROBE for name in names}
        if frame.filled(safe) != rendered(probe):
            raise Abort(_unlike(page.file.src_uri))
        self.frames[shape] = frame

    def check(self, page: Page, output: str, content: Content) -> None:
        """See that the page that MkDocs wrote is what its frame gives too."""
        shape = self.first.get(page.file.src_uri)
        if shape is not None and self._filled(self.frames[shape], content) != output:
            raise Abort(_unlike(page.file.src_uri))

    def write(self, site: Path) -> None:
        """Write the pages that MkDocs was spared."""
        for path, html in self._pages():
            folder = site / path
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(html, "utf-8", newline="")

    def _pages(self) -> Iterator[tuple[str, str]]:
        for shape, contents in self.others.items():
            for content in contents:
                assert content.ready
                if content.ready.path.split("/")[-2] in self.frames[shape].beside:
                    raise Abort(_unlike(content.ready.path))
                yield content.ready.path, self._filled(self.frames[shape], content)

    def _filled(self, frame: Frame, content: Content) -> str:
        ready: Ready | None = content.ready
        assert ready
        return frame.filled(
            {
                "title": str(escape(ready.head["title"])),
                "description": str(escape(ready.head.get("description", ""))),
                "picture": ready.head.get("picture", ""),
                "edit": str(escape(self.edit_url + content.source)),
                "url": self.site_url + ready.path,
                "content": ready.html().removeprefix("<h1>"),
            }
        )


def _unlike(file: str) -> str:
    return f"{file}: Temat skriver sidan på ett annat sätt än den snabba vägen. Sätt fast: false i mkdocs.yml."
