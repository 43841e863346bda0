"""Let MkDocs, or ProperDocs, build the site: the engine makes the pages that people wrote, the core all else."""

import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as EnginePage
from watchdog.observers.polling import PollingObserver

from district.checks import printing
from district.checks.problem import Mistakes
from district.commands import building
from district.commands.building import Building
from district.members.secrets import SealingError
from district.publish.outputs import Outputs
from district.reading import settings
from district.site.page import Page
from district.site.pages.written import written_pages
from district.site.rendering import Renderer
from district.site.site import page_templates

# Seconds between looking for changes while the site is served: at least, and at most, as MkDocs does.
_SHORTEST, _LONGEST = 0.05, 0.5


class Adapter:
    """One run of the engine; its methods are the engine's events."""

    def __init__(self) -> None:
        self._serving = False
        self._site: Building | None = None
        self._outputs: Outputs | None = None
        self._pages: dict[str, Page] = {}
        self._written: frozenset[str] = frozenset()
        self._renderer: Renderer | None = None

    def on_startup(self, command: str, **_: object) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read everything, and stop at mistakes before the engine empties the folder that it builds in."""
        file = Path(config.config_file_path)
        folders = settings.folders(file)
        # `serve` builds again when any of these changes.
        config.watch += [str(folders.data), str(settings.theme_folder(file))]
        try:
            site = building.begin(file, site_url=config.site_url or "" if self._serving else "", preview=self._serving)
        except Mistakes as mistakes:
            raise Abort(printing.report(mistakes)) from mistakes
        except SealingError as error:
            raise Abort(str(error)) from error
        config.site_name, config.site_url = site.view.library.district.name, site.view.site_url
        config.markdown_extensions, config.mdx_configs = [], {}
        config.nav = None
        config.theme.static_templates = set()
        # Nothing of the engine's theme is used, and listing its 12,000 files takes longer than an edit's other work.
        config.theme.dirs = [str(settings.theme_folder(file))]
        self._pages = {page.file: page for page in written_pages(site.view)}
        self._renderer = Renderer(site.view, page_templates(site.view))
        self._outputs = self._begin(Path(config.site_dir), site)
        self._site = site
        return config

    def _begin(self, folder: Path, site: Building) -> Outputs:
        """Return where to write: the files of the last build are kept if they are known."""
        if not (self._serving and folder.is_dir()):
            return Outputs(folder)
        # The engine empties the folder before it builds, so the last site moves out of its way.
        folder.rename(_aside(folder))
        return Outputs(folder, _aside(folder), site.cache.record)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave the engine the pages that people wrote."""
        mine = [file for file in files if file.dest_uri in self._pages]
        self._written = frozenset(file.dest_uri for file in mine)
        return Files(mine)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        assert self._renderer
        return self._renderer.environment

    def on_page_markdown(self, text: str, page: EnginePage, config: MkDocsConfig, files: Files) -> str:
        """Leave nothing to the engine: the core reads the Markdown, so that it means the same everywhere."""
        assert self._renderer
        page.meta = {"template": self._renderer.template}
        return ""

    def on_page_context(
        self, context: dict[str, Any], page: EnginePage, config: MkDocsConfig, nav: object
    ) -> dict[str, Any]:
        assert self._renderer
        return self._renderer.context(self._pages[page.file.dest_uri])

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write everything that is not a page of the engine's."""
        assert self._site
        assert self._outputs
        # A preview runs threads, and a process with threads must not fork.
        self._site.write(self._outputs, written=self._written, processes=1 if self._serving else 2)
        self._restore(Path(config.site_dir))

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Look for changes more often, in a district whose files are soon looked through."""
        assert self._site
        watched = (config.docs_dir, str(config.config_file_path))
        for path in watched:
            server.unwatch(path)
        interval = min(max(len([*self._site.view.library.records]) / 6000, _SHORTEST), _LONGEST)
        server.observer = PollingObserver(timeout=interval)
        # How long MkDocs waits for more changes.
        server.build_delay = _SHORTEST
        for path in watched:
            server.watch(path)
        return server

    def on_build_error(self, error: Exception) -> None:
        """Show the last site again."""
        if self._outputs:
            self._restore(self._outputs.folder)

    def _restore(self, folder: Path) -> None:
        if self._serving and _aside(folder).is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            _aside(folder).rename(folder)


def _aside(folder: Path) -> Path:
    """Return where a preview keeps the last site while it builds the next."""
    return folder.with_name(f"{folder.name}.last")


_ADAPTER = Adapter()
on_startup = _ADAPTER.on_startup
on_config = _ADAPTER.on_config
on_files = _ADAPTER.on_files
on_env = _ADAPTER.on_env
on_page_markdown = _ADAPTER.on_page_markdown
on_page_context = _ADAPTER.on_page_context
on_post_build = _ADAPTER.on_post_build
on_serve = _ADAPTER.on_serve
on_build_error = _ADAPTER.on_build_error
