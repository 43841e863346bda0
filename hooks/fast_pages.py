"""Spares MkDocs the pages that differ from another only in their words: the theme is rendered once a folder.

The first page of a folder goes through MkDocs like any other. Its theme, rendered again with marks in
place of words, is the frame that the folder's other pages are filled into. The first page is too, and
has to come out as MkDocs wrote it, or the build stops. While nothing that the theme is told changes,
later builds need no first page. `fast: false` in mkdocs.yml leaves all this out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from district.library.channels import channels
from district.publish import memory
from district.publish.fingerprint import Inputs
from district.publish.memory import Memory, digest
from district.publish.outputs import Last, Outputs
from district.site.content import Content, Ready
from district.site.page import front_matter
from district.site.site import Site
from fast_frames import Frame, Shape
from fast_writing import Writing, Written

_ENGINES = ("mkdocs", "mkdocs-material", "jinja2")
Spared = tuple[Content, Ready, Shape]


@dataclass
class FastPages:
    """The pages of one build that MkDocs is spared, by what their frame depends on."""

    writing: Writing
    # A name for all that the theme is told.
    theme: str
    site_url: str
    edit_url: str
    # Pages that the theme itself links to: from them, and from them alone, such a link is another.
    linked: frozenset[str]
    # Those that MkDocs has to know of, for its menu.
    in_menu: frozenset[str]
    # What people wrote on pages of their own, which may name files.
    named: str
    remembered: Memory
    first: dict[str, Shape] = field(default_factory=dict)
    spared: dict[str, Spared] = field(default_factory=dict)
    # None until the first page has been through MkDocs.
    frames: dict[Shape, Frame | None] = field(default_factory=dict)
    probed: set[object] = field(default_factory=set)
    _html: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, whole: Site, config: MkDocsConfig, last: Last | None, read: Inputs) -> "FastPages":
        """Those of a site, from what it reads and, if there is one to go on from, the last build of it."""
        library, site_url, world = whole.library, whole.site_url, whole.world()
        found = channels(library)
        shown = [(channel.title, channel.folder, channel.calendar) for channel in found]
        return cls(
            Writing(Outputs(Path(config.site_dir), last), read.everything, world, whole.preview),
            digest([read.house, world.name, repr(shown), repr(library.written_pages), *map(version, _ENGINES)]),
            site_url,
            config.edit_uri or "",
            linked=frozenset(channel.folder for channel in found),
            in_menu=frozenset(_files_in(config.nav)),
            named=" ".join(page.text for page in library.written_pages),
            remembered=memory.beside(Path(config.config_file_path), "frames"),
        )

    def file(self, path: str, content: Content, config: MkDocsConfig) -> File | None:
        """What MkDocs is to know of a generated file, if anything: it is spared most."""
        spared = self._takes(path, content)
        is_known = path in self.in_menu
        if spared and not is_known and path.rpartition("/")[2] not in self.named:
            return None
        text = front_matter(content.ready.head) if content.ready and (is_known or not spared) else ""
        # People link to pages by their files' names.
        inclusion = InclusionLevel.EXCLUDED if spared and not is_known else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, path, content=text if content.ready else content.data, inclusion=inclusion)
        file.edit_uri = content.source or None
        return file

    def _takes(self, file: str, content: Content) -> bool:
        """Whether it is taken off MkDocs' hands: any file but a page, and a page whose frame another gives."""
        if file in self.writing.files:
            return True
        if not content.ready:
            return False
        shape = Shape.of(content.ready, content.source, self.linked)
        if shape not in self.frames:
            pieces = self.remembered.get("frames", self._name(shape))
            self.frames[shape] = Frame(tuple(pieces)) if pieces else None
            if not pieces:
                self.first[file] = shape
                return False
        self.spared[file] = content, content.ready, shape
        return True

    def _name(self, shape: Shape) -> str:
        return digest([self.theme, repr(shape)])

    @property
    def urls(self) -> list[str]:
        """The addresses of what MkDocs was spared, for the sitemap."""
        spared = (ready for file, (_, ready, _) in self.spared.items() if file not in self.in_menu)
        return [self.site_url + ready.path for ready in spared if "unsearched" not in ready.head]

    def frame(self, page: Page, template: Template, context: Mapping[str, Any]) -> None:
        """Keep the theme's frame of a first page."""
        if shape := self.first.get(page.file.src_uri):
            # What the theme does to words is the same wherever a page has the same of them.
            kind = shape.is_folder, shape.has_source, frozenset(page.meta)
            try:
                frame = self.frames[shape] = Frame.of(template, context, shape, probe=kind not in self.probed)
            except ValueError as error:
                raise Abort(_unlike(page.file.src_uri)) from error
            self.probed.add(kind)
            self.remembered.put("frames", self._name(shape), frame.pieces)

    def checked(self, page: Page, output: str, content: Content | None) -> str:
        """The page that MkDocs wrote, which is what its frame gives too; nothing of one that is written here."""
        file = page.file.src_uri
        if file in self.spared:
            return ""
        shape = self.first.get(file)
        if shape and content and content.ready:
            # Its words were made already.
            ready = replace(content.ready, html=partial(self.html, file, content))
            frame = self._frame(shape)
            if self._filled(frame, content, ready) != output:
                raise Abort(_unlike(file))
            self.writing.outputs.keys[_html_file(ready)] = self._key(content, frame)
        return output

    def html(self, file: str, content: Content) -> str:
        """A ready page's own part; MkDocs asks for it, and `checked` again."""
        if content.ready is None:
            raise TypeError(file)
        if file in self.spared:
            return ""
        if file not in self._html:
            self._html[file] = content.ready.html()
        return self._html[file]

    def finish(self, notes: Path) -> None:
        """Write what MkDocs was spared."""
        self.remembered.save()
        self.writing.finish(self._pages(), notes)

    def _pages(self) -> Iterator[Written]:
        for content, ready, shape in self.spared.values():
            frame = self._frame(shape)
            if shape.is_folder and ready.path.split("/")[-2] in frame.beside:
                raise Abort(_unlike(ready.path))
            yield _html_file(ready), self._key(content, frame), partial(self._filled, frame, content, ready)

    def _frame(self, shape: Shape) -> Frame:
        frame = self.frames[shape]
        if frame is None:
            raise LookupError(shape)
        return frame

    def _key(self, content: Content, frame: Frame) -> str:
        key = content.key(self.writing.world)
        return key and digest([key, frame.look])

    def _filled(self, frame: Frame, content: Content, ready: Ready) -> str:
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


def _files_in(nav: object) -> Iterator[str]:
    """The files that the menu of mkdocs.yml names, at any depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping | Sequence):
        for part in nav.values() if isinstance(nav, Mapping) else nav:
            yield from _files_in(part)


def _html_file(ready: Ready) -> str:
    return f"{ready.path}index.html"


def _unlike(file: str) -> str:
    return f"{file}: Temat skriver sidan på ett annat sätt än den snabba vägen. Sätt fast: false i mkdocs.yml."
