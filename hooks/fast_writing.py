"""Writes the files of a build on every core that is free, pages together with the search's index of them."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mkdocs.exceptions import Abort

from district.publish import outputs, search_index
from district.publish.beside import Beside, InThread, Shared, begun
from district.publish.outputs import Outputs
from district.site.content import Content, World

# A page's file and key, and how it is made, if MkDocs has not made it already.
Written = tuple[str, str, Callable[[], str] | None]
# The keys of files, and which of them were kept.
Done = tuple[Mapping[str, str], set[str]]
MANY, HANDFUL = 500, 20  # pages, and files


@dataclass
class Writing:
    """The writing of one build: `inputs` names all that it reads, `world` is what every file is made of."""

    outputs: Outputs
    inputs: str
    world: World
    is_preview: bool = False
    files: dict[str, Content] = field(default_factory=dict)
    handfuls: Iterable[int] = ()
    beside: list[Beside] = field(default_factory=list)
    is_whole: bool = False

    def begin(self, files: dict[str, Content], work: Callable[[], None]) -> None:
        """Begin to write what is no page, and other work, while MkDocs and then `finish` see to the pages."""
        self.files = files
        self.handfuls = Shared(range(0, len(files), HANDFUL))
        if self.is_preview:
            # Somebody waits, and a program with threads must not fork.
            work()
        else:
            self.beside.append(begun(partial(self._write_files, work)))

    def finish(self, pages: Iterable[Written], notes: Path) -> None:
        """Write pages, and the search's index of these and of MkDocs' own, and note what all was made of."""
        parts = sorted(self._parts(pages), key=self._urgency)
        if self.is_preview:
            self._show(parts)
            return
        if sum(map(self._changed, parts)) >= MANY:
            self.beside.append(begun(partial(self._write_parts, parts[1::2])))
            parts = parts[::2]
        self._write_parts(parts)
        self.settle()
        search_index.write_list(self.outputs)
        self.outputs.keep(notes, self.inputs)
        self.is_whole = True

    def _show(self, parts: list[list[Written]]) -> None:
        """Somebody waits for a page, and nobody yet for the rest."""
        for part in parts:
            self._write(part)
        self.outputs.place()
        self.outputs.bring_back()
        self.beside.append(InThread(partial(self._write_rest, parts)))

    def _write_parts(self, parts: list[list[Written]]) -> Done:
        """Write pages by parts of the search's index, which Pagefind makes of each while the next is written."""
        with search_index.Index(self.outputs) as index:
            for part in parts:
                self._write(part)
                index.begin(path for path, _, _ in part)
            self._write_files()
            index.finish()
        return self.outputs.keys, self.outputs.kept

    def _write(self, pages: list[Written]) -> None:
        for path, key, make in pages:
            if make:
                self.outputs.write(path, key, make)

    def _urgency(self, part: list[Written]) -> tuple[int, int]:
        """Where most has changed comes first: Pagefind works while the rest is looked through."""
        return -self._changed(part), -len(part)

    def _changed(self, part: list[Written]) -> int:
        return sum(not self.outputs.stands(path, key) for path, key, _ in part)

    def _parts(self, spared: Iterable[Written]) -> list[list[Written]]:
        """All pages that MkDocs has written or was spared, by the part of the search's index that they are in."""
        found = outputs.written(self.outputs.site).keys() - self.files.keys()
        made = (path for path in found if path.endswith(".html"))
        pages: list[Written] = [*((path, "", None) for path in made), *spared]
        parts = defaultdict(list)
        for page in pages:
            parts[search_index.part(page[0])].append(page)
        return [*parts.values()]

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
