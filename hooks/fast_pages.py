"""Spares MkDocs the pages that differ from another only in their words: the theme is rendered once a folder.

What is no page is made beside it, by a second process while this one writes pages.
The first page of a folder goes through MkDocs like any other. Its theme, rendered again with marks in
place of words, is the frame that the folder's other pages are filled into. The first page is too, and
has to come out as MkDocs wrote it, or the build stops. `fast: false` in mkdocs.yml leaves all this out.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from district import search_index
from district.beside import Beside, InProcess, InThread
from district.content import Content
from district.memory import digest
from district.outputs import Outputs
from district.page import front_matter

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

    outputs: Outputs
    inputs: str
    world: str
    site_url: str
    edit_url: str
    # Pages that the theme's own head links to: from them, and from them alone, such a link is another.
    linked: frozenset[str]
    # What people wrote on pages of their own, which may name files.
    named: str
    is_preview: bool = False
    first: dict[str, Shape] = field(default_factory=dict)
    others: dict[Shape, list[Content]] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    frames: dict[Shape, Frame] = field(default_factory=dict)
    beside: Beside | None = None
    notes: Callable[[], None] | None = None
    _html: dict[str, str] = field(default_factory=dict)

    def file(self, path: str, content: Content, config: MkDocsConfig) -> File | None:
        """What MkDocs is to know of a generated file, if anything: it is spared most."""
        spared = self._takes(path, content)
        if spared and path.rpartition("/")[2] not in self.named:
            return None
        text = "" if spared else front_matter(content.ready.head) if content.ready else content.data
        # People link to pages by their files' names.
        inclusion = InclusionLevel.EXCLUDED if spared else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content=text, inclusion=inclusion)
        file.edit_uri = content.source or None
        return file

    def _takes(self, file: str, content: Content) -> bool:
        """Whether it is taken off MkDocs' hands: any file but a page, and a page that is no folder's first."""
        if not file.endswith(".md"):
            self.files[file] = content
            return True
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
        if shape is None or content.ready is None:
            return
        ready = replace(content.ready, html=partial(self.html, content))
        if self._filled(self.frames[shape], replace(content, ready=ready)) != output:
            raise Abort(_unlike(page.file.src_uri))

    def begin(self) -> None:
        """Begin to write what is no page, while MkDocs and then `finish` see to the pages."""
        if not self.is_preview and hasattr(os, "fork"):
            self.beside = InProcess(self._write_others)

    def finish(self, notes: Path) -> None:
        """Write what MkDocs was spared, and the search's index of all pages, and note what it was made of."""
        for path, key, make in self._pages():
            self.outputs.write(path, key, make)
        for path, content in self.files.items():
            if path.endswith(".html"):
                self.outputs.write(path, content.key(self.world), content.make)
        if self.is_preview:
            # The page that somebody waits for is there already.
            self.beside = InThread(self._write_what_nobody_waits_for)
            return
        search_index.write(self.outputs.site)
        if self.beside:
            self.settle()
        else:
            self._write_others()
        keys = {path: content.key(self.world) for path, content in self.files.items()}
        self.notes = partial(self.outputs.keep, notes, keys, self.inputs)

    def _write_what_nobody_waits_for(self) -> None:
        self._write_others()
        search_index.write(self.outputs.site)

    def settle(self) -> None:
        """Wait for what is still being written."""
        beside, self.beside = self.beside, None
        try:
            if beside:
                beside.join()
        except ChildProcessError as error:
            raise Abort("Filerna bredvid sidorna blev inte skrivna; felet står ovanför.") from error

    def stop(self) -> None:
        """Nothing more is to be written: the build has failed."""
        beside, self.beside = self.beside, None
        if beside:
            beside.stop()

    def _write_others(self) -> None:
        for path, content in self.files.items():
            if not path.endswith(".html"):
                self.outputs.write(path, content.key(self.world), content.make)

    def _pages(self) -> Iterator[tuple[str, str, Callable[[], str]]]:
        for shape, contents in self.others.items():
            frame = self.frames[shape]
            look = digest(frame.pieces)
            for content in contents:
                path = content.ready.path if content.ready else ""
                if path.split("/")[-2] in frame.beside:
                    raise Abort(_unlike(path))
                key = content.key(self.world)
                yield f"{path}index.html", key and digest([key, look]), partial(self._filled, frame, content)

    def html(self, content: Content) -> str:
        """A ready page's own part; MkDocs asks for it, and `check` again."""
        if content.ready is None:
            raise TypeError(content)
        path = content.ready.path
        if path not in self._html:
            self._html[path] = content.ready.html()
        return self._html[path]

    def _filled(self, frame: Frame, content: Content) -> str:
        ready = content.ready
        if ready is None:
            raise TypeError(content)
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
