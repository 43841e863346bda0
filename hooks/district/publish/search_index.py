"""The search index, made by Pagefind from finished pages in parts: the plans, each year, and the rest.

A page that has changed is found again when its own part has been made anew, and a phone asks every
part at once (`search.js`), after the list of them in `parts.json`.
"""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind_bin import get_executable

from district.model.digest import digest
from district.publish import fingerprint
from district.publish.outputs import Outputs

FOLDER = "pagefind/"
_PART = re.compile(r"(plan/)|[^/]+/(\d{4}/)")
# What search.js fetches. Pagefind also writes ready-made search boxes, and code for languages that are not here.
_ENTRY = "pagefind-entry.json"
_NEEDED = (_ENTRY, "pagefind.*.pf_meta", "index/*", "fragment/*")
_NEEDED_ONCE = ("pagefind.js", "pagefind-worker.js", "wasm.sv.pagefind")
# Marks the part of a page that is indexed (overrides/main.html).
_SEARCHED = b"data-pagefind-body"
# Pagefind writes a file for each page at once, which takes seconds on some disks and none in memory.
_MEMORY = Path("/dev/shm")  # noqa: S108


def write_list(outputs: Outputs) -> None:
    """Write the list of the parts, after all of them are written."""
    entries = (path.removeprefix(FOLDER) for path in outputs.keys if path.startswith(FOLDER) and path.endswith(_ENTRY))
    parts = sorted(filter(None, (entry.removesuffix(_ENTRY) for entry in entries)), reverse=True)
    outputs.write(f"{FOLDER}parts.json", digest(parts), lambda: json.dumps(parts).encode())


def part(path: str) -> str:
    """Return the part of the index that a page is in: `2026/` for kalender/2026/…, "" for a page without a year."""
    found = _PART.match(path)
    return found[found.lastindex or 0] if found else ""


class Index:
    """The parts of the index that Pagefind is making; unchanged parts are kept."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs
        self._making: dict[str, tuple[str, _Pagefind]] = {}

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the runs that are not finished."""
        for _key, pagefind in self._making.values():
            pagefind.stop()

    def begin(self, paths: Iterable[str]) -> None:
        """Begin with finished pages: all there are of the parts that they are in. Pagefind works beside other work."""
        pages = defaultdict(list)
        for path in sorted(paths):
            pages[part(path)].append(path)
        for name, mine in pages.items():
            read = {path: self._outputs.read(path) for path in mine if not self._outputs.keys.get(path)}
            names = (self._outputs.keys.get(path) or digest([read[path]]) for path in mine)
            key = digest([fingerprint.program(), name, *mine, *names])
            if not self._outputs.keep_all(key):
                articles = {path: _article(read.get(path) or self._outputs.read(path)) for path in mine}
                searched = {path: words for path, words in articles.items() if words}
                if searched:
                    self._making[name] = key, _Pagefind(searched)

    def finish(self) -> None:
        """Write what Pagefind has made. Raises CalledProcessError where it has failed."""
        while self._making:
            name, (key, pagefind) = next(iter(self._making.items()))
            files = pagefind.files(_NEEDED if name else (*_NEEDED, *_NEEDED_ONCE))
            self._outputs.write_all(key, {FOLDER + name + path: data for path, data in files.items()})
            del self._making[name]


class _Pagefind:
    """A run of Pagefind on some pages, by their paths."""

    def __init__(self, pages: dict[str, bytes]) -> None:
        self._folder = TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None)
        site = Path(self._folder.name, "site")
        for path, data in pages.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        command = [str(get_executable()), "--silent", "--site", str(site), "--output-path", f"{self._folder.name}/made"]
        self._process = subprocess.Popen([*command, "--force-language", "sv"])  # noqa: S603

    def files(self, needed: Iterable[str]) -> dict[str, bytes]:
        with self._folder as folder:
            if status := self._process.wait():
                raise subprocess.CalledProcessError(status, self._process.args)
            made = Path(folder, "made")
            found = sorted(path for pattern in needed for path in made.glob(pattern))
            return {path.relative_to(made).as_posix(): path.read_bytes() for path in found}

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()


def _article(page: bytes) -> bytes:
    """The page from where its own words begin; nothing of a page that is not to be found."""
    begin = page.find(_SEARCHED)
    return b"<!doctype html><html lang=sv><body>" + page[page.rindex(b"<", 0, begin) :] if begin >= 0 else b""
