"""Hands what the core generates to MkDocs, or ProperDocs, as virtual files beside the written ones."""

import re
from html import escape
from os.path import relpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from district import channels, clock, load, prose, report, settings, site, templating
from district.address import relative
from district.problem import Mistakes

_ROOTED = re.compile(r'\b(href|src)="/(?!/)([^"]*)"')
_serving = False


def on_startup(command: str, **_: object) -> None:
    """`mkdocs serve` shows a draft: its pages may tell those who write what to do next."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and build everything before MkDocs empties the folder of the last build."""
    folders = settings.folders(Path(config.config_file_path))
    # `serve` builds again when any of these changes.
    config.watch += [str(folders.data), str(templating.FOLDER)]
    try:
        library = load.library(folders)
        config.site_url = config.site_url or "http://localhost/"
        today = clock.today(library.district.timezone)
        generated = site.build(library, today, config.site_url, preview=_serving)
    except Mistakes as mistakes:
        raise Abort(report.told(mistakes)) from mistakes
    district = library.district
    config.site_name = district.name
    config.markdown_extensions, config.mdx_configs = [prose.__name__], {}
    config.edit_uri = f"{district.repository}/edit/{district.branch}/" if district.repository else None
    config.extra |= {
        "today": today,
        "district": district,
        "channels": channels.channels(library),
        "generated": generated,
    }
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated files; a newsletter's page takes the place of its Markdown file."""
    root = Path(config.config_file_path).parent
    for file in files.documentation_pages():
        file.edit_uri = relpath(file.abs_src_path, root) if file.abs_src_path else None
    for path, content in config.extra["generated"].items():
        if written := files.get_file_from_path(path):
            files.remove(written)
        file = File.generated(config, path, content=content.data, inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = content.source or None
        files.append(file)
    return files


def on_page_content(html: str, page: Page, **_: object) -> str:
    """A link that begins with / means the site, wherever on its host it lies."""
    return _ROOTED.sub(lambda link: f'{link[1]}="{relative(link[2], page.url)}"', html)


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Material writes titles and descriptions into HTML as they are."""
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(str(page.meta[name]))
    return markdown
