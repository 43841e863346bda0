"""Hands what the core generates to MkDocs, or ProperDocs, as virtual files beside the written ones."""

import gc
import os
import re
import shutil
import sys
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from district.checks import printing
from district.checks.problem import Mistakes
from district.language import markdown
from district.language.links import relative
from district.library import channels
from district.publish import clock, fingerprint, memory, outputs, search_index
from district.publish.beside import begun
from district.reading import load, photos, settings
from district.site import image_tags, site, templating
from district.site.content import Content
from district.site.page import tidy
from fast_pages import FastPages

_STYLESHEET = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
_ROOTED = re.compile(r'\b(href|src)="/(?!/)([^"]*)"')
_HOOKS = Path(__file__).parent
_code = ""
_serving = False
_fast: FastPages | None = None


def on_startup(command: str, **_: object) -> None:
    """`mkdocs serve` shows a draft: its pages may tell those who write what to do next."""
    global _code, _serving
    _serving = command == "serve"
    _code = fingerprint.code() if _serving else ""
    # A build is over in seconds, and keeps nearly all that it makes until then.
    gc.disable()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read everything, and find what is wrong, before MkDocs empties the folder that it builds in."""
    global _fast
    if _fast:
        _fast.writing.settle()
    if _serving and fingerprint.code() != _code:
        _begin_anew(config)
    file = Path(config.config_file_path)
    read, last = _read_and_last(file) if settings.is_fast(file) else (None, None)
    if read and last and last.is_of(read.everything):
        # The site is what it would be.
        raise SystemExit
    folders = settings.folders(file)
    # `serve` builds again when any of these changes.
    config.watch += [str(folders.data), str(templating.FOLDER), *map(str, config.theme.dirs[:1])]
    members: site.Members | None = config.extra.get("members")
    known = memory.beside(file)
    markdown.remember_in(known)
    try:
        library = load.library(folders, known)
        config.site_url = config.site_url or "http://localhost/"
        today = clock.today(library.district.timezone)
        whole = site.Site(library, today, config.site_url, members, _serving, known)
        files = whole.files()
    except Mistakes as mistakes:
        raise Abort(printing.report(mistakes)) from mistakes
    district = library.district
    config.site_name = district.name
    config.markdown_extensions, config.mdx_configs = [markdown.__name__], {}
    config.edit_uri = f"{district.repository}/edit/{district.branch}/" if district.repository else None
    if _fast and _fast.writing.is_whole:
        last = _fast.writing.outputs.set_aside()
    _fast = FastPages.of(whole, config, last, read) if read else None
    config.extra |= {
        "today": today,
        "district": district,
        "channels": () if members else channels.channels(library),
        "site": whole,
        "files": files,
        "sizes": library.sizes,
        "fast_pages": _fast,
    }
    return config


def _begin_anew(config: MkDocsConfig) -> None:
    """A preview whose hooks have been changed: Python would go on with those that it has read."""
    shutil.rmtree(config.site_dir, ignore_errors=True)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """A change in the hooks begins the preview anew; what Python writes below them is no change."""
    for folder in (_HOOKS, _HOOKS / "district"):
        server.watch(str(folder), recursive=False)
    return server


def _read_and_last(config: Path) -> tuple[fingerprint.Inputs, outputs.Last | None]:
    """What is read, and the build that `make` asks to be gone on from."""
    if "DISTRICT_LAST" not in os.environ:
        return fingerprint.inputs(config), None
    folder = Path(os.environ["DISTRICT_LAST"])
    looking = begun(partial(outputs.written, folder))
    read, notes = fingerprint.inputs(config), outputs.notes(outputs.beside(config))
    return read, outputs.Last(folder, notes, looking.join())


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files; a newsletter's page takes the place of its Markdown file."""
    if _fast:
        _fast.writing.begin(config.extra["files"], config.extra["site"].memory.save)
    config.extra["generated"] = config.extra["site"].pages()
    for stray in [file for file in files if _is_stray(file, config)]:
        files.remove(stray)
    config.extra["material_css"] = next(file.src_uri for file in files if _STYLESHEET.fullmatch(file.src_uri))
    config.extra["written"] = {file.src_uri for file in files.documentation_pages()}
    _prepare_written(files, config)
    for path, content in [*config.extra["generated"].items(), *config.extra["files"].items()]:
        if written := files.get_file_from_path(path):
            files.remove(written)
        made = _fast.file(path, content, config) if _fast else _file(path, content, config)
        if made:
            files.append(made)
    return files


def _prepare_written(files: Files, config: MkDocsConfig) -> None:
    """Photos are made anew, and each page's pencil knows its file."""
    for file in files.media_files():
        if photos.is_photo(file.src_uri) and file.src_dir not in config.theme.dirs:
            file.content_bytes = _photo(file)
    root = Path(config.config_file_path).parent
    for page in files.documentation_pages():
        page.edit_uri = relpath(page.abs_src_path, root) if page.abs_src_path else None


def _file(path: str, content: Content, config: MkDocsConfig) -> File:
    file = File.generated(config, path, content=content.data, inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = content.source or None
    return file


def _is_stray(file: File, config: MkDocsConfig) -> bool:
    """Of Material only the stylesheet is ours to use; its scripts, maps and languages stay behind."""
    if file.src_dir in config.theme.dirs[1:]:
        return not _STYLESHEET.fullmatch(file.src_uri)
    # What opens the member pages lies behind their door, and nowhere else.
    return file.src_uri.startswith("assets/medlem.") and not config.extra.get("members")


def _photo(file: File) -> bytes:
    try:
        return photos.cleaned(file.content_bytes, file.src_uri)
    except ValueError as error:
        raise Abort(f"{file.abs_src_path}: Bilden går inte att läsa. Spara den som JPEG eller PNG.") from error


def on_page_content(html: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """A link that begins with / means the site, wherever on its host it lies; pictures get their frames."""
    content: Content | None = config.extra["generated"].get(page.file.src_uri)
    if content:
        return _fast.html(page.file.src_uri, content) if _fast else tidy(html)
    html = _ROOTED.sub(lambda link: f'{link[1]}="{relative(link[2], page.url)}"', html)
    return image_tags.framed(html, page.url, config.extra["sizes"])


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> Environment:
    """The theme is asked for pages by the fast way too."""
    config.extra["page_template"] = env.get_template("main.html")
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, **_: object) -> dict[str, Any]:
    if _fast:
        _fast.frame(page, config.extra["page_template"], context)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return _fast.checked(page, output, config.extra["generated"].get(page.file.src_uri)) if _fast else output


def on_build_error(**_: object) -> None:
    if _fast:
        _fast.writing.stop()


def on_post_build(config: MkDocsConfig) -> None:
    """Write the pages that MkDocs was spared, then make what the search asks; never of pages to be sealed."""
    # MkDocs makes it beside sitemap.xml, and nothing asks for it.
    Path(config.site_dir, "sitemap.xml.gz").unlink(missing_ok=True)
    if _fast:
        _fast.finish(outputs.beside(Path(config.config_file_path)))
    elif not config.extra.get("members"):
        whole = outputs.Outputs(Path(config.site_dir))
        search_index.write(whole, (path for path in outputs.written(whole.site) if path.endswith(".html")))
        search_index.write_list(whole)


def on_shutdown() -> None:
    """What is made takes its place; a preview ends when what it began is written."""
    if _fast:
        _fast.writing.end()
    # Python need not look for garbage a last time: all of it goes.
    gc.freeze()
