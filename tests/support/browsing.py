"""Open a built site, served by this machine, in a real browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from sites import ROOT, Site

# The day that the sites of the tests are built for.
NOW = "2025-03-15T11:00:00Z"
# What a reader sees of something that has ended.
ENDED = """now => [...document.querySelectorAll("[data-ends], [data-next]")]
    .filter((each) => each.checkVisibility() && new Date(each.dataset.ends ?? each.dataset.next) < new Date(now))
    .map((each) => each.innerText)"""
# How a page is shown unless a test asks for another way.
VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
MEDIA: dict[str, Any] = {"media": "null", "color_scheme": "light", "forced_colors": "none"}
# What is loaded when a reader searches.
SEARCH_FILES = (".json", "search.js", "matching.js")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Make no requests other than the pages'.
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


class _Handler(SimpleHTTPRequestHandler):
    """Serves a site in the folder of its host that it was built for."""

    prefix = "/"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, *rest: Any) -> None:  # type: ignore[override]
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            return super().send_error(code, *rest)
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())
        return None

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Serve the site, and yield its address on this machine."""
    handler = type("Handler", (_Handler,), {"prefix": urlsplit(site.url).path})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site.folder)))
    # How often the server checks whether it is to shut down, in seconds.
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{handler.prefix}"
    finally:
        server.shutdown()


def _executable() -> str | None:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or next(map(str, (ROOT / ".venv/browsers").rglob("chrome")), None)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=_executable(), args=[*QUIET])
        yield running
        running.close()


def profile_page(browser: Browser, folder: Path) -> Page:
    """Open a page in a browser that keeps its history and all else in the folder."""
    options = {"executable_path": _executable(), "args": [*QUIET]}
    return browser.browser_type.launch_persistent_context(folder, **options).new_page()


@dataclass
class Heard:
    """The requests of a page, and its errors."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _listening: ExitStack = field(default_factory=ExitStack)

    def listen(self, page: Page) -> None:
        def on(event: Any, heard: Callable[[Any], object]) -> None:
            page.on(event, heard)
            self._listening.callback(page.remove_listener, event, heard)

        on("request", lambda request: self.requests.append(request.url))
        on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        on("console", lambda line: line.type == "error" and self.errors.append(f"{page.url}: {line.text}"))

    def stop(self) -> None:
        self._listening.close()


def shifts(page: Page) -> list[str]:
    """Return the layout shifts since the page was opened: where, how large, and which elements."""
    moved: list[str] = page.evaluate(
        """() => new Promise((resolve) => {
            // Below 0.01 it is a letter's width; 0.1 is what people notice.
            const noticed = (list) => list.getEntries().filter(({ value }) => value >= 0.01)
            const text = ({ value, sources }) =>
                `${location.pathname}: ${value} ${sources.map(({ node }) => node?.nodeName)}`
            new PerformanceObserver((list) => resolve(noticed(list).map(text)))
                .observe({ type: "layout-shift", buffered: true })
            setTimeout(() => resolve([]), 50);
        })"""
    )
    return moved
