"""Spares MkDocs the pages that differ from another only in their words: the theme is rendered once a folder.

What is no page is made beside it, by a second process while this one writes pages.
The first page of a folder goes through MkDocs like any other. Its theme, rendered again with marks in
place of words, is the frame that the folder's other pages are filled into. The first page is too, and
has to come out as MkDocs wrote it, or the build stops. While nothing that the theme is told changes,
later builds need no first page. `fast: false` in mkdocs.yml leaves all this out.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

from district import outputs, search_index
from district.beside import Beside, InThread, Shared, begun
from district.content import Content, Ready, World
from district.memory import Memory, digest
from district.outputs import Outputs
from district.page import front_matter
from frames import Frame, Shape

Spared = tuple[Content, Ready, Shape]
# A page's file and key, and how it is made, if MkDocs has not made it already.
Written = tuple[str, str, Callable[[], str] | None]
# The keys of files, and which of them were kept.
Done = tuple[Mapping[str, str], set[str]]
MANY, HANDFUL = 500, 20  # pages, and files


@dataclass
class FastPages:
    """The pages of one build that MkDocs is spared, by what their frame depends on."""

    outputs: Outputs
    # A name for all that a build reads, what every file is made of, and a name for what the theme is told.
    inputs: str
    world: World
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
    is_preview: bool = False
    first: dict[str, Shape] = field(default_factory=dict)
    spared: dict[str, Spared] = field(default_factory=dict)
    files: dict[str, Content] = field(default_factory=dict)
    handfuls: Iterable[int] = ()
    # None until the first page has been through MkDocs.
    frames: dict[Shape, Frame | None] = field(default_factory=dict)
    probed: set[object] = field(default_factory=set)
    beside: list[Beside] = field(default_factory=list)
    is_whole: bool = False
    _html: dict[str, str] = field(default_factory=dict)

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
        if file in self.files:
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
            self.outputs.keys[_html_file(ready)] = self._key(content, frame)
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

    def begin(self, files: dict[str, Content], work: Callable[[], None]) -> None:
        """Begin to write what is no page, and other work, while MkDocs and then `finish` see to the pages."""
        self.files = files
        self.handfuls = Shared(range(0, len(files), HANDFUL))
        if self.is_preview:
            # Somebody waits, and a program with threads must not fork.
            work()
        else:
            self.beside.append(begun(partial(self._write_files, work)))

    def finish(self, notes: Path) -> None:
        """Write what MkDocs was spared, and the search's index of all pages, and note what it was made of."""
        parts = sorted(self._parts(), key=self._urgency)
        if self.is_preview:
            # Somebody waits for a page, and nobody yet for the rest.
            for pages in parts:
                self._write(pages)
            self.outputs.place()
            self.outputs.bring_back()
            self.remembered.save()
            self.beside.append(InThread(partial(self._write_rest, parts)))
            return
        if sum(not self.outputs.stands(path, key) for pages in parts for path, key, _ in pages) >= MANY:
            self.beside.append(begun(partial(self._write_parts, parts[1::2])))
            parts = parts[::2]
        self._write_parts(parts)
        self.remembered.save()
        self.settle()
        search_index.write_list(self.outputs)
        self.outputs.keep(notes, self.inputs)
        self.is_whole = True

    def _write_parts(self, parts: list[list[Written]]) -> Done:
        """Write pages by parts of the search's index, which Pagefind makes of each while the next is written."""
        with search_index.Index(self.outputs) as index:
            for pages in parts:
                self._write(pages)
                index.begin(path for path, _, _ in pages)
            self._write_files()
            index.finish()
        return self.outputs.keys, self.outputs.kept

    def _write(self, pages: list[Written]) -> None:
        for path, key, make in pages:
            if make:
                self.outputs.write(path, key, make)

    def _urgency(self, pages: list[Written]) -> tuple[bool, int]:
        """Where something has changed comes first, and the most: Pagefind works while the rest is looked through."""
        return all(self.outputs.stands(path, key) for path, key, _ in pages), -len(pages)

    def _parts(self) -> list[list[Written]]:
        """All pages that MkDocs has written or was spared, by the part of the search's index that they are in."""
        found = outputs.written(self.outputs.site).keys() - self.files.keys()
        made = (path for path in found if path.endswith(".html"))
        pages: list[Written] = [*((path, "", None) for path in made), *self._pages()]
        parts = defaultdict(list)
        for page in pages:
            parts[search_index.part(page[0])].append(page)
        return [*parts.values()]

    def _pages(self) -> Iterator[Written]:
        for content, ready, shape in self.spared.values():
            frame = self._frame(shape)
            if shape.is_folder and ready.path.split("/")[-2] in frame.beside:
                raise Abort(_unlike(ready.path))
            yield _html_file(ready), self._key(content, frame), partial(self._filled, frame, content, ready)

    def _write_rest(self, parts: list[list[Written]]) -> None:
        self._write_files()
        search_index.write(self.outputs, (path for pages in parts for path, _, _ in pages))
        search_index.write_list(self.outputs)
        self.outputs.remove_gone()
        self.is_whole = True
        # What earlier previews have left behind.
        gc.collect()

    def _write_files(self, work: Callable[[], None] | None = None) -> Done:
        """Write what is no page and nobody else has begun with."""
        files = [*self.files.items()]
        for first in self.handfuls:
            for path, content in files[first : first + HANDFUL]:
                self.outputs.write(path, content.key(self.world), content.make)
        if work:
            work()
        return self.outputs.keys, self.outputs.kept

    def settle(self) -> None:
        """Wait for what is still being written."""
        try:
            while self.beside:
                if done := self.beside.pop().join():
                    self.outputs.add(*done)
        except ChildProcessError as error:
            raise Abort("Filerna bredvid sidorna blev inte skrivna; felet står ovanför.") from error

    def end(self) -> None:
        """Put what was written in its place, if it is whole."""
        self.settle()
        if self.is_whole and not self.is_preview:
            self.outputs.put()

    def stop(self) -> None:
        """Nothing more is to be written: the build has failed. What a preview shows stays."""
        while self.beside:
            self.beside.pop().stop()
        if self.is_preview and not self.is_whole:
            self.outputs.bring_back()
        self.is_whole = self.is_whole and self.is_preview

    def _frame(self, shape: Shape) -> Frame:
        frame = self.frames[shape]
        if frame is None:
            raise LookupError(shape)
        return frame

    def _key(self, content: Content, frame: Frame) -> str:
        key = content.key(self.world)
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


def _html_file(ready: Ready) -> str:
    return f"{ready.path}index.html"


def _unlike(file: str) -> str:
    return f"{file}: Temat skriver sidan på ett annat sätt än den snabba vägen. Sätt fast: false i mkdocs.yml."
