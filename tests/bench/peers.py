"""Other generators on the same Markdown, as far as they are installed: none has the feeds, calendars or mail."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

Timed = Callable[[list[str], Path], tuple[float, float]]
_HUGO = "baseURL = 'https://pahittat.example/'\ntitle = 'Peer'\n[markup.goldmark.renderer]\nunsafe = true\n"
_LAYOUT = "<!doctype html><html lang=sv><title>{{ .Title }}</title><body>{{ .Content }}</body></html>"
_PELICAN = "PATH = 'content'\nSITENAME = 'Peer'\nTIMEZONE = 'Europe/Stockholm'\nDEFAULT_DATE = 'fs'\n"


def trials(docs: Path, timed: Timed) -> Iterator[tuple[str, tuple[float, float]]]:
    """Each peer's name and time."""
    for name, (prepare, command) in _PEERS.items():
        if shutil.which(command[0]):
            with tempfile.TemporaryDirectory() as folder:
                prepare(docs, Path(folder))
                yield name, timed(command, Path(folder))


def _zensical(docs: Path, folder: Path) -> None:
    shutil.copytree(docs, folder / "docs")
    (folder / "mkdocs.yml").write_text("site_name: Peer\nnav: [index.md]\n")


def _hugo(docs: Path, folder: Path) -> None:
    for path in docs.rglob("*.md"):
        # In Hugo an index.md would take the pages below it for its own files.
        name = path.relative_to(docs).as_posix().removesuffix("/index.md").removesuffix(".md")
        target = folder / "content" / f"{name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (folder / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list", "baseof"):
        (folder / f"layouts/_default/{name}.html").write_text(_LAYOUT)
    (folder / "hugo.toml").write_text(_HUGO)


def _pelican(docs: Path, folder: Path) -> None:
    for number, path in enumerate(sorted(docs.rglob("*.md"))):
        title = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("title:"))
        body = path.read_text("utf-8").partition("\n---\n")[2]
        target = folder / "content" / f"{number}.md"
        target.parent.mkdir(exist_ok=True)
        target.write_text(f"Title: {title[6:]} {number}\nSlug: sida-{number}\n\n{body}", "utf-8")
    (folder / "pelicanconf.py").write_text(_PELICAN)


def _eleventy(docs: Path, folder: Path) -> None:
    shutil.copytree(docs, folder, dirs_exist_ok=True)


_PEERS: dict[str, tuple[Callable[[Path, Path], None], list[str]]] = {
    "zensical": (_zensical, ["zensical", "build"]),
    "pelican": (_pelican, ["pelican", "-q", "-s", "pelicanconf.py"]),
    "eleventy": (_eleventy, ["eleventy", "--quiet", "--output=site"]),
    "hugo": (_hugo, ["hugo", "--quiet"]),
}
